import Tabular

/// Breaks a text into lines that fit a number of cells.
enum WrappedText {
  /// The lines. They break at spaces, between two marks of sources (`[1][2]`) and around Han
  /// characters, but not before closing punctuation, behind an opening bracket or behind a number
  /// (`25万`); a word that is longer than a line is cut.
  static func lines(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for token in tokens(text) {
      for (index, part) in parts(of: token.text, width: width).enumerated() {
        let space = index == 0 && token.followsSpace && !line.isEmpty ? " " : ""
        let needed = space.count + DisplayWidth.of(part)
        if used + needed > width, !line.isEmpty {
          lines.append(line)
          line = part
          used = DisplayWidth.of(part)
        } else {
          line += space + part
          used += needed
        }
      }
    }
    return line.isEmpty ? lines : lines + [line]
  }

  private static let opening: Set<Character> = ["（", "《", "“"]
  private static let closing: Set<Character> = [
    "，", "。", "、", "；", "：", "）", "”", "》", "！", "？",
  ]

  private static func tokens(_ text: String) -> [(text: String, followsSpace: Bool)] {
    var tokens: [(text: String, followsSpace: Bool)] = []
    var isJoined = false
    var followsSpace = false
    for character in text {
      if character == " " || character == "\n" {
        followsSpace = true
        isJoined = false
        continue
      }
      let isWide = DisplayWidth.of(String(character)) == 2
      let isMark = character == "[" && tokens.last?.text.last == "]"
      if closing.contains(character), !followsSpace, !tokens.isEmpty {
        tokens[tokens.count - 1].text.append(character)
      } else if isJoined, !isMark,
        !isWide || tokens.last?.text.last.map({ $0.isNumber || opening.contains($0) }) == true
      {
        tokens[tokens.count - 1].text.append(character)
      } else {
        tokens.append((String(character), followsSpace))
      }
      isJoined = !isWide || opening.contains(character)
      followsSpace = false
    }
    return tokens
  }

  /// A word that is too long in pieces that are not; behind a hyphen or a slash where there is one.
  private static func parts(of word: String, width: Int) -> [String] {
    var parts: [String] = []
    var rest = Substring(word)
    while DisplayWidth.of(String(rest)) > width {
      var end = rest.startIndex
      var used = 0
      while end < rest.endIndex {
        used += DisplayWidth.of(String(rest[end]))
        if used > width, end > rest.startIndex { break }
        end = rest.index(after: end)
      }
      if let hyphen = rest[..<end].lastIndex(where: { $0 == "-" || $0 == "/" }) {
        end = rest.index(after: hyphen)
      }
      parts.append(String(rest[..<end]))
      rest = rest[end...]
    }
    return rest.isEmpty ? parts : parts + [String(rest)]
  }
}
