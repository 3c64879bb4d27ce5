/// Cuts what was typed into the search box into words, phrases and operators.
///
/// Half- and full-width punctuation mean the same. Nothing is an error: what does not read as syntax
/// is text.
struct SearchSyntax {
  /// A word or a phrase.
  struct Part: Hashable {
    /// Without its quotation marks and minus sign.
    var text: String
    var isQuoted = false
    var isNegated = false
    /// Joined to the part before it by OR.
    var isAlternative = false
    /// As it was typed, but for a minus sign: `about:"Moonshot AI"`.
    var typed: String
  }

  /// More parts than a query has; the others are passed over.
  private static let most = 1000

  /// The parts in their order.
  static func parts(of text: String) -> [Part] {
    if let words = plainWords(of: text) { return words }
    var syntax = SearchSyntax(rest: Substring(text))
    return syntax.read()
  }

  /// The words of a text that holds no syntax, as most queries do: letters of ASCII, digits and Chinese
  /// characters between spaces. Nil for any other.
  private static func plainWords(of text: String) -> [Part]? {
    let isPlain = text.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0x20, 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x4E00...0x9FFF: true
      default: false
      }
    }
    guard isPlain else { return nil }
    let words = text.utf8.split(separator: UInt8(ascii: " ")).map { String(Substring($0)) }
    guard words.count < most, !words.contains(where: operators.contains) else { return nil }
    return words.map { Part(text: $0, typed: $0) }
  }

  private var rest: Substring
  private var parts: [Part] = []
  /// An OR was read; at the end of what was typed so far it joins nothing.
  private var isJoined = false
  /// A NOT was read.
  private var isDenied = false

  private init(rest: Substring) { self.rest = rest }

  private mutating func read() -> [Part] {
    while let character = rest.first, parts.count < Self.most {
      if character.isWhitespace || Self.separators.contains(character) {
        rest.removeFirst()
      } else if character == "|" || character == "｜" {
        rest.removeFirst()
        isJoined = !parts.isEmpty
      } else if let minus = negation() {
        rest = minus
        readPart(isNegated: true)
      } else {
        readPart(isNegated: false)
      }
    }
    return parts
  }

  /// What follows a minus sign that negates: before a word, behind a space.
  private func negation() -> Substring? {
    guard let sign = rest.first, Self.minus.contains(sign) else { return nil }
    let behind = rest.dropFirst()
    guard let next = behind.first, !next.isWhitespace, !Self.minus.contains(next),
      !Self.separators.contains(next)
    else { return nil }
    return behind
  }

  private mutating func readPart(isNegated: Bool) {
    if let phrase = quoted() {
      append(
        Part(
          text: phrase, isQuoted: true, isNegated: isNegated, typed: "\"\(phrase)\""))
      return
    }
    var word = ""
    while let character = rest.first, !character.isWhitespace {
      if Self.quotes[character] != nil {
        // `about:"Moonshot AI"` is one part; a quotation mark elsewhere begins another.
        if word.hasSuffix(":") || word.hasSuffix("："), let phrase = quoted() {
          word += phrase
        }
        break
      }
      // huawei|smic, but not weights:open|closed.
      if (character == "|" || character == "｜") && !word.contains(where: { ":：".contains($0) }) {
        break
      }
      if Self.separators.contains(character) || Self.isComma(character, after: word, rest) { break }
      word.append(character)
      rest.removeFirst()
    }
    guard !word.isEmpty else {
      // A quotation mark without its other half, or a comma.
      rest = rest.dropFirst()
      return
    }
    let isOperator = !isNegated && !isJoined && !isDenied
    switch word {
    case "OR" where isOperator && !parts.isEmpty: isJoined = true
    case "AND" where isOperator && !parts.isEmpty: break
    case "NOT" where isOperator: isDenied = true
    default: append(Part(text: word, isNegated: isNegated, typed: word))
    }
  }

  private mutating func append(_ part: Part) {
    var part = part
    part.isAlternative = isJoined
    if isDenied { part.isNegated = true }
    isJoined = false
    isDenied = false
    parts.append(part)
  }

  /// Takes a phrase in quotation marks; nil where they are not a pair.
  private mutating func quoted() -> String? {
    guard let open = rest.first, let closing = Self.quotes[open] else { return nil }
    let behind = rest.dropFirst()
    guard let end = behind.firstIndex(where: { closing.contains($0) }) else { return nil }
    rest = behind[behind.index(after: end)...]
    return String(behind[..<end])
  }

  /// Whether a comma or the like separates words: not in 1,495.
  private static func isComma(_ character: Character, after word: String, _ rest: Substring) -> Bool
  {
    guard character == "," || character == ";" else { return false }
    guard let next = rest.dropFirst().first, let last = word.last else { return true }
    return !(last.isNumber && next.isNumber)
  }

  private static let operators = ["OR", "AND", "NOT"]
  private static let minus: Set<Character> = ["-", "－", "−"]
  private static let separators: Set<Character> = [
    "，", "、", "；", "。", "！", "？", "（", "）", "(", ")", "【", "】", "〔", "〕",
  ]
  /// Opening quotation marks, and what closes each.
  private static let quotes: [Character: Set<Character>] = [
    "\"": ["\"", "”", "“"], "“": ["”", "\"", "“"], "”": ["”", "\"", "“"], "＂": ["＂", "\""],
    "„": ["“", "”", "\""], "«": ["»"], "»": ["«"], "「": ["」"], "『": ["』"], "《": ["》"], "〈": ["〉"],
    "｢": ["｣"], "〝": ["〞", "〟"],
  ]
}
