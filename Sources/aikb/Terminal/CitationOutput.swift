import ArgumentParser
import KnowledgeBase
import Messages

/// What an answer rests on, beside it: into the data it would no longer be CSV.
struct CiteOptions: ParsableArguments {
  @Flag(help: "Say what the answer rests on: to FILE.cite.txt, else to standard error.")
  var cite = false

  /// To `FILE.cite.txt` where the rows went to FILE, else to standard error; nothing when it was not
  /// asked for.
  func write(
    _ store: Store, sql: String? = nil, _ basis: CitationFooter.Basis, beside file: String?,
    _ language: Language
  ) throws {
    guard cite else { return }
    let footer = CitationFooter(store, query: Self.question, sql: sql, basis: basis)
    let lines = try footer.lines(language == .zh)
    guard let file, file != "-" else {
      for line in lines { Terminal.say("\(line)") }
      return
    }
    let path = file + ".cite.txt"
    try TextOutput.write(lines.joined(separator: "\n") + "\n", to: path)
    Terminal.say(Message("\(path): what it rests on", "\(path)：所依据的来源"))
  }

  /// The command line as a shell takes it, without what says where things lie and how they look.
  private static var question: String {
    var words = ["aikb"]
    var isValue = false
    for argument in CommandLine.arguments.dropFirst() {
      if isValue {
        isValue = false
      } else if ["--db", "-o", "--output", "--lang", "-f", "--format"].contains(argument) {
        isValue = true
      } else if argument != "--cite", !argument.hasPrefix("--db="), !argument.hasPrefix("--lang=") {
        words.append(quoted(argument))
      }
    }
    return words.joined(separator: " ")
  }

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
