internal import Messages
internal import SQLite

extension ReadOnlySQL {
  /// Asks a named query.
  ///
  /// A parameter that the statement uses but no `-- param:` line describes is text, and must be
  /// given.
  ///
  /// - Parameters:
  ///   - arguments: by name of the parameter, as text.
  ///   - onReading: told each argument that was read as something else than it says: the entity
  ///     that a name or a code stands for.
  /// - Throws: ``KnowledgeBaseError/unknown(what:name:nearest:listed:)`` for an argument that no parameter
  ///   is there for; what ``query(_:)`` throws; what a missing or unreadable argument is.
  public func query(
    _ query: NamedQuery, _ arguments: [String: String] = [:],
    onReading: (_ parameter: String, _ argument: String, _ value: String) -> Void = { _, _, _ in }
  ) throws -> RowQuery {
    let used = try parameterNames(of: query.sql)
    let described = query.parameters.map(\.name)
    let all =
      query.parameters
      + used.filter { !described.contains($0) }.map {
        QueryParameter(name: $0, type: .text, fallback: .required, description: nil)
      }
    for name in arguments.keys.sorted() where !all.contains(where: { $0.name == name }) {
      let names = all.map(\.name)
      let near = Nearest.to(name, among: names)
      throw KnowledgeBaseError.unknown(
        what: query.name.isEmpty
          ? Message("parameter", "参数")
          : Message("parameter of \(query.name)", "查询 \(query.name) 的参数"), name: name,
        nearest: near.isEmpty ? names : near)
    }
    var values: [String: Value] = [:]
    for parameter in all {
      // Naming an entity looks into the file: our own work, not the statement's.
      let value = try work.during { try parameter.value(arguments[parameter.name], in: store) }
      if used.contains(parameter.name) { values[parameter.name] = value }
      if let argument = arguments[parameter.name], case .text(let text) = value, text != argument {
        onReading(parameter.name, argument, text)
      }
    }
    return try self.query(query.sql, binding: values)
  }

  /// Checks that a statement can be asked, and that it uses the parameters that its head describes
  /// and no others.
  ///
  /// - Throws: ``KnowledgeBaseError/sql(message:sql:offset:)``, ``KnowledgeBaseError/invalid(_:)``.
  public func check(_ query: NamedQuery) throws {
    let used = try parameterNames(of: query.sql)
    let described = query.parameters.map(\.name)
    if let name = used.first(where: { !described.contains($0) }) {
      let near = Nearest.to(name, among: described)
      throw KnowledgeBaseError.invalid(
        Message(
          "the SQL uses :\(name), which no line '-- param: \(name) …' describes",
          "SQL 使用了 :\(name)，但没有 '-- param: \(name) …' 这样的行说明它") + Nearest.hint(near))
    }
    if let name = described.first(where: { !used.contains($0) }) {
      throw KnowledgeBaseError.invalid(
        Message(
          "the SQL does not use its parameter \(name) (:\(name))", "SQL 没有用到其参数 \(name)（:\(name)）"))
    }
    _ = try self.query(
      query.sql, binding: Dictionary(uniqueKeysWithValues: used.map { ($0, .null) }))
  }
}
