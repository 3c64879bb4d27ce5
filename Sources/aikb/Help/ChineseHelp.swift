import Tabular

/// What swift-argument-parser prints, in Chinese: it has no translation of its own, and counts a Han
/// character, which takes two cells, as one.
enum ChineseHelp {
  /// Cells to a line.
  static let width = 78

  /// So wide that the parser breaks no line.
  static let unbroken = 10_000

  /// A help text in which the parser broke no line; any other text (the version, a script) as it is.
  static func page(_ text: String) -> String {
    guard text.hasPrefix("OVERVIEW: ") else { return text }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    // Abstract and discussion are ours, and broken where they should be.
    let usage = lines.firstIndex { $0.hasPrefix("USAGE: ") } ?? 0
    let own = lines[..<usage].map { line in
      line.hasPrefix("OVERVIEW: ") ? "概述：" + line.dropFirst("OVERVIEW: ".count) : line
    }
    return (own + entries(lines[usage...])).joined(separator: "\n")
  }

  private static let headings = [
    "ARGUMENTS:": "参数：", "OPTIONS:": "选项：", "SUBCOMMANDS:": "子命令：",
  ]

  /// Usage and lists. An entry is `  label    text`, or a label alone and the text in the next line.
  private static func entries(_ lines: ArraySlice<String>) -> [String] {
    var result: [String] = []
    for line in lines {
      if line.hasPrefix("USAGE: ") {
        result += broken(String(line.dropFirst("USAGE: ".count)), behind: "用法：")
      } else if let heading = headings[line] {
        result.append(heading)
      } else if let command = seeAlso(line) {
        result.append("  详见 '\(command)'。")
      } else if line.hasPrefix(indent), let label = result.popLast() {
        result += entry(label, String(line.dropFirst(indent.count)))
      } else if let end = labelEnd(line) {
        result += entry(String(line[..<end]), String(line[end...]))
      } else {
        result.append(line)
      }
    }
    return result
  }

  /// Where the texts of a list begin.
  private static let indent = String(repeating: " ", count: 26)

  /// Two spaces and more stand between label and text.
  private static func labelEnd(_ line: String) -> String.Index? {
    guard line.hasPrefix("  "), !line.hasPrefix("   ") else { return nil }
    return line.dropFirst(2).firstRange(of: "  ")?.lowerBound ?? padded(line)
  }

  /// A label of 23 characters leaves room for one space only.
  private static func padded(_ line: String) -> String.Index? {
    guard line.count > indent.count else { return nil }
    let start = line.index(line.startIndex, offsetBy: indent.count)
    return line[line.index(before: start)] == " " ? start : nil
  }

  private static func entry(_ label: String, _ text: String) -> [String] {
    let label = "  " + ParserWords.entry(trimmed(label))
    let lines = WrappedText.lines(
      ParserWords.entry(trimmed(text)), width: width - indent.count)
    guard let first = lines.first, DisplayWidth.of(label) < indent.count else {
      return [label] + lines.map { indent + $0 }
    }
    return [DisplayWidth.pad(label, to: indent.count) + first]
      + lines.dropFirst().map { indent + $0 }
  }

  /// Breaks a usage at spaces, with the further lines below its first word.
  private static func broken(_ text: String, behind heading: String) -> [String] {
    let cells = DisplayWidth.of(heading)
    return WrappedText.lines(text, width: width - cells).enumerated().map { index, line in
      (index == 0 ? heading : String(repeating: " ", count: cells)) + line
    }
  }

  /// The command in `See '…' for detailed help.`
  private static func seeAlso(_ line: String) -> String? {
    let (start, end) = ("  See '", "' for detailed help.")
    guard line.hasPrefix(start), line.hasSuffix(end) else { return nil }
    return String(line.dropFirst(start.count).dropLast(end.count))
  }

  private static func trimmed(_ text: String) -> String {
    String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
