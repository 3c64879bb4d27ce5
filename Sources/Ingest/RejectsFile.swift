internal import Tabular

/// The rows that were not taken, unchanged, with line, column and reason behind them.
struct RejectsFile {
  private let sink: ByteSink
  private var header: [String] = []

  init(_ path: String) throws { sink = try ByteSink.file(path) }

  /// A new input file begins; its header is written with its first rejected row.
  mutating func begin(header: [String]) { self.header = header }

  mutating func write(_ raw: UnsafeBufferPointer<UInt8>, _ problem: TabularError) throws {
    if !header.isEmpty {
      try line(header.map(Self.quote).joined(separator: ","), ["line", "column", "reason"])
      header = []
    }
    var record = String(decoding: raw, as: UTF8.self)
    while record.last?.isNewline ?? false { record.removeLast() }
    try line(
      record,
      [problem.line.map(String.init) ?? "", problem.columnName ?? "", problem.reason])
  }

  func commit() throws { try sink.commit() }

  private func line(_ record: String, _ more: [String]) throws {
    try sink.write(record + "," + more.map(Self.quote).joined(separator: ",") + "\n")
  }

  private static func quote(_ text: String) -> String {
    guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
    return "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }
}
