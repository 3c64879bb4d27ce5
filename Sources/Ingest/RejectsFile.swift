internal import Messages
internal import Tabular

/// The rows that were not taken, byte for byte, with line, column and reason behind them, in the
/// user's language. Corrected, the file is ingested as it is: these columns say nothing then.
struct RejectsFile {
  private let sink: ByteSink
  private var header: [String] = []
  private var delimiter = UInt8(ascii: ",")
  private let isChinese: Bool

  /// The headers of the columns behind a row.
  static let columns = (en: ["line", "column", "reason"], zh: ["行号", "列名", "原因"])

  /// - Parameter isChinese: headers and reasons are in Chinese, else in English.
  init(_ path: String, isChinese: Bool) throws {
    sink = try ByteSink.file(path)
    self.isChinese = isChinese
  }

  /// A new input file begins; its header is written with its first rejected row.
  mutating func begin(header: [String], delimiter: UInt8) {
    self.header = header
    self.delimiter = delimiter
  }

  /// - Parameters:
  ///   - raw: the record as it stood in the file.
  ///   - problems: all that is wrong with it.
  mutating func write(_ raw: UnsafeBufferPointer<UInt8>, _ problems: [TabularError]) throws {
    if !header.isEmpty {
      for name in header {
        try sink.write(quoted(name))
        try sink.write(delimiter)
      }
      try end(with: isChinese ? Self.columns.zh : Self.columns.en)
      header = []
    }
    let end = raw.lastIndex { $0 != 10 && $0 != 13 }.map { $0 + 1 } ?? 0
    if raw[..<end].contains(TextDecoder.stray) {
      // Without the mark a line of UTF-8 is as it stood in the file, and right.
      let text = raw[..<end].filter { $0 != TextDecoder.stray }
      try text.withUnsafeBufferPointer { try sink.write($0) }
    } else {
      try sink.write(UnsafeBufferPointer(rebasing: raw[..<end]))
    }
    try sink.write(delimiter)
    let reasons = problems.map { problem in
      let reason = isChinese ? problem.reason.zh : problem.reason.en
      guard problems.count > 1, let name = problem.columnName else { return reason }
      return name + (isChinese ? "：" : ": ") + reason
    }
    try self.end(
      with: [
        problems.first?.line.map(String.init) ?? "",
        problems.compactMap(\.columnName).joined(separator: "; "),
        reasons.joined(separator: isChinese ? "；" : "; "),
      ])
  }

  /// Writes everything to the disk; the file has no name yet that anybody looks for.
  func prepare() throws { try sink.prepare() }

  func commit() throws { try sink.commit() }

  private func end(with fields: [String]) throws {
    for (index, field) in fields.enumerated() {
      if index > 0 { try sink.write(delimiter) }
      try sink.write(quoted(field))
    }
    try sink.write(UInt8(ascii: "\n"))
  }

  private func quoted(_ text: String) -> String {
    let special = [delimiter, UInt8(ascii: "\""), 10, 13]
    guard text.utf8.contains(where: special.contains) else { return text }
    return "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }
}
