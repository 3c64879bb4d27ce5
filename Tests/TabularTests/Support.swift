import Foundation
import Messages
import Tabular

/// A folder of its own for one test, gone with the value.
final class TemporaryFolder {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "tabular-\(UUID())")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { "\(path)/\(name)" }

  func write(_ bytes: [UInt8], to name: String) throws -> String {
    try Data(bytes).write(to: URL(filePath: file(name)))
    return file(name)
  }

  func read(_ name: String) throws -> String {
    try String(contentsOfFile: file(name), encoding: .utf8)
  }

  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
  }
}

/// A reader over `text`, reported as `t.csv`.
func reader(
  _ text: String, delimiter: Character? = nil, bufferSize: Int = 1 << 20
) throws(TabularError) -> CSVReader {
  try reader(Array(text.utf8), delimiter: delimiter, bufferSize: bufferSize)
}

func reader(
  _ bytes: [UInt8], delimiter: Character? = nil, bufferSize: Int = 1 << 20,
  recordLimit: Int = 64 << 20
) throws(TabularError) -> CSVReader {
  try CSVReader(
    source: ByteSource(bytes: bytes, name: "t.csv"), delimiter: delimiter?.asciiValue,
    bufferSize: bufferSize, recordLimit: recordLimit)
}

extension CSVReader {
  /// The fields of every record that is left.
  func rest() throws(TabularError) -> [[String]] {
    var records: [[String]] = []
    while try next() { records.append((0..<fieldCount).map { string($0) }) }
    return records
  }

  /// The next record's text as it stands in the file.
  var rawText: String { String(decoding: rawRecord, as: UTF8.self) }
}

/// What a file with this text is rejected for, as one line.
func message(for text: String) -> String { message(for: Array(text.utf8)) }

func message(for bytes: [UInt8]) -> String {
  do {
    _ = try reader(bytes).rest()
    return "no error"
  } catch {
    return error.description
  }
}

/// What a writer makes of `rows`.
func written(
  _ format: OutputFormat, columns: [String], _ rows: [[Cell]], excel: Bool = false,
  tableWidth: Int? = nil
) throws -> String {
  let sink = ByteSink.memory()
  var writer = RowWriter(
    format: format, columns: columns, excel: excel, to: sink, tableWidth: tableWidth)
  for row in rows { try writer.write(row) }
  try writer.finish()
  return String(decoding: sink.bytes, as: UTF8.self)
}
