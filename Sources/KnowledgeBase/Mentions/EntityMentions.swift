internal import SQLite

extension EntityPage {
  /// A passage of a document that names the entity.
  public struct PassageMention: Sendable, Hashable {
    /// Key of the document.
    public let document: String
    /// What the document is called.
    public let title: String
    /// Number of the passage, from 1.
    public let passage: Int
    /// Number of its section, e.g. "2.1".
    public let section: String?
    /// Heading of its section.
    public let heading: String?
    /// How often the passage names the entity.
    public let count: Int
  }
}

extension Store {
  /// The passages that name an entity, in the order of the texts.
  func mentions(of entity: Int64) throws -> [EntityPage.PassageMention] {
    var found: [EntityPage.PassageMention] = []
    try db.query(
      """
      SELECT d.key, d.title, p.ordinal, p.section, p.heading, count(*)
        FROM mention m JOIN passage p ON p.id = m.passage JOIN document d ON d.id = p.document
       WHERE m.entity = ? GROUP BY p.id ORDER BY d.key, p.ordinal
      """, [.integer(entity)]
    ) {
      found.append(
        .init(
          document: $0.text(0), title: $0.text(1), passage: Int($0.int64(at: 2)),
          section: $0.string(at: 3), heading: $0.string(at: 4), count: Int($0.int64(at: 5))))
    }
    return found
  }
}
