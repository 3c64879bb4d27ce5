internal import SQLite
internal import Tabular

extension Statement {
  /// Writes all rows that are left, the first columns of each, without ending the output.
  func write(to writer: inout RowWriter, columns: Int) throws {
    while try step() {
      try writer.beginRow()
      for index in 0..<columns { try writer.field(of: self, at: index) }
      try writer.endRow()
    }
  }
}

extension RowWriter {
  /// Writes one field of the current row of a statement, from SQLite's memory into the writer's buffer.
  mutating func field(of row: borrowing Statement, at index: Int) throws {
    switch row.type(at: index) {
    case .null: try fieldNull()
    case .integer: try field(integer: row.int64(at: index))
    case .real: try field(real: row.double(at: index))
    case .text: try row.withUnsafeUTF8(at: index) { try field(utf8: $0) }
    case .blob:
      try (row.blob(at: index) ?? []).withUnsafeBufferPointer { try field(blob: $0) }
    }
  }

  /// Writes a text of the store. Bytes that are not UTF-8 become U+FFFD.
  mutating func field(utf8 text: UnsafeBufferPointer<UInt8>) throws {
    if isUTF8(text) {
      try field(bytes: text)
    } else {
      try field(String(decoding: text, as: UTF8.self))
    }
  }
}

private func isUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  do {
    _ = try UTF8Span(validating: bytes.span)
    return true
  } catch {
    return false
  }
}
