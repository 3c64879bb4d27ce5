/// A statement of an export, and how its rows get into their order.
struct ExportStatement {
  let sql: String
  /// Columns that hold the row id of an entity; its key is written in its place.
  let entities: Set<Int>
  /// The columns that its rows are sorted by, from left to right; the first is an entity's. None: the
  /// rows come in their order.
  let order: [Int]
  /// Columns that are written besides, each at its place: further texts of an entity, and the column
  /// that holds it.
  let insertions: [(place: Int, column: Int, text: EntityOrder.Text)]

  /// One whose rows come as they are written.
  init(_ sql: String) {
    self.sql = sql
    entities = []
    order = []
    insertions = []
  }

  /// One whose rows may come in any order.
  init(
    _ sql: String, entities: Set<Int>, order: [Int],
    insertions: [(place: Int, column: Int, text: EntityOrder.Text)] = []
  ) {
    self.sql = sql
    self.entities = entities
    self.order = order
    self.insertions = insertions
  }

  /// The file and the view `names`; the last columns only sort.
  static let names = ExportStatement(
    """
    SELECT n.entity, n.text, n.lang, n.role, s.key, n.lang, n.text
      FROM name n LEFT JOIN source s ON s.id = n.source
    """, entities: [0], order: [0, 3, 5, 6])

  /// The file `relations`.
  static let relations = ExportStatement(
    """
    SELECT r.subject, p.name, r.object, nullif(r.qualifier, ''), r.valid_from, r.valid_to, r.share,
           r.share_low, r.share_high, r.quantity, r.unit, r.note, r.retired
      FROM relation r CROSS JOIN predicate p ON p.id = r.predicate
    """, entities: [0, 2], order: [0, 1, 2, 3, 4])
}
