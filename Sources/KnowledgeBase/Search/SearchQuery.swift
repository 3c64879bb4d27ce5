/// What a user typed into the search box, folded.
///
/// Words are AND, OR joins two, a minus sign excludes; a part in quotation marks is a phrase; words
/// that the caller says are conditions (`country:cn`) are kept apart. Everything else is literal
/// text, so that `GPT-4o`, `R1-0528` or an unbalanced quote never reach the query syntax of FTS5.
public struct SearchQuery: Sendable, Hashable {
  /// A word or phrase of the text.
  struct Term: Hashable {
    /// Its folded tokens.
    let tokens: [String]
    /// The same in the words of another region (``RegionalWords``).
    let variants: [[String]]
    let isQuoted: Bool

    init(tokens: [String], isQuoted: Bool) {
      self.tokens = tokens
      variants = isQuoted ? [] : RegionalWords.variants(of: tokens)
      self.isQuoted = isQuoted
    }
  }

  /// Text that has to be there: all of the groups, of each at least one term.
  private(set) var groups: [[Term]] = []
  /// Text that must not be there.
  private(set) var excluded: [Term] = []
  /// Conditions, as they were typed but for a minus sign: all of the groups, of each at least one.
  private(set) var conditions: [[FilterTerm]] = []
  /// The forms under which a name would be the whole query; none where OR joins more than names.
  private(set) var keys: [String] = []

  /// What is looked for as it was typed, without conditions.
  private(set) var literal = ""

  /// Tokens that are looked for at most; what a longer text has beyond them is passed over.
  private static let longest = 128
  /// The longest name a query may be, in bytes.
  private static let longestName = 1000

  /// Reads what was typed.
  public init(_ text: String) { self.init(text) { _ in false } }

  /// Reads what was typed.
  ///
  /// - Parameter isCondition: whether a word with a colon in it is a condition.
  init(_ text: String, isCondition: (FilterTerm) throws -> Bool) rethrows {
    var wording: [String] = []
    var isOnlyWords = true
    var left = Self.longest
    for part in SearchSyntax.parts(of: text) {
      if !part.isQuoted {
        let term = FilterTerm((part.isNegated ? "-" : "") + part.typed)
        if let column = term.column, !column.isEmpty, !term.value.isEmpty, try isCondition(term) {
          if part.isAlternative, !conditions.isEmpty {
            conditions[conditions.count - 1].append(term)
          } else {
            conditions.append([term])
          }
          continue
        }
      }
      let tokens = Fold.key(part.text).split(separator: " ")
      guard !tokens.isEmpty else {
        wording.append(part.text)
        continue
      }
      guard left > 0 else { break }
      let term = Term(tokens: tokens.prefix(left).map(String.init), isQuoted: part.isQuoted)
      left -= term.tokens.count
      if part.isNegated {
        excluded.append(term)
      } else if part.isAlternative, !groups.isEmpty {
        groups[groups.count - 1].append(term)
        isOnlyWords = false
      } else {
        groups.append([term])
        wording.append(part.text)
      }
    }
    literal = wording.joined(separator: " ")
    keys = Self.keys(wording, isOnlyWords ? [] : groups)
  }

  private static func keys(_ wording: [String], _ alternatives: [[Term]]) -> [String] {
    if !alternatives.isEmpty {
      return alternatives.count == 1 ? alternatives[0].map { $0.tokens.joined(separator: " ") } : []
    }
    let name = wording.joined(separator: " ")
    guard !name.isEmpty, name.utf8.count <= longestName else { return [] }
    let key = NameForms.form(of: name)
    let tokens = key.split(separator: " ").map(String.init)
    return [key] + RegionalWords.variants(of: tokens).map { $0.joined(separator: " ") }
  }

  /// Nothing in the query can be searched for in text (only punctuation, say); a name may match it.
  public var isEmpty: Bool { groups.isEmpty }

  /// Every word is to be left out, and nothing says of what.
  var isOnlyExclusions: Bool { groups.isEmpty && conditions.isEmpty && !excluded.isEmpty }

  /// The query as it is looked for, with its conditions left out: `"华 为" AND ("open" OR "free")`.
  public var folded: String { needleGroups.expression(excluding: excluded) }

  /// Tokens that must stand together; the last may be the beginning of a longer word.
  struct Needle: Hashable {
    let tokens: [String]
    var isPrefix = false

    /// As an FTS5 phrase, https://sqlite.org/fts5.html#fts5_phrases; of Chinese characters as one of
    /// their pairs.
    var expression: String {
      let words = (isPrefix ? nil : HanPairs.phrase(of: tokens)) ?? tokens.joined(separator: " ")
      return "\"" + words + "\"" + (isPrefix ? " *" : "")
    }

    /// Whether `token` is what the needle has at `place`.
    func matches(_ token: String, at place: Int) -> Bool {
      isPrefix && place == tokens.count - 1
        ? token.hasPrefix(tokens[place]) : token == tokens[place]
    }
  }

  /// What is looked for: every word or phrase as typed, or as another region has it.
  var needleGroups: [[Needle]] {
    groups.map { $0.flatMap { ([$0.tokens] + $0.variants).map { Needle(tokens: $0) } } }
  }

  /// The same taken apart, but for what was in quotes: every token by itself, and words of two letters
  /// or more also as the beginning of longer ones.
  var relaxedNeedleGroups: [[Needle]] {
    groups.flatMap { group -> [[Needle]] in
      guard group.count == 1, !group[0].isQuoted else {
        return [group.map { Needle(tokens: $0.tokens) }]
      }
      return group[0].tokens.map { token in
        let isLatin = token.utf8.allSatisfy { $0 < 0x80 }
        let typed = Needle(tokens: [token], isPrefix: token.utf8.count > 1 && isLatin)
        // Of suppliers also supplier; the other way round the beginning will do.
        guard isLatin, token.utf8.count > 3, token.hasSuffix("s"), !token.hasSuffix("ss") else {
          return [typed]
        }
        return [typed, Needle(tokens: [String(token.dropLast())])]
      }
    }
  }

  /// Every place that a match may have, for marking it.
  var needles: [Needle] { needleGroups.flatMap(\.self) }

  /// The same query with other text, all of it to be there.
  func with(_ groups: [[Term]]) -> SearchQuery {
    var query = self
    query.groups = groups
    query.keys = [
      groups.compactMap { $0.first?.tokens.joined(separator: " ") }.joined(separator: " ")
    ]
    return query
  }

  /// The same query with a name in place of all its words.
  func replacing(all name: String) -> SearchQuery {
    let tokens = name.split(separator: " ").map(String.init)
    return with([[Term(tokens: tokens, isQuoted: false)]])
  }

  /// The same query with other words in place of some.
  func replacing(_ words: [String: String]) -> SearchQuery {
    var query = self
    query.groups = groups.map { group in
      group.map { term in
        term.isQuoted
          ? term
          : Term(
            tokens: term.tokens.flatMap { token in
              (words[token] ?? token).split(separator: " ").map(String.init)
            }, isQuoted: false)
      }
    }
    query.keys =
      keys.prefix(1).map { key in
        key.split(separator: " ").map { words[String($0)] ?? String($0) }.joined(separator: " ")
      }
    return query
  }

  /// The query with its words otherwise spaced: `gpt4o` as "gpt 4o", and "deep seek" as `deepseek`.
  var respaced: [SearchQuery] {
    guard groups.count <= 8, groups.allSatisfy({ $0.count == 1 && !$0[0].isQuoted }) else {
      return []
    }
    let tokens = groups.flatMap { $0[0].tokens }
    var spacings: [[String]] = [tokens.flatMap(Self.atDigit), tokens.flatMap(Self.apart)]
    for index in tokens.indices.dropLast() {
      let pair = tokens[index] + tokens[index + 1]
      if pair.utf8.allSatisfy({ $0 < 0x80 }) {
        spacings.append(tokens[..<index] + [pair] + tokens[(index + 2)...])
      }
    }
    return spacings.filter { $0 != tokens }.map { tokens in
      with(tokens.map { [Term(tokens: [$0], isQuoted: false)] })
    }
  }

  /// The query without one of its words, without two of them, and so on while half are left; what stands
  /// in quotes stays. Nothing for one word or a long text.
  var withFewerWords: [[SearchQuery]] {
    guard (2...6).contains(groups.count) else { return [] }
    var byCount: [[SearchQuery]] = Array(repeating: [], count: groups.count / 2)
    // A bit for each word that is left out; the last words first.
    for left in 1..<(1 << groups.count) where left.nonzeroBitCount <= byCount.count {
      let rest = groups.enumerated().filter { index, group in
        left & (1 << (groups.count - 1 - index)) == 0 || group.contains(where: \.isQuoted)
      }
      guard rest.count == groups.count - left.nonzeroBitCount else { continue }
      byCount[left.nonzeroBitCount - 1].append(with(rest.map(\.element)))
    }
    return byCount
  }

  /// The letters before the first digit apart: "gpt", "4o".
  private static func atDigit(_ token: String) -> [String] {
    guard let digit = token.firstIndex(where: \.isNumber), digit != token.startIndex else {
      return [token]
    }
    return [String(token[..<digit]), String(token[digit...])]
  }

  /// The words that are looked for, as a person writes them.
  var typed: String { Self.written(keys.first ?? "") }

  /// Folded text as a person writes it: Chinese without spaces.
  static func written(_ key: String) -> String {
    key.split(separator: " ").reduce(into: "") { text, token in
      let isApart =
        text.utf8.last.map { $0 < 0x80 } ?? false || token.utf8.first.map { $0 < 0x80 } ?? false
      text += (text.isEmpty || !isApart ? "" : " ") + token
    }
  }

  /// Each word of a few taken for a name, and the query without it. A run of Chinese characters is
  /// also taken apart: 华为 and 昇腾 of 华为昇腾.
  var splits: [(name: String, rest: SearchQuery)] {
    guard groups.count <= 6, groups.allSatisfy({ $0.count == 1 }) else { return [] }
    var splits: [(name: String, rest: SearchQuery)] = []
    func add(_ name: some Sequence<String>, _ rest: [[Term]]) {
      var query = self
      query.groups = rest
      query.keys = []
      splits.append((name.joined(separator: " "), query))
    }
    for (index, group) in groups.enumerated() {
      let others = Array(groups[..<index] + groups[(index + 1)...])
      let tokens = group[0].tokens
      if !others.isEmpty { add(tokens, others) }
      guard groups.count == 1, !group[0].isQuoted, (4...12).contains(tokens.count) else { continue }
      for cut in 2...tokens.count - 2 {
        let (head, tail) = (Array(tokens[..<cut]), Array(tokens[cut...]))
        add(head, [[Term(tokens: tail, isQuoted: false)]])
        add(tail, [[Term(tokens: head, isQuoted: false)]])
      }
    }
    return splits
  }
}

extension [[SearchQuery.Needle]] {
  /// The FTS5 expression: of each group one needle is required, and none of what is excluded.
  func expression(excluding excluded: [SearchQuery.Term] = []) -> String {
    let all = map { group in
      let any = group.map(\.expression).joined(separator: " OR ")
      return group.count > 1 ? "(\(any))" : any
    }.joined(separator: " AND ")
    guard !isEmpty, !excluded.isEmpty else { return all }
    return "(\(all)) NOT (\(excluded.expression))"
  }
}

extension [SearchQuery.Term] {
  /// The FTS5 expression for any of them; of a word in Latin letters also with a number at its end,
  /// since who leaves out qwen does not want Qwen3.
  var expression: String {
    flatMap { term in
      let word = SearchQuery.Needle(tokens: term.tokens)
      guard !term.isQuoted, let last = term.tokens.last, last.utf8.count > 1,
        last.utf8.allSatisfy({ (0x61...0x7A).contains($0) })
      else { return [word] }
      let numbered = (0...9).map { digit in
        SearchQuery.Needle(tokens: term.tokens.dropLast() + ["\(last)\(digit)"], isPrefix: true)
      }
      return [word] + numbered
    }
    .map(\.expression).joined(separator: " OR ")
  }
}
