internal import SQLite

/// What has to stand below an answer so that others can check it: the question, the date, the state
/// of the knowledge base, what the answer could not see, and the sources with their licences.
public struct CitationFooter {
  /// What an answer is made of, and so which sources stand behind it.
  public enum Basis: Sendable {
    /// The entities that a filter lets through.
    case filter(Filter)
    /// The rows of one of the common views.
    case view(String)
    /// What the sources with these keys say.
    case sources(Set<String>)
    /// The rows of a statement of the user's own: nobody can tell which sources gave them.
    case statement
  }

  private let store: Store
  private let query: String
  private let sql: String?
  private let basis: Basis

  /// - Parameters:
  ///   - query: the question as it was typed.
  ///   - sql: the statement it became, if it became a single one.
  ///   - basis: what the answer is made of.
  public init(_ store: Store, query: String, sql: String?, basis: Basis) {
    self.store = store
    self.query = query
    self.sql = sql
    self.basis = basis
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
      var lines = [line("question", "查询", query)]
      if let sql {
        lines.append(line("SQL", "SQL", sql.split { $0.isWhitespace }.joined(separator: " ")))
      }
      lines += [
        line("date", "日期", Clock.today()),
        line(
          "knowledge base", "知识库",
          (isChinese ? "修订 \(revision)" : "revision \(revision)")
            + (state.at.map { isChinese ? "（\($0)）" : " of \($0)" } ?? "")
            + (isChinese ? "，历史 SHA-256 " : ", SHA-256 of its history ") + state.sha256),
      ]
      if case .filter(let filter) = basis {
        lines += try store.coverage(of: filter).lines(isChinese)
      }
      guard let condition else {
        lines.append(
          line(
            "sources", "来源",
            isChinese
              ? "自拟的 SQL 无法追溯；请见视图 citations" : "not traced through SQL; see the view citations"
          ))
        return lines
      }
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

  /// Selects the sources, as `s`; nil where they cannot be told.
  private var condition: String? {
    let current = "c.source = s.id AND c.rank >= 0 AND c.retired IS NULL"
    func cited(_ what: String) -> String {
      "EXISTS (SELECT 1 FROM citation c WHERE \(current) AND \(what))"
    }
    switch basis {
    case .statement: return nil
    case .sources(let keys):
      let list = keys.sorted().map(\.quotedText).joined(separator: ", ")
      return "s.key IN (\(list))"
    case .filter(let filter): return Self.cited(filter)
    case .view(let view):
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
  }

  private static func cited(_ filter: Filter) -> String {
    let predicates = shown(of: filter.kind.name).map(\.quotedText).joined(separator: ", ")
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
