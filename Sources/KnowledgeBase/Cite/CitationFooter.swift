internal import SQLite

/// What has to stand below an answer so that others can check it: the question, the date, the state
/// of the knowledge base, what the answer could not see, and the sources with their licences.
public struct CitationFooter {
  private let store: Store
  private let query: String
  private let sql: String
  private let filter: Filter?
  private let view: String

  /// - Parameters:
  ///   - query: the question as it was typed.
  ///   - sql: the statement it became.
  ///   - filter: which entities are in the answer; nil where its rows are those of a view.
  ///   - view: the view, where there is no filter.
  public init(_ store: Store, query: String, sql: String, filter: Filter?, view: String) {
    self.store = store
    self.query = query
    self.sql = sql
    self.filter = filter
    self.view = view
  }

  /// The lines, for a person. References are by GB/T 7714 in Chinese, by Chicago in English.
  ///
  /// The sources are those behind the values of the entities and behind the relations that their
  /// computed columns show (developers, countries …), or behind the rows of the view.
  ///
  /// - Throws: ``KnowledgeBaseError``.
  public func lines(_ isChinese: Bool) throws -> [String] {
    try store.reading {
      let state = try store.state()
      func line(_ en: String, _ zh: String, _ text: String) -> String {
        isChinese ? "\(zh)：\(text)" : "\(en): \(text)"
      }
      let revision = state.revision.map(String.init) ?? "0"
      let flat = sql.split { $0.isWhitespace }.joined(separator: " ")
      var lines = [
        line("question", "查询", query), line("SQL", "SQL", flat),
        line("date", "日期", Clock.today()),
        line(
          "knowledge base", "知识库",
          (isChinese ? "修订 \(revision)" : "revision \(revision)")
            + (state.at.map { isChinese ? "（\($0)）" : " of \($0)" } ?? "")
            + (isChinese ? "，历史 SHA-256 " : ", SHA-256 of its history ") + state.sha256),
      ]
      if let filter { lines += try store.coverage(of: filter).lines(isChinese) }
      let sources = try store.sources(where: condition)
        .filter { $0.key != Source.byHand.key }
      let list = ReferenceList(sources, style: isChinese ? .gbt7714 : .chicago)
      lines.append(line("sources", "来源", "\(sources.count)"))
      for (source, entry) in zip(list.sources, list.entries) {
        let licence = source.licence ?? (isChinese ? "未记录" : "not on record")
        let credit = source.attribution.map { isChinese ? "；署名：\($0)" : "; credit: \($0)" } ?? ""
        lines.append("  \(entry) \(line("Licence", "许可", licence + credit))")
      }
      return lines
    }
  }

  /// Selects the sources, as `s`.
  private var condition: String {
    let current = "c.source = s.id AND c.rank >= 0 AND c.retired IS NULL"
    func cited(_ what: String) -> String {
      "EXISTS (SELECT 1 FROM citation c WHERE \(current) AND \(what))"
    }
    guard let filter else {
      switch view {
      case "relations": return cited("c.relation IS NOT NULL")
      case "figures", "latest_figures": return cited("c.figure IS NOT NULL")
      case "events": return cited("c.event IS NOT NULL")
      case "names": return "s.id IN (SELECT source FROM name)"
      case "claims", "claim_evidence":
        return "s.id IN (SELECT source FROM claim WHERE retired IS NULL)"
      case "documents", "passages": return "s.id IN (SELECT source FROM document)"
      default: return "1"
      }
    }
    let predicates = Self.shown(of: filter.kind.name).map(\.quotedText).joined(separator: ", ")
    return """
      s.id IN (
        SELECT c.source FROM citation c
         WHERE c.entity IN (\(filter.entities)) AND c.rank >= 0 AND c.retired IS NULL
        UNION
        SELECT c.source FROM relation r JOIN citation c ON c.relation = r.id
         WHERE (r.subject IN (\(filter.entities)) OR r.object IN (\(filter.entities)))
           AND r.predicate IN (SELECT id FROM predicate WHERE name IN (\(predicates)))
           AND r.retired IS NULL AND c.rank >= 0 AND c.retired IS NULL)
      """
  }

  /// The predicates whose objects or subjects the computed columns of a kind name.
  private static func shown(of kind: String) -> [String] {
    switch kind {
    case "model": ["develops", "country_of_origin"]
    case "chip": ["designs", "manufactures"]
    case "firm": ["headquartered_in"]
    case "institution": ["headquartered_in", "located_in"]
    case "facility": ["located_in"]
    case "policy": ["issued_by"]
    default: []
    }
  }
}
