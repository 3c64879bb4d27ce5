public import Messages
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
  public var lines: [Message] {
    get throws {
      try store.reading {
        let state = try store.state()
        let revision = state.revision ?? 0
        var lines = [Message("question: \(query)", "查询：\(query)")]
        if let sql {
          // As it is: a comment ends with its line, and blanks in a text belong to it.
          lines.append(Message("SQL:", "SQL："))
          lines += sql.split(separator: "\n").map { Message(verbatim: "  \($0)") }
        }
        lines += [
          Message("date: \(Clock.today())", "日期：\(Clock.today())"),
          Message("knowledge base: revision \(revision)", "知识库：修订 \(revision)")
            + state.at.map { Message(" of \($0)", "（\($0)）") }
            + Message(
              ", SHA-256 of its history \(state.sha256)", "，历史 SHA-256 \(state.sha256)"),
        ]
        if case .filter(let filter) = basis { lines += try store.coverage(of: filter).lines }
        guard let condition else {
          lines.append(
            Message(
              "sources: not traced through SQL; see the view citations",
              "来源：自拟的 SQL 无法追溯；请见视图 citations"))
          return lines
        }
        let sources = try store.sources(where: condition)
          .filter { $0.key != Source.byHand.key }
        lines.append(Message("sources: \(sources.count)", "来源：\(sources.count)"))
        return lines + Self.references(sources)
      }
    }
  }

  /// Each language has a style of its own, and with it an order.
  private static func references(_ sources: [Source]) -> [Message] {
    let english = ReferenceList(sources, style: .chicago)
    let chinese = ReferenceList(sources, style: .gbt7714)
    let en = zip(english.sources, english.entries).map { source, entry in
      "  \(entry) Licence: \(source.licence ?? "not on record")"
        + (source.attribution.map { "; credit: \($0)" } ?? "")
    }
    let zh = zip(chinese.sources, chinese.entries).map { source, entry in
      "  \(entry) 许可：\(source.licence ?? "未记录")"
        + (source.attribution.map { "；署名：\($0)" } ?? "")
    }
    return zip(en, zh).map { Message($0, $1) }
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
    case .filter(let filter): return filter.sources()
    case .view(let view):
      switch view {
      case "relations": return cited("c.relation IS NOT NULL")
      case "figures", "latest_figures": return cited("c.figure IS NOT NULL")
      case "events": return cited("c.event IS NOT NULL")
      case "names": return "s.id IN (SELECT source FROM name)"
      case "claims", "claim_evidence":
        return "s.id IN (SELECT source FROM claim WHERE retired IS NULL)"
      case "documents", "passages", "mentions": return "s.id IN (SELECT source FROM document)"
      default: return "1"
      }
    }
  }
}
