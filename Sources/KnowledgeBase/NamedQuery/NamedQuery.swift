/// A question with a name: one read-only SQL statement, what it answers and what can be varied.
///
/// It is one SQL file; comment lines at its head describe it:
///
///     -- title: Models of a country
///     -- title_zh: 某国模型
///     -- description: What it answers; further lines
///     --   are indented.
///     -- description_zh: 说明
///     -- param: country entity:country = china -- A country, by key | 国家/地区
///     -- param: since date -- Released on or after this
///     SELECT name FROM models WHERE …
///
/// A parameter has a name, by which the statement uses it (`:country`), a type (see
/// ``QueryParameter/ValueType``), and a default behind `=`; with nothing behind `=` it is NULL unless
/// given, without `=` it must be given. Everything else in the head is a plain comment.
public struct NamedQuery: Sendable {
  /// `[a-z0-9]+(-[a-z0-9]+)*`; "" for a statement that was never given one.
  public let name: String
  /// What it answers, in a few words; the name where nothing is said.
  public let title: Label
  /// What its rows mean and what is left out; nil where nothing is said.
  public let description: Label?
  /// What can be varied, in the order of the file.
  public let parameters: [QueryParameter]
  /// The file as it is: plain SQL with its comments.
  public let sql: String
  /// Whether it is the user's own, not built in.
  public let isOwn: Bool

  /// Reads the head of an SQL file.
  ///
  /// - Parameter file: how the file is called in errors.
  /// - Throws: ``KnowledgeBaseError/invalid(_:)`` with file and line.
  public init(name: String, sql: String, file: String, isOwn: Bool) throws {
    let head = try QueryHead(sql, file: file)
    self.name = name
    self.isOwn = isOwn
    self.sql = sql
    title = head.label("title") ?? Label(en: name, zh: name)
    description = head.label("description")
    parameters = head.parameters
  }

  /// The built-in queries, by name.
  public static let builtIn: [NamedQuery] = Resource.all(under: "Seeds/queries/").compactMap {
    // A test reads each of them: none is left out.
    try? NamedQuery(name: $0.stem, sql: $0.text, file: $0.path, isOwn: false)
  }
}
