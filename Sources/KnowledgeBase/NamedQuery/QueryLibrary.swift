public import Messages

/// The queries that can be asked by name: the built-in ones, and the user's own.
///
/// One's own are the files `NAME.sql` in the folder `queries` beside the knowledge base; for the
/// usual place of that it is `$XDG_DATA_HOME/aikb/queries`. One's own comes before a built-in one of
/// the same name.
public struct QueryLibrary: Sendable {
  /// The folder of the user's own queries; it need not exist.
  public let folder: String

  /// The queries that go with the knowledge base at `path`.
  public init(database path: String) {
    let slash = path.lastIndex(of: "/")
    folder = (slash.map { String(path[...$0]) } ?? "") + "queries"
  }

  /// Every query, by name, and what is wrong with the files that are none.
  public func all() throws -> (queries: [NamedQuery], problems: [Message]) {
    var queries: [String: NamedQuery] = [:]
    for query in NamedQuery.builtIn { queries[query.name] = query }
    var problems: [Message] = []
    for name in QueryFile.names(in: folder) {
      do {
        queries[name] = try own(name)
      } catch let error as KnowledgeBaseError {
        problems.append(error.message)
      }
    }
    return (queries.values.sorted { $0.name < $1.name }, problems)
  }

  /// The query of this name.
  ///
  /// - Throws: ``KnowledgeBaseError/unknown(what:name:nearest:listed:)`` with the nearest names.
  public func query(_ name: String) throws -> NamedQuery {
    let names = QueryFile.names(in: folder)
    if names.contains(name) { return try own(name) }
    if let query = NamedQuery.builtIn.first(where: { $0.name == name }) { return query }
    let known = Set(names).union(NamedQuery.builtIn.map(\.name)).sorted()
    throw KnowledgeBaseError.unknown(
      what: Message("query", "查询"), name: name, nearest: Self.nearest(to: name, among: known),
      listed: "aikb query --list")
  }

  /// Whether a text can be the name of a query.
  public static func isName(_ text: String) -> Bool { Key.isValid(text) }

  /// Whether a text is meant as a name, well-formed or not, rather than as SQL: it is one word.
  public static func looksLikeName(_ text: String) -> Bool {
    !text.isEmpty && text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
  }

  /// The text of an SQL file.
  ///
  /// - Throws: ``KnowledgeBaseError/invalid(_:)`` when it cannot be read or is not UTF-8.
  public static func text(of file: String) throws -> String { try QueryFile.read(file) }

  /// Reads a query that is about to be saved, or asked once.
  ///
  /// - Parameters:
  ///   - name: nil for one that is asked once.
  ///   - file: how the text is called in errors.
  /// - Throws: ``KnowledgeBaseError/invalid(_:)``.
  public static func read(_ sql: String, name: String?, file: String) throws -> NamedQuery {
    if let name, !isName(name) {
      throw KnowledgeBaseError.invalid(
        Message(
          "'\(name)' is no name of a query (a-z, 0-9 and single dashes)",
          "'\(name)' 不能用作查询名（a-z、0-9 和单个连字符）"))
    }
    return try NamedQuery(name: name ?? "", sql: sql, file: file, isOwn: true)
  }

  /// Saves a query that ``read(_:name:file:)`` read and ``ReadOnlySQL/check(_:)`` checked.
  ///
  /// - Parameter isReplacing: whether it may take the place of one that has the name.
  /// - Returns: the file.
  /// - Throws: ``KnowledgeBaseError/invalid(_:)`` when the name is taken,
  ///   ``KnowledgeBaseError/readOnly(path:)``.
  public func save(_ query: NamedQuery, isReplacing: Bool = false) throws -> String {
    let path = "\(folder)/\(query.name).sql"
    if !isReplacing {
      if NamedQuery.builtIn.contains(where: { $0.name == query.name }) {
        throw KnowledgeBaseError.invalid(
          Message(
            "the query \(query.name) is built in; choose another name, or add --replace to put yours "
              + "before it", "查询 \(query.name) 是内置的；请另取名称，或加 --replace 使您的查询优先"))
      }
      if QueryFile.names(in: folder).contains(query.name) {
        throw KnowledgeBaseError.invalid(
          Message(
            "\(path): is there already; add --replace to replace it", "\(path)：已存在；加 --replace 可替换")
        )
      }
    }
    try QueryFile.write(query.sql, to: path)
    return path
  }

  private func own(_ name: String) throws -> NamedQuery {
    let path = "\(folder)/\(name).sql"
    return try NamedQuery(name: name, sql: try QueryFile.read(path), file: path, isOwn: true)
  }

  /// By spelling, else by a word in common: "gap" finds open-closed-gap-scores.
  private static func nearest(to name: String, among known: [String]) -> [String] {
    let near = Nearest.to(name, among: known)
    if !near.isEmpty { return near }
    let words = name.split(separator: "-").filter { $0.count > 2 }
    return Array(known.filter { other in words.contains { other.contains($0) } }.prefix(3))
  }
}
