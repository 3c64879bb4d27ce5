package import Messages

/// Why two entities of one kind may be the same: the rule that says so, what it saw, and how sure it
/// is. The scores rank a list for a person to decide; they are no probabilities.
package struct NameLikeness: Sendable, Hashable {
  package enum Rule: String, Sendable, CaseIterable {
    /// The names are the same without legal form and words like Group or Holdings.
    case registeredName = "registered-name"
    /// A few letters differ.
    case spelling
    /// One name is the other with something in brackets.
    case parenthesis
    /// One name is made of the other's initials.
    case initials
    /// The same name, in another context (a model's developers).
    case namesake
    /// Rows of two vintages that name nobody, and agree in most columns.
    case row
  }

  package let rule: Rule
  /// What the rule saw.
  package let detail: String
  /// 0 to 1.
  package let score: Double

  package init(rule: Rule, detail: String, score: Double) {
    self.rule = rule
    self.detail = detail
    self.score = score
  }

  /// Kinds whose names differ in a letter or a digit on purpose: o4 and o4-mini, Gemma 3 and Gemma 3n.
  private static let exactKinds: Set<String> = ["model", "chip", "facility", "policy"]

  /// Compares two folded names.
  ///
  /// - Returns: nil where nothing speaks for their being the same. Names in which the words with
  ///   digits differ are never alike.
  static func of(_ one: String, _ other: String, kind: String) -> NameLikeness? {
    guard numbers(one) == numbers(other) else { return nil }
    if kind == NameResolver.firm, LegalForm.stem(of: one) == LegalForm.stem(of: other) {
      return NameLikeness(
        rule: .registeredName, detail: LegalForm.stem(of: one), score: 0.9)
    }
    guard !exactKinds.contains(kind) else { return nil }
    let (mine, theirs) = (letters(one), letters(other))
    let length = max(mine.count, theirs.count)
    let allowed = length >= 12 ? 2 : length >= 6 ? 1 : 0
    let distance = Nearest.distance(mine, theirs, bound: allowed)
    guard distance > 0, distance <= allowed else { return nil }
    return NameLikeness(
      rule: .spelling, detail: String(distance),
      score: (100 - 200 * Double(distance) / Double(length)).rounded() / 100)
  }

  /// The first letters of a name of at least three words; nil for a shorter one.
  static func initials(_ form: String) -> String? {
    let small: Set<Substring> = ["of", "the", "and", "for", "in", "de", "et"]
    let words = form.split(separator: " ").filter { !small.contains($0) }
    guard words.count >= 3, words.allSatisfy({ $0.first?.isASCII == true && $0.count > 1 }) else {
      return nil
    }
    return String(words.compactMap(\.first))
  }

  /// The parts of a name with brackets: "X (Y)" is X and Y.
  static func bracketed(_ name: String) -> [String] {
    let brackets: Set<Character> = ["(", ")", "（", "）"]
    guard name.contains(where: brackets.contains) else { return [] }
    return name.split(whereSeparator: brackets.contains).map(String.init)
  }

  private static func numbers(_ form: String) -> [Substring] {
    form.split(separator: " ").filter { $0.contains(where: \.isNumber) }.sorted()
  }

  /// The letters of a folded name, without spaces: every Han character stands alone in it.
  private static func letters(_ form: String) -> [Unicode.Scalar] {
    form.unicodeScalars.filter { $0 != " " }
  }

  /// The reason in words.
  package var explanation: Message {
    switch rule {
    case .registeredName:
      Message("both are '\(detail)' without the legal form", "去掉公司类型后都是“\(detail)”")
    case .spelling:
      Message(
        "the names differ in \(detail == "1" ? "a letter" : "\(detail) letters")",
        "名称只差 \(detail) 个字符")
    case .parenthesis:
      Message("'\(detail)' stands in brackets in one name", "其中一个名称的括号内外有“\(detail)”")
    case .initials:
      Message("'\(detail)' are the initials of the other", "“\(detail)”是另一名称的首字母缩写")
    case .row:
      Message(
        "\(detail) % of what tells such rows apart agree", "区分这类行的各列中有 \(detail)% 一致")
    case .namesake:
      Message("the same name, but \(detail)", "名称相同，但\(detail)")
    }
  }
}
