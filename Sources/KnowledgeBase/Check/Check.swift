public import Messages
internal import SQLite

/// One thing that is wrong or wanting in a knowledge base, and the command that mends it.
public struct Finding: Sendable, Hashable {
  /// How bad it is.
  public enum Severity: Sendable, Hashable {
    /// The file is not as it should be.
    case damage
    /// The file is sound, but says something nobody vouches for.
    case remark
  }

  /// How bad it is.
  public let severity: Severity
  /// What is wrong, and where.
  public let problem: Message
  /// What mends it.
  public let remedy: Message
  /// The row it is about, where it is about one.
  package var record: RecordReference?
}

extension Store {
  /// Checks the file: SQLite's integrity, foreign keys, the migrations, each entity's typed row, all
  /// dates, keys, the order of symmetric relations, the text index against the text, derived name
  /// forms, citations of columns that are not there; and remarks on values without a source.
  ///
  /// - Returns: what is wrong; nothing but remarks for a sound file.
  public func check() throws -> [Finding] {
    try reading {
      var check = Checker(store: self, registry: try registry)
      try check.file()
      guard check.findings.isEmpty else { return check.findings }
      try check.rows()
      try check.dates()
      try check.index()
      try check.citations()
      return check.findings
    }
  }
}

/// Collects findings.
struct Checker {
  let store: Store
  let registry: Registry
  var findings: [Finding] = []

  init(store: Store, registry: Registry) {
    self.store = store
    self.registry = registry
  }

  static let restore = Message(
    "restore a backup, or export what can be read and ingest it into a new file",
    "恢复备份，或导出尚可读取的内容后导入新文件")
  static let rebuild = Message(
    "export --all, init --empty, ingest", "依次运行 export --all、init --empty、ingest")

  mutating func damage(_ problem: Message, _ remedy: Message) {
    findings.append(Finding(severity: .damage, problem: problem, remedy: remedy))
  }

  mutating func remark(_ problem: Message, _ remedy: Message) {
    findings.append(Finding(severity: .remark, problem: problem, remedy: remedy))
  }

  /// Reports damage for each row of a query.
  mutating func damage(
    for sql: String, _ remedy: Message, _ problem: (borrowing Row) -> Message
  ) throws {
    try store.db.query(sql) {
      findings.append(Finding(severity: .damage, problem: problem($0), remedy: remedy))
    }
  }

  /// The migrations, and what SQLite itself can tell.
  mutating func file() throws {
    do {
      try Migrator(path: store.path).verify(store.db, upTo: Migrator.latest)
    } catch let error as KnowledgeBaseError {
      damage(error.message, Self.restore)
    }
    try damage(
      for: "SELECT * FROM pragma_integrity_check WHERE integrity_check <> 'ok'", Self.restore
    ) { row in
      // An error of reading comes as several lines.
      let lines = row.text(0).split(whereSeparator: \.isNewline)
      return Message(verbatim: "SQLite: \(lines.joined(separator: "; "))")
    }
  }

  /// References, typed rows, keys, sides of symmetric relations.
  mutating func rows() throws {
    try damage(
      for: "SELECT \"table\", \"parent\", count(*) FROM pragma_foreign_key_check GROUP BY 1, 2",
      Self.restore
    ) {
      Message(
        "\($0.int64(at: 2)) rows of \($0.text(0)) refer to a \($0.text(1)) that is not there",
        "\($0.text(0)) 中有 \($0.int64(at: 2)) 行引用了不存在的 \($0.text(1))")
    }
    try damage(
      for: """
        SELECT s.key, p.name, o.key FROM relation r JOIN predicate p ON p.id = r.predicate
          JOIN entity s ON s.id = r.subject JOIN entity o ON o.id = r.object
         WHERE p.symmetric AND s.key > o.key
        """, Self.rebuild
    ) {
      Message(
        "\($0.text(0)) \($0.text(1)) \($0.text(2)): symmetric, but not stored smaller key first",
        "\($0.text(0)) \($0.text(1)) \($0.text(2))：对称关系，却未按较小的键在前存放")
    }
    for kind in registry.kinds {
      try damage(
        for: """
          SELECT e.key FROM entity e LEFT JOIN \(kind.name.quoted) t ON t.id = e.id
           WHERE e.kind = \(kind.name.quotedText) AND t.id IS NULL
          """, Self.restore
      ) {
        Message(
          "\($0.text(0)): a \(kind.name) without its row in \(kind.name)",
          "\($0.text(0))：类别是 \(kind.name)，但在表 \(kind.name) 中没有对应的行")
      }
    }
    var bad: [String] = []
    try store.db.query(
      """
      SELECT key FROM entity UNION ALL SELECT key FROM source UNION ALL SELECT key FROM claim
      UNION ALL SELECT key FROM document
      """
    ) { if !Key.isValid($0.text(0)) { bad.append($0.text(0)) } }
    for key in bad {
      damage(
        Message("'\(key)' is not a key", "'\(key)' 不是键"),
        Message("export, mend, ingest", "导出、修正后再导入"))
    }
  }

  /// Dates of every sort, and ranges that run backwards.
  mutating func dates() throws {
    for kind in registry.kinds {
      for property in kind.properties where property.type == .date {
        try dates(
          """
          SELECT e.key, \(property.name.quotedText), t.\(property.name.quoted)
            FROM \(kind.name.quoted) t JOIN entity e ON e.id = t.id
           WHERE t.\(property.name.quoted) IS NOT NULL
          """,
          Message(
            "aikb set KEY \(property.name)=…, or ingest a corrected row",
            "aikb set KEY \(property.name)=…，或导入修正后的行"))
      }
    }
    let relation = "s.key || ' ' || p.name || ' ' || o.key"
    let joined = """
      FROM relation r JOIN predicate p ON p.id = r.predicate JOIN entity s ON s.id = r.subject
        JOIN entity o ON o.id = r.object
      """
    let remedy = Message("ingest a corrected row", "导入修正后的行")
    for column in ["valid_from", "valid_to"] {
      try dates(
        "SELECT \(relation), '\(column)', r.\(column) \(joined) WHERE r.\(column) IS NOT NULL",
        remedy)
    }
    try dates(
      "SELECT e.key || ' ' || v.type, 'date', v.date FROM event v JOIN entity e ON e.id = v.entity",
      remedy)
    for column in ["date", "until"] {
      try dates(
        """
        SELECT e.key || ' ' || f.measure, '\(column)', f.\(column)
          FROM figure f JOIN entity e ON e.id = f.subject WHERE f.\(column) IS NOT NULL
        """, remedy)
    }
    try dates("SELECT key, 'made', made FROM claim WHERE made IS NOT NULL", remedy)
    for column in ["published", "retrieved"] {
      try dates(
        "SELECT key, '\(column)', \(column) FROM source WHERE \(column) IS NOT NULL", remedy)
    }
    var backwards: [Message] = []
    try store.db.query(
      """
      SELECT \(relation), r.valid_from, r.valid_to \(joined)
       WHERE r.valid_from IS NOT NULL AND r.valid_to IS NOT NULL
      """
    ) { row in
      if let from = PartialDate(row.text(1)), let to = PartialDate(row.text(2)), to.isBefore(from) {
        backwards.append(
          Message(
            "\(row.text(0)): ends (\(to.text)) before it begins (\(from.text))",
            "\(row.text(0))：结束日期（\(to.text)）早于开始日期（\(from.text)）"))
      }
    }
    for problem in backwards { damage(problem, remedy) }
  }

  /// Reports the dates of a query (record, column, text) that are none.
  private mutating func dates(_ sql: String, _ remedy: Message) throws {
    var bad: [Message] = []
    try store.db.query(sql) { row in
      if PartialDate(row.text(2)) == nil {
        bad.append(
          Message(
            "\(row.text(0)): \(row.text(1)) '\(row.text(2))' is not a date",
            "\(row.text(0))：\(row.text(1)) '\(row.text(2))' 不是日期"))
      }
    }
    for problem in bad { damage(problem, remedy) }
  }
}
