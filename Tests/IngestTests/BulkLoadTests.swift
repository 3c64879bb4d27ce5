import Foundation
import Ingest
import KnowledgeBase
import SQLite
import Messages
import Testing

@Suite("A first load of many rows")
struct BulkLoadTests {
  /// A folder of more than the 2 MB from which a load into an empty store drops the indexes.
  private func withFolder(
    relations: String, redirects: String = "", _ body: (String) throws -> Void
  ) throws {
    let folder = NSTemporaryDirectory() + "aikb-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    func write(_ text: String, to name: String) throws {
      try text.write(toFile: "\(folder)/\(name).csv", atomically: true, encoding: .utf8)
    }
    try write("key,title\na-list,A list\n", to: "sources")
    let prose = String(repeating: "A long description. ", count: 600)
    let rows = (1...200).map { "firm-\($0),\"Firm \($0), Inc.\",台积电\($0),\(prose),a-list\n" }
    try write("key,name,name_zh,description,source\n" + rows.joined(), to: "firms")
    if !redirects.isEmpty { try write("key,entity\n" + redirects, to: "redirects") }
    try write("subject,predicate,object,source\n" + relations, to: "relations")
    try body(folder)
  }

  private func count(_ sql: String, in store: Store) throws -> Int64 {
    try store.db.scalar(sql)?.int64 ?? 0
  }

  @Test("a relation may name an entity by an old key of the same load")
  func oldKeys() throws {
    try withFolder(
      relations: "formerly,supplies,firm-2,a-list\n", redirects: "formerly,firm-1\n"
    ) { folder in
      let store = try Store(path: folder + "/kb.db", access: .create)
      _ = try Ingestor(store, options: Ingestor.Options()).ingest([folder])
      #expect(
        try count("SELECT count(*) FROM relations WHERE subject = 'firm-1'", in: store) == 1)
    }
  }

  @Test("a key that no row has is rejected, with the nearest one")
  func unknownKey() throws {
    try withFolder(relations: "firm-1,supplies,firm-1999,a-list\n") { folder in
      let store = try Store(path: folder + "/kb.db", access: .create)
      let error = #expect(throws: Ingestor.Rejected.self) {
        try Ingestor(store, options: Ingestor.Options()).ingest([folder])
      }
      let reason = try #require(error?.report.problems.first).description
      #expect(reason.contains("firm-1999") && reason.contains("firm-199"))
    }
  }

  @Test(
    "leaves texts, forms and readings of names as a later reindex would, every index and trigger")
  func derivedData() throws {
    try withFolder(relations: "firm-1,supplies,firm-2,a-list\n") { folder in
      let store = try Store(path: folder + "/kb.db", access: .create)
      let indexes = "SELECT count(*) FROM sqlite_master WHERE type IN ('index', 'trigger')"
      let before = try count(indexes, in: store)
      _ = try Ingestor(store, options: Ingestor.Options()).ingest([folder])
      #expect(try count(indexes, in: store) == before)
      #expect(try count("SELECT count(*) FROM search_text", in: store) == 201)
      #expect(
        try count("SELECT count(*) FROM search_sound WHERE form = 'taijidian7'", in: store) == 1)
      #expect(try count("SELECT count(*) FROM name_form WHERE form = '=firm 7'", in: store) == 1)
      #expect(try count("SELECT count(*) FROM search_shown", in: store) == 200)
      #expect(
        try count("SELECT relations FROM search_shown WHERE key = 'firm-2'", in: store) == 1)
      let derived = "SELECT group_concat(form || entity || initials) FROM search_sound"
      let sounds = try store.db.scalar(derived)
      try store.writing { try SearchIndex(store: store).rebuild() }
      #expect(try store.db.scalar(derived) == sounds)
    }
  }

  @Test("the same folder again finds every row as it is, also when each is compared")
  func again() throws {
    try withFolder(relations: "firm-1,supplies,firm-2,a-list\n") { folder in
      let store = try Store(path: folder + "/kb.db", access: .create)
      _ = try Ingestor(store, options: Ingestor.Options()).ingest([folder])
      var options = Ingestor.Options()
      options.dryRun = true
      let total = try Ingestor(store, options: options).ingest([folder]).total
      #expect(total.unchanged == 202 && total.changed == 0 && total.added == 0)
    }
  }
}
