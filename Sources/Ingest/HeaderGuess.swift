internal import KnowledgeBase
internal import Messages
internal import Tabular

/// Looks for the header of a table that has a title or notes above it.
enum HeaderGuess {
  /// Titles and notes rarely take more lines.
  private static let depth = 12

  /// The line, or row of a sheet, where most columns mean something to a kind, the name among them; nil
  /// when none does or the file cannot be read twice.
  static func line(in file: InputFile?, _ table: TableFile.Options, kind: Kind) -> Int? {
    guard let file, table.headerLine == nil else { return nil }
    for line in 2...depth {
      var options = table
      options.headerLine = line
      guard let reader = try? file.open(options) else { continue }
      let names = reader.header
      let known = names.filter { name in
        kind.property(forHeader: HeaderUnit(name)?.name ?? name) != nil
          || kind.derived.contains { $0.isMeant(by: name) }
      }
      let hasName = names.contains { kind.property(forHeader: $0)?.name == "name" }
      if hasName, known.count > 1, known.count * 2 >= names.count { return reader.line }
    }
    return nil
  }

  /// What is said of it behind an error; nil when there is no such line.
  static func hint(in file: InputFile?, _ table: TableFile.Options, kind: Kind) -> Message? {
    line(in: file, table, kind: kind).map {
      Message(
        "; the header seems to stand in line \($0): say --header \($0)",
        "；表头似乎在第 \($0) 行：请用 --header \($0)")
    }
  }
}
