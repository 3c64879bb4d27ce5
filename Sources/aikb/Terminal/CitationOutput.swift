import KnowledgeBase

/// Writes what a list or an export rests on beside it: into the data it would no longer be CSV.
struct CitationOutput {
  private let footer: CitationFooter

  /// - Parameter command: list or export.
  init(
    _ store: Store, _ command: String, of what: String, _ words: [String],
    _ options: FilterOptions, _ rows: ListedRows
  ) {
    var query = ["aikb", command, what] + words
    let further = [
      ("--columns", options.columns), ("--sort", options.sort),
      ("--limit", options.limit.map(String.init)), ("--as-of", options.asOf),
      ("--according-to", options.accordingTo),
    ]
    for (name, value) in further {
      if let value { query += [name, value] }
    }
    if options.group { query.append("--group") }
    footer = CitationFooter(
      store, query: query.map(Self.quoted).joined(separator: " "), sql: rows.sql,
      filter: rows.subject, view: what)
  }

  /// To `FILE.cite.txt` where the rows went to FILE, else to standard error.
  func write(beside output: OutputOptions, _ languages: LanguageOptions) throws {
    let lines = try footer.lines(languages.language == .zh)
    guard let file = output.file else {
      for line in lines { Terminal.say("\(line)") }
      return
    }
    let path = file + ".cite.txt"
    try TextOutput.write(lines.joined(separator: "\n") + "\n", to: path)
    Terminal.say("\(path): what it rests on")
  }

  /// As a shell takes it.
  private static func quoted(_ word: String) -> String {
    let plain = word.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
        || ":=.,_-/".unicodeScalars.contains($0)
    }
    return plain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }
}

extension OutputOptions {
  /// The file it goes to; nil for standard output.
  var file: String? { output == "-" ? nil : output }
}
