internal import Messages

/// Writes the SELECT of a selection.
struct SelectionSQL {
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
  /// - Throws: ``KnowledgeBaseError/unknown(what:name:nearest:listed:)``.
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
      func value(inChinese: Bool) -> String {
        derived.expression(over: basis.source == nil ? nil : basis.relation, inChinese: inChinese)
      }
      let (own, zh) = (column.quoted, (column + "_zh").quoted)
      switch selection.names {
      case .english: return ["\(stated(value(inChinese: false), derived.expression)) AS \(own)"]
      case .chinese:
        let accepted = derived.expression(inChinese: true)
        return ["\(stated(value(inChinese: true), accepted)) AS \(own)"]
      case .both:
        return [
          "\(stated(value(inChinese: false), derived.expression)) AS \(own)",
          "\(value(inChinese: true)) AS \(zh)",
        ]
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
}
