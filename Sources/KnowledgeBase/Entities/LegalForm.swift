/// What the registered name of a firm has beyond the name people use: Co., Ltd., 有限公司, 株式会社.
///
/// Works on folded names (``Fold/key(_:)``), in which every Han character is a token of its own.
enum LegalForm {
  /// The forms of the countries at issue: United States, United Kingdom, continental Europe, China,
  /// Japan, Korea, Singapore. A name is rid of them from the end on, one after the other.
  private static let endings: [[Substring]] = [
    "inc", "incorporated", "corp", "corporation", "co", "company", "ltd", "limited", "llc", "llp",
    "plc", "pbc", "gmbh", "ag", "se", "sa", "s a", "sas", "nv", "n v", "bv", "b v", "ab", "oyj",
    "spa", "s p a",
    "pte", "pty", "kk", "k k", "有 限 公 司", "有 限 责 任 公 司", "股 份 有 限 公 司", "股 份 公 司",
    "公 司", "株 式 会 社", "주식회사",
  ].map { $0.split(separator: " ") }

  /// Forms that stand before a name too.
  private static let beginnings: [[Substring]] = ["株 式 会 社", "주식회사"].map {
    $0.split(separator: " ")
  }

  /// Words of a trade that the everyday name leaves out: Huawei Technologies, 小米科技.
  private static let trade: [[Substring]] = ["technologies", "technology", "技 术", "科 技"].map {
    $0.split(separator: " ")
  }

  /// Words that may name another firm of the same group: Tencent Holdings, 浪潮集团.
  private static let group: [[Substring]] = [
    "group", "holding", "holdings", "international", "集 团", "控 股", "国 际",
  ].map { $0.split(separator: " ") }

  /// What the last word of a name with a legal form is, or the first: most names have none, and show
  /// it there.
  private static let lastWords = Set(endings.compactMap(\.last))
  private static let firstWords = Set(beginnings.compactMap(\.first))

  /// The name without its legal form; nil when it has none, or is nothing else.
  static func core(of form: String) -> String? {
    guard let (first, last) = outerWords(of: form),
      lastWords.contains(last) || firstWords.contains(first)
    else { return nil }
    var tokens = form.split(separator: " ")[...]
    for beginning in beginnings where tokens.count > beginning.count {
      if tokens.starts(with: beginning) { tokens = tokens.dropFirst(beginning.count) }
    }
    let core = text(without(endings, tokens))
    return core == form || core.count < 2 ? nil : core
  }

  /// A name without legal form, also without words of a trade at its end.
  static func plain(of core: String) -> String {
    text(without(trade, core.split(separator: " ")[...]))
  }

  /// The same without words that may name another firm of the group.
  static func stem(of form: String) -> String {
    let core = (core(of: form) ?? form).split(separator: " ")[...]
    return text(without(trade + group + endings, core))
  }

  /// The first and the last word; nil for a single one.
  private static func outerWords(of form: String) -> (Substring, Substring)? {
    let space = UInt8(ascii: " ")
    guard let first = form.utf8.firstIndex(of: space), let last = form.utf8.lastIndex(of: space)
    else { return nil }
    return (form[..<first], form[form.utf8.index(after: last)...])
  }

  private static func text(_ tokens: ArraySlice<Substring>) -> String {
    tokens.joined(separator: " ")
  }

  private static func without(
    _ endings: [[Substring]], _ tokens: ArraySlice<Substring>
  ) -> ArraySlice<Substring> {
    var rest = tokens
    // The longest: 有限公司 is no more than the end of 股份有限公司.
    while let ending = endings.filter({
      rest.count > $0.count && rest.suffix($0.count).elementsEqual($0)
    }).max(by: { $0.count < $1.count }) {
      rest = rest.dropLast(ending.count)
    }
    return rest
  }
}
