internal import Messages
internal import SQLite

/// Which rows and columns of a kind are wanted.
public struct Selection: Sendable {
  /// The language of names in a listing.
  public enum Names: Sendable {
    /// English, or the source's own form.
    case english
    /// Chinese, where there is a Chinese name.
    case chinese
    /// Both: columns of names are doubled.
    case both
  }

  /// Words of a filter: `country:cn`, `-released:2025`.
  public var words: [String] = []
  /// Columns of the kind's view; all when empty.
  public var columns: [String] = []
  /// Columns to sort by; `-released` sorts downwards. By key when empty.
  public var sort: [String] = []
  /// At most so many rows.
  public var limit: Int?
  /// What was there on this date.
  public var asOf: PartialDate?
  /// Key of the one source that counts.
  public var accordingTo: String?
  /// In the filter a firm stands for its subsidiaries, too.
  public var isGrouped = false
  /// The language of names.
  public var names = Names.english

  /// Everything.
  public init() {}
}

extension Store {
  /// Reads the words of a filter for a kind.
  ///
  /// - Parameters:
  ///   - asOf: what was there, and which relations held, on this date.
  ///   - accordingTo: key of the one source that counts.
  ///   - isGrouped: a firm stands for its subsidiaries, too.
  /// - Throws: ``KnowledgeBaseError/unknown(what:name:nearest:)`` for a property, predicate, value or
  ///   entity that is not there; ``KnowledgeBaseError/invalid(_:)`` for a value that cannot be read.
  public func filter(
    _ words: [String], of kind: Kind, asOf: PartialDate? = nil, accordingTo: String? = nil,
    isGrouped: Bool = false
  ) throws -> Filter {
    try reading {
      var basis = FilterBasis()
      basis.asOf = asOf
      basis.isGrouped = isGrouped
      basis.source = try accordingTo.map { try SourceWriter(store: self).rank(of: $0).id }
      var words = words
      if let accordingTo { words.append("named_in:\(accordingTo)") }
      return try FilterCompiler(store: self, registry: try registry, kind: kind, basis: basis)
        .compile(words)
    }
  }

  /// Whether a word is a condition on entities of a kind, and not just text with a colon in it.
  public func isCondition(_ word: String, of kind: Kind) throws -> Bool {
    guard let column = FilterTerm(word).column else { return false }
    return FilterCompiler(
      store: self, registry: try registry, kind: kind, basis: FilterBasis()
    ).knows(column)
  }

  /// The entities a filter lets through, by key, and what it could not see.
  public func select(_ filter: Filter) throws -> (entities: [EntityReference], coverage: Coverage) {
    try reading {
      var found: [EntityReference] = []
      try db.query(
        """
        SELECT id, key, kind, name, name_zh FROM entity WHERE id IN (\(filter.entities)) ORDER BY key
        """
      ) { found.append(EntityReference(row: $0)) }
      return (found, try coverage(of: filter))
    }
  }

  /// The rows of a kind that a selection names, and the SQL they were asked with.
  ///
  /// - Throws: ``KnowledgeBaseError/unknown(what:name:nearest:)`` for a column that is not there.
  public func list(
    _ kind: Kind, _ selection: Selection = Selection()
  ) throws -> (rows: RowQuery, filter: Filter, sql: String) {
    let filter = try filter(
      selection.words, of: kind, asOf: selection.asOf, accordingTo: selection.accordingTo,
      isGrouped: selection.isGrouped)
    var basis = FilterBasis()
    basis.source = try selection.accordingTo.map { try SourceWriter(store: self).rank(of: $0).id }
    let sql = try SelectionSQL(kind: kind, selection: selection, basis: basis, filter: filter)
      .text()
    return (try rows(sql), filter, sql)
  }
}

/// Writes the SELECT of a selection.
private struct SelectionSQL {
  let kind: Kind
  let selection: Selection
  let basis: FilterBasis
  let filter: Filter

  func text() throws -> String {
    let columns = try wanted
    let order = try selection.sort.map { word in
      try column(Self.plain(word)).quoted + (word.hasPrefix("-") ? " DESC" : "") + " NULLS LAST"
    }
    let isPlain = basis.source == nil && selection.names == .english
    let from =
      isPlain
      ? kind.plural.quoted
      : "entity e JOIN \(kind.name.quoted) t ON t.id = e.id"
    let list =
      isPlain ? columns.map(\.quoted) : columns.flatMap { column in expressions(column) }
    var sql = "SELECT \(list.joined(separator: ", "))\n  FROM \(from)"
    if !filter.groups.isEmpty {
      sql +=
        isPlain
        ? "\n WHERE key IN (SELECT key FROM entity WHERE id IN (\(filter.entities)))"
        : "\n WHERE e.id IN (\(filter.entities))"
    } else if !isPlain {
      sql += "\n WHERE e.kind = \(kind.name.quotedText) AND e.retired IS NULL"
    }
    sql += "\n ORDER BY \((order + [isPlain ? "key" : "e.key"]).joined(separator: ", "))"
    if let limit = selection.limit { sql += "\n LIMIT \(limit)" }
    return sql
  }

  /// The columns asked for; all of them else, but for the English halves of what is shown in Chinese.
  private var wanted: [String] {
    get throws {
      guard selection.columns.isEmpty else { return try selection.columns.map(column) }
      let doubled: Set = ["name_zh", "description_zh"]
      return selection.names == .chinese
        ? kind.viewColumns.filter { !doubled.contains($0) } : kind.viewColumns
    }
  }

  /// The column of a name, or of a label in either language.
  ///
  /// - Throws: ``KnowledgeBaseError/unknown(what:name:nearest:)``.
  private func column(_ name: String) throws -> String {
    let known = kind.viewColumns
    if known.contains(name) { return name }
    let meant =
      kind.property(forHeader: name)?.name ?? kind.derived.first { $0.isMeant(by: name) }?.name
    if let meant, known.contains(meant) { return meant }
    throw KnowledgeBaseError.unknown(
      what: Message("column of \(kind.plural)", "列（\(kind.label.zh)）"), name: name,
      nearest: Nearest.to(name, among: known))
  }

  private static func plain(_ word: String) -> String {
    word.hasPrefix("-") ? String(word.dropFirst()) : word
  }

  /// One column, or two where names are wanted in both languages.
  private func expressions(_ column: String) -> [String] {
    if column == "key" { return ["e.key"] }
    if column == "description", selection.names == .chinese {
      return ["coalesce(e.description_zh, e.description) AS description"]
    }
    if column == "name" {
      switch selection.names {
      case .chinese: return ["coalesce(e.name_zh, e.name) AS name"]
      case .english: return ["e.name"]
      case .both:
        return selection.columns.isEmpty || selection.columns.contains("name_zh")
          ? ["e.name"] : ["e.name", "e.name_zh"]
      }
    }
    if let derived = kind.derived.first(where: { $0.name == column }) {
      let plain = attributed(derived.expression)
      let chinese = Self.inChinese(plain)
      let (own, zh) = (column.quoted, (column + "_zh").quoted)
      switch selection.names {
      case .english: return ["\(stated(plain, derived.expression)) AS \(own)"]
      case .chinese: return ["\(stated(chinese, Self.inChinese(derived.expression))) AS \(own)"]
      case .both: return ["\(stated(plain, derived.expression)) AS \(own)", "\(chinese) AS \(zh)"]
      }
    }
    guard let property = kind.property(named: column) else { return [column.quoted] }
    let stored = "\(property.isCommon ? "e" : "t").\(column.quoted)"
    return ["\(stated(basis.column(property), stored)) AS \(column.quoted)"]
  }

  /// What the one source says, else that it does not say it, and what others do.
  private func stated(_ own: String, _ accepted: String) -> String {
    guard basis.source != nil else { return accepted }
    let (words, others) =
      selection.names == .chinese ? ("文中未提", "其他来源") : ("not stated", "others")
    return """
      coalesce(\(own), \(words.quotedText) || ifnull(' (\(others): ' || \(accepted) || ')', ''))
      """
  }

  /// A computed column on the relations that the one source gives.
  private func attributed(_ expression: String) -> String {
    guard basis.source != nil else { return expression }
    // Every relation of a computed column is called r, d or h and checked for being current.
    return expression.replacing("r.retired IS NULL", with: basis.relation)
  }

  /// A computed column with Chinese names where there are any.
  private static func inChinese(_ expression: String) -> String {
    expression.replacing("f.name AS n", with: "coalesce(f.name_zh, f.name) AS n")
      .replacing("c.name AS n", with: "coalesce(c.name_zh, c.name) AS n")
  }
}
