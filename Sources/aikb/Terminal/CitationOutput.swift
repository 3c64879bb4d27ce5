import ArgumentParser
import KnowledgeBase
import Messages

/// What an answer rests on, beside it: into the data it would no longer be CSV.
struct CiteOptions: ParsableArguments {
  @Flag(
    help: ArgumentHelp(
      "Say what the answer rests on: to FILE.cite.txt, else to standard error.",
      "说明结果的依据：写入 FILE.cite.txt 或标准错误。"))
  var cite = false

  /// To `FILE.cite.txt` where the rows went to FILE, else to standard error; nothing when it was not
  /// asked for.
  func write(
    _ store: Store, sql: String? = nil, _ basis: CitationFooter.Basis, beside file: String?
  ) throws {
    guard cite else { return }
    let footer = CitationFooter(store, query: Self.question, sql: sql, basis: basis)
    let lines = try footer.lines
    guard let file, file != "-" else {
      for line in lines { Terminal.say(line) }
      return
    }
    let path = file + ".cite.txt"
    try TextOutput.write(lines.map { $0.spoken + "\n" }.joined(), to: path)
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
