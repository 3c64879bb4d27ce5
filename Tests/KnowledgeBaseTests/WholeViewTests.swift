import SQLite
import Tabular
import Testing

@testable import KnowledgeBase

@Suite struct WholeViewTests {
  private let graph: GraphFixture

  init() throws {
    graph = try GraphFixture(
      """
      zeta supplies alpha 2024
      zeta supplies alpha
      zeta supplies beta
      alpha-1 designs chip-1
      alpha supplies zeta
      alpha designs chip-1 2023-05
      alpha designs chip-1 2023
      alpha competes_with beta
      beta supplies alpha
      """, kinds: ["chip-1": "chip"])
    try graph.store.writing {
      try graph.store.db.execute(
        """
        UPDATE entity SET name_zh = '甲' WHERE key = 'alpha';
        UPDATE relation SET qualifier = 'EUV', share = 0.25, note = 'half; "a" quarter' WHERE id = 2;
        UPDATE relation SET retired = '2025-01-01' WHERE id = 3;
        INSERT INTO name(entity, text, lang, role) SELECT id, 'Zwei', 'de', 'alias' FROM entity;
        INSERT INTO name(entity, text, lang, role) SELECT id, 'Eins', 'de', 'alias' FROM entity;
        INSERT INTO name(entity, text, lang, role) SELECT id, '二', 'zh', 'alias' FROM entity;
        DELETE FROM name WHERE entity = 2;
        """)
    }
  }

  @Test("A long view has the rows of its SQL in their order", arguments: ["relations", "names"])
  func order(view: String) throws {
    let (rows, sql) = try graph.store.list(view: view)
    let plain = try graph.store.rows(sql)
    #expect(rows.columns == plain.columns)
    let (found, wanted) = (try fields(rows), try fields(plain))
    #expect(found == wanted)
    #expect(found.count == (view == "names" ? 12 : 8))
    for format in [OutputFormat.csv, .jsonl] {
      #expect(try written(rows, format) == written(plain, format))
    }
  }

  @Test("Texts are sorted by their bytes, as SQLite sorts them, shorter ones and none first")
  func bytes() throws {
    let store = graph.store
    let texts = ["Ein", "ein", "é", "e\u{301}", "\u{F900}", "￥", "𠮷", "🤖", "~", "甲", "甲乙"]
    try store.writing {
      for text in texts {
        try store.db.run(
          "INSERT INTO name(entity, text, lang, role) VALUES (1, ?, 'und', 'alias')", .text(text))
        try store.db.run(
          """
          INSERT INTO relation(subject, predicate, object, qualifier)
          SELECT subject, predicate, object, ? FROM relation WHERE id = 1
          """, .text(text))
      }
    }
    for view in ["names", "relations"] {
      let (rows, sql) = try store.list(view: view)
      #expect(try fields(rows) == fields(store.rows(sql)))
    }
  }

  @Test(
    "Rows that do not fit into memory come in the same order", arguments: [1, 150, 400, 1 << 20])
  func room(bytes: Int) throws {
    let store = graph.store
    let statement = ExportStatement.relations
    let entities = try EntityOrder(store, names: false)
    var found: [[Field]] = []
    try SortedRows(store, statement, entities, room: bytes).forEach {
      found.append($0.fields(columns: 5))
    }
    let wanted = try fields(
      store.rows(
        """
        SELECT s.key, p.name, o.key, nullif(r.qualifier, ''), r.valid_from
          FROM relation r JOIN entity s ON s.id = r.subject JOIN entity o ON o.id = r.object
          JOIN predicate p ON p.id = r.predicate ORDER BY 1, 2, 3, 4, 5
        """))
    #expect(found == wanted)
  }

  @Test("Entities are found by their row ids where these have gaps")
  func gaps() throws {
    let store = graph.store
    try store.writing {
      try store.db.execute(
        "INSERT INTO entity(id, key, kind, name) VALUES (1000000000000, 'aaa', 'firm', 'A')")
    }
    let entities = try EntityOrder(store, names: true)
    #expect(entities.rank(of: 1_000_000_000_000) == 0)
    #expect(entities.rank(of: 999) == nil)
    #expect(entities.rank(of: 0) == nil)
    let last = try #require(
      entities.rank(of: store.db.integer("SELECT id FROM entity WHERE key = 'zeta'")))
    #expect(entities.withText(.name, of: last) { String(decoding: $0, as: UTF8.self) } == "ZETA")
    #expect(entities.withText(.nameZH, of: last) { $0.isEmpty })
  }

  private func fields(_ rows: RowQuery) throws -> [[Field]] {
    var found: [[Field]] = []
    try rows.read { found.append($0) }
    return found
  }

  private func written(_ rows: RowQuery, _ format: OutputFormat) throws -> String {
    let sink = ByteSink.memory()
    var writer = RowWriter(format: format, columns: rows.columns, to: sink)
    try rows.write(to: &writer)
    try writer.finish()
    return String(decoding: sink.bytes, as: UTF8.self)
  }
}
