/// Finds the names of entities in a text: at each place the longest, none overlapping another.
struct NameFinder {
  /// A name that stands in a text, and whose it may be.
  struct Found {
    /// Numbers of its tokens.
    let tokens: Range<Int>
    /// As offsets in the text's UTF-8.
    let range: Range<Int>
    /// At least one.
    let entities: [(entity: NamedEntity, spelling: NameSpelling)]
    /// Whether it may be just a word.
    var isOrdinary = false

    /// Whether it needs no context to be understood.
    var isCertain: Bool { entities.count == 1 && !isOrdinary }
  }

  let lexicon: NameLexicon

  /// The names in a text, in order.
  func names(in tokens: [MentionToken], _ utf8: [UInt8]) throws -> [Found] {
    var found: [Found] = []
    var index = 0
    while index < tokens.count {
      let joint = try jointCountries(tokens, at: index)
      if let name = try longest(tokens, at: index, utf8), name.tokens.count >= joint.count {
        found.append(name)
        index = name.tokens.upperBound
      } else if !joint.isEmpty {
        found += joint
        index += joint.count
      } else {
        index += 1
      }
    }
    return found
  }

  // MARK: One name

  private func longest(_ tokens: [MentionToken], at start: Int, _ utf8: [UInt8]) throws -> Found? {
    guard NameBoundary.begins(tokens, at: start) else { return nil }
    // In order of length; the last that fits wins.
    var best: Found?
    var node: NameLexicon.Node?
    var hasHardGap = false
    var hasParticle = false
    for end in start..<tokens.count {
      let token = tokens[end]
      if end > start {
        if token.gap == .sentence { break }
        hasHardGap = hasHardGap || token.gap == .hard
        if token.text == "的", token.gap == .none, node?.children[token.text] == nil {
          hasParticle = true
          continue
        }
      }
      for form in Self.endings(of: token, utf8) {
        let here =
          end == start ? try lexicon.root(form.text) : node?.children[form.text]
        guard let here, !here.names.isEmpty else { continue }
        let range = tokens[start].range.lowerBound..<form.end
        let written = String(decoding: utf8[range], as: UTF8.self)
        let fitting = here.names.filter { entity, spelling in
          (!hasHardGap || spelling.hasPunctuation)
            && (!hasParticle || Self.isPhrase(entity.kind))
            && spelling.allows(written)
            && (!form.isInflected || form.isSure || Self.isCommonNoun(entity.kind))
            && NameBoundary.ends(tokens, before: end + 1, kind: entity.kind)
        }
        guard !fitting.isEmpty, !NameBoundary.isSeam(tokens, start..<end + 1),
          Self.isLegible(tokens, start..<end + 1)
        else { continue }
        best = Found(
          tokens: start..<end + 1, range: range,
          entities: Self.distinct(fitting),
          isOrdinary: !fitting.contains { Self.isCommonNoun($0.entity.kind) }
            && OrdinaryWords.contain(written, at: start..<end + 1, tokens))
        break
      }
      node = end == start ? try lexicon.root(token.text) : node?.children[token.text]
      guard let node, !node.children.isEmpty else { break }
    }
    return best
  }

  /// How a token can end a name: as it stands, or without the "s" of "Nvidia's" and "GPUs".
  private static func endings(
    of token: MentionToken, _ utf8: [UInt8]
  ) -> [(text: String, end: Int, isInflected: Bool, isSure: Bool)] {
    var endings = [
      (text: token.text, end: token.range.upperBound, isInflected: false, isSure: true)
    ]
    guard token.text.hasSuffix("s"), token.text.utf8.count > 2 else { return endings }
    let written = utf8[token.range]
    guard written.last.map({ $0 | 0x20 }) == UInt8(ascii: "s") else { return endings }
    let stem = String(token.text.dropLast())
    let before = written.dropLast()
    if before.last == UInt8(ascii: "'") {
      endings.append((stem, token.range.upperBound - 2, true, true))
    } else if before.suffix(3).elementsEqual([0xE2, 0x80, 0x99]) {  // ’
      endings.append((stem, token.range.upperBound - 4, true, true))
    } else if let last = before.last, (48...57).contains(last) || (65...90).contains(last) {
      endings.append((stem, token.range.upperBound - 1, true, written.last != UInt8(ascii: "S")))
    } else {
      endings.append((stem, token.range.upperBound - 1, true, false))
    }
    return endings
  }

  /// Whether names of this kind are phrases that 的 can divide: 供应链的韧性 is 供应链韧性, but what
  /// 中国的移动 says is not 中国移动.
  private static func isPhrase(_ kind: String) -> Bool { isCommonNoun(kind) || kind == "policy" }

  /// Whether things of this kind have a plural.
  private static func isCommonNoun(_ kind: String) -> Bool {
    kind == "concept" || kind == "technology"
  }

  /// A single Chinese character is a name only between marks: 镓、锗、锑.
  private static func isLegible(_ tokens: [MentionToken], _ range: Range<Int>) -> Bool {
    guard range.count == 1, !tokens[range.lowerBound].isAlphabetic else { return true }
    let isApart = range.lowerBound == 0 || tokens[range.lowerBound].gap >= .space
    let next = range.upperBound
    return isApart && (next == tokens.count || tokens[next].gap >= .space)
  }

  private static func distinct(
    _ entities: [(entity: NamedEntity, spelling: NameSpelling)]
  ) -> [(entity: NamedEntity, spelling: NameSpelling)] {
    var seen: Set<Int64> = []
    return entities.filter { seen.insert($0.entity.id).inserted }
  }

  // MARK: Several countries in one word

  /// Words after two countries' signs that show them to be that: 日韩两国.
  private static let company: Set<String> = [
    "两", "兩", "双", "雙", "之", "关", "關", "贸", "貿", "竞", "競", "合", "博", "摩", "三", "等", "战",
  ]
  private static let wordsInZhong: Set<String> = ["其", "集", "当", "當", "之", "途", "年", "期", "空"]

  /// Countries that share a word, each with one character: 中美两国, 中日韩.
  private func jointCountries(_ tokens: [MentionToken], at start: Int) throws -> [Found] {
    var joint: [Found] = []
    for index in start..<tokens.count {
      let token = tokens[index]
      guard !token.isAlphabetic, index == start || token.gap == .none else { break }
      guard let (entity, spelling) = try lexicon.root(token.text).country,
        !joint.contains(where: { $0.entities[0].entity.id == entity.id })
      else { break }
      joint.append(
        Found(tokens: index..<index + 1, range: token.range, entities: [(entity, spelling)]))
    }
    guard joint.count > 1 else { return [] }
    let signs = tokens[start..<start + joint.count].map(\.text).joined()
    let before = start > 0 && tokens[start].gap == .none ? tokens[start - 1].text : ""
    if signs.hasPrefix("中"), Self.wordsInZhong.contains(before) { return [] }
    let end = start + joint.count
    let after = end < tokens.count && tokens[end].gap == .none ? tokens[end].text : ""
    let isKnown = joint.count > 2 || signs == "中美" || signs == "美中"
    return isKnown || Self.company.contains(after) ? joint : []
  }
}
