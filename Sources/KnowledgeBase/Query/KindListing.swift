internal import Messages
internal import SQLite

extension Store {
  /// The rows of one of the views that every knowledge base has (``views``): relations, names, sources …
  ///
  /// - Parameter entity: key of an entity; only rows about it, in views that have such (``entityColumns``).
  /// - Returns: the rows, and the SQL they were asked with.
  public func list(
    view: String, about entity: String? = nil, limit: Int? = nil
  ) throws -> (rows: RowQuery, sql: String) {
    guard let order = Self.views[view] else {
      throw KnowledgeBaseError.unknown(
        what: Message("kind or view", "类别或视图"), name: view,
        nearest: Nearest.to(
          view, among: try registry.kinds.map(\.plural) + Self.views.keys.sorted()))
    }
    let whole = entity == nil && limit == nil ? try WholeView(self, view: view) : nil
    let columns = Self.entityColumns[view, default: []].joined(separator: ", ")
    let condition = entity.map { " WHERE \($0.quotedText) IN (\(columns))" } ?? ""
    let sql =
      "SELECT * FROM \(view.quoted)\(condition) ORDER BY \(order)"
      + (limit.map { " LIMIT \($0)" } ?? "")
    return (try whole.map { RowQuery($0) } ?? rows(sql), sql)
  }

  /// The views besides those of the kinds, with their order.
  package static let views = [
    "relations": "subject, predicate, object, qualifier, valid_from",
    "names": "entity, role, lang, text",
    "sources": "key",
    "events": "entity, date, event, scope",
    "figures": "subject, measure, object, condition, date",
    "latest_figures": "subject, measure, object, condition",
    "claims": "key",
    "claim_evidence":
      "claim, stance, other, entity, property, subject, predicate, object, measure, date, source",
    "documents": "key",
    "passages": "document, ordinal",
    "mentions": "document, passage, start",
    "citations":
      "entity, subject, predicate, object, qualifier, valid_from, measure, date, condition, event, "
      + "scope, claim, property, source, locator, rank",
    "conflicts":
      "entity, subject, predicate, object, qualifier, valid_from, measure, date, condition, event, "
      + "scope, property",
  ]

  /// The names of the views that every knowledge base has, besides those of its kinds.
  public static var viewNames: [String] { views.keys.sorted() }

  /// The columns by which a row of a view is about an entity, for the views that have such.
  package static let entityColumns = [
    "relations": ["subject", "object"], "names": ["entity"], "events": ["entity"],
    "figures": ["subject", "object"], "latest_figures": ["subject", "object"],
    "citations": ["entity", "subject", "object"], "conflicts": ["entity", "subject", "object"],
  ]

  /// The rows of a query of ours.
  func rows(_ sql: String) throws -> RowQuery {
    let path = path
    let translate = { (error: any Error) -> any Error in
      (error as? SQLiteError).map { KnowledgeBaseError($0, path: path) } ?? error
    }
    do {
      return RowQuery(self, try db.prepare(sql), translate: translate)
    } catch {
      throw translate(error)
    }
  }
}

extension Kind {
  /// The columns of the kind's view, in order.
  public var viewColumns: [String] {
    ["key", "name", "name_zh"] + derived.map(\.name) + properties.map(\.name)
      + ["description", "description_zh"]
  }
}
