internal import SQLite

/// Something that texts name and the knowledge base does not know.
public struct CandidateName: Sendable, Hashable {
  /// What marks it as a name.
  public enum Sign: String, Sendable, Hashable {
    /// Words that begin with capitals, or a word with capitals and digits.
    case capitals
    /// 《》 around it.
    case title
    /// Quotation marks around it.
    case quotes
    /// The end of a company's or institution's Chinese name: 公司, 大学.
    case ending
  }

  /// As it is written most often.
  public let name: String
  /// What marks it as a name.
  public let sign: Sign
  /// How often it stands in the texts.
  public let count: Int
  /// In how many passages.
  public let passages: Int
  /// Key of the document that names it first.
  public let document: String
  /// Number of the passage there.
  public let passage: Int
}

extension Store {
  /// What a document, or all of them, name that the knowledge base does not know.
  ///
  /// - Parameters:
  ///   - key: of the document; nil for all.
  ///   - minimum: how often it must be named.
  /// - Returns: most frequent first.
  /// - Throws: ``KnowledgeBaseError/unknown(what:name:nearest:listed:)`` for the document.
  public func candidates(in key: String? = nil, minimum: Int = 2) throws -> [CandidateName] {
    try reading {
      let document = try key.map(document)
      let select = try db.prepare(
        """
        SELECT p.id, d.key, p.ordinal, p.text FROM passage p JOIN document d ON d.id = p.document
         \(document == nil ? "" : "WHERE d.id = ?1") ORDER BY d.key, p.ordinal
        """)
      // A concept's name can be part of a name: 半导体 in that of a company.
      let mentions = try db.prepare(
        """
        SELECT m.start, m.length, e.kind IN ('concept', 'technology')
          FROM mention m JOIN entity e ON e.id = m.entity WHERE m.passage = ?
        """)
      if let document { try select.bind(document, at: 1) }
      var collector = CandidateCollector()
      while try select.step() {
        try mentions.bind(select.int64(at: 0), at: 1)
        var known: [CandidateCollector.Known] = []
        while try mentions.step() {
          let start = Int(mentions.int64(at: 0)) - 1
          known.append(
            .init(
              range: start..<start + Int(mentions.int64(at: 1)),
              isConcept: mentions.int64(at: 2) == 1))
        }
        mentions.reset()
        collector.read(
          select.string(at: 3) ?? "", known: known, document: select.string(at: 1) ?? "",
          passage: Int(select.int64(at: 2)))
      }
      return try collector.candidates(minimum: minimum).filter { candidate in
        try db.scalar(
          "SELECT 1 FROM name_form WHERE form = ?", [.text(NameForms.form(of: candidate.name))])
          == nil
      }
    }
  }
}

/// Counts what may be names, passage by passage.
struct CandidateCollector {
  /// A mention, by its characters.
  struct Known {
    let range: Range<Int>
    let isConcept: Bool
  }

  private struct Count {
    var sign: CandidateName.Sign
    var writings: [String: Int] = [:]
    var passages = 0
    let document: String
    let passage: Int

    var total: Int { writings.values.reduce(0, +) }
  }

  private var counts: [String: Count] = [:]
  /// Words that texts also write small: at the beginning of a sentence they are no names.
  private var small: Set<String> = []

  /// - Parameter known: what is a mention already.
  mutating func read(_ text: String, known: [Known], document: String, passage: Int) {
    let scalars = Array(text.unicodeScalars)
    var isKnown = [Bool](repeating: false, count: scalars.count)
    var isNamed = isKnown
    for mention in known {
      for index in mention.range.clamped(to: scalars.indices) {
        isKnown[index] = true
        isNamed[index] = !mention.isConcept
      }
    }
    var seen: Set<String> = []
    func note(_ range: Range<Int>, _ sign: CandidateName.Sign) {
      guard !range.isEmpty else { return }
      // Where everything is known already, nothing is left to learn.
      guard !range.allSatisfy({ isKnown[$0] || !scalars[$0].properties.isAlphabetic }) else {
        return
      }
      let name = String(String.UnicodeScalarView(scalars[range]))
      let form = Fold.key(name)
      guard !form.isEmpty else { return }
      var count = counts[form] ?? Count(sign: sign, document: document, passage: passage)
      count.writings[name, default: 0] += 1
      if seen.insert(form).inserted { count.passages += 1 }
      counts[form] = count
    }
    for range in CandidateScanner.enclosed(scalars, "《", "》") { note(range, .title) }
    for (open, close) in [("“", "”"), ("「", "」"), ("\"", "\"")]
      as [(Unicode.Scalar, Unicode.Scalar)]
    {
      for range in CandidateScanner.enclosed(scalars, open, close) where range.count <= 24 {
        note(range, .quotes)
      }
    }
    for range in CandidateScanner.withEnding(scalars, isNamed) { note(range, .ending) }
    let (runs, words) = CandidateScanner.capitalised(scalars, isKnown)
    for range in runs { note(range, .capitals) }
    small.formUnion(words)
  }

  /// - Returns: most frequent first, then by name.
  func candidates(minimum: Int) -> [CandidateName] {
    counts.compactMap { form, count -> CandidateName? in
      guard count.total >= minimum, !(count.sign == .capitals && small.contains(form)),
        let name = count.writings.min(by: { ($1.value, $0.key) < ($0.value, $1.key) })?.key
      else { return nil }
      return CandidateName(
        name: name, sign: count.sign, count: count.total, passages: count.passages,
        document: count.document, passage: count.passage)
    }
    .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
  }
}
