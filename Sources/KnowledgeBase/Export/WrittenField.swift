internal import SQLite
internal import Tabular

extension RowWriter {
  /// Writes one field of the current row of a statement, from SQLite's memory into the writer's buffer.
  /// Bytes of a text that are not UTF-8 become U+FFFD.
  mutating func field(of row: borrowing Statement, at index: Int) throws {
    switch row.type(at: index) {
    case .null: try fieldNull()
    case .integer: try field(integer: row.int64(at: index))
    case .real: try field(real: row.double(at: index))
    case .text:
      try row.withUnsafeUTF8(at: index) { bytes in
        if isUTF8(bytes) {
          try field(bytes: bytes)
        } else {
          try field(String(decoding: bytes, as: UTF8.self))
        }
      }
    case .blob:
      try (row.blob(at: index) ?? []).withUnsafeBufferPointer { try field(blob: $0) }
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
