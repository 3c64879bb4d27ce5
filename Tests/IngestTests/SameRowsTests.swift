import Foundation
import Ingest
import KnowledgeBase
import SQLite
import Testing

@Suite("Rows that are on record")
struct SameRowsTests {
  private static let heads = [
    "sources": "key,title",
    "firms": "key,name,name_zh,founded,source",
    "models": "key,name,parameters,released,source",
    "names": "entity,text,lang,role,source",
    "relations": "subject,predicate,object,valid_from,share,source",
    "figures": "subject,measure,date,value,unit,source",
    "events": "entity,type,date,note,source",
  ]

  /// Rows of each file, without their headers; names differ by Unicode form, numbers by their wording.
  private static func rows() -> [String: [String]] {
    [
      "sources": ["one,One", "other,Other"],
      "firms": (1...9).map { "firm-\($0),Firm \($0),公司\($0),\(1990 + $0),one" },
      "models": (1...9).map { "model-\($0),Model é\($0),\($0).04T,2024-0\($0),one" },
      "names": (1...9).map { "firm-\($0),Alias \($0),en,alias,one" },
      "relations": (1...8).map { "firm-\($0),supplies,firm-\($0 + 1),202\($0 % 3),0.\($0),one" },
      "figures": (1...9).map { "firm-\($0),revenue,2024,\($0)000,USD,one" },
      "events": (1...9).map { "firm-\($0),listing,2020-0\($0),Note \($0),one" },
    ]
  }

  /// What an ingest of these rows finds, the store's file unchanged.
  private func report(
    _ rows: [String: [String]], into store: Store, dryRun: Bool = true, leavesOut: Bool = false
  ) throws -> Report {
    let folder = NSTemporaryDirectory() + "aikb-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for (name, head) in Self.heads {
      let text = ([head] + (rows[name] ?? [])).joined(separator: "\n") + "\n"
      try text.write(toFile: "\(folder)/\(name).csv", atomically: true, encoding: .utf8)
    }
    var options = Ingestor.Options()
    options.dryRun = dryRun
    if leavesOut { options.rejects = folder + ".rejects.csv" }
    defer { try? FileManager.default.removeItem(atPath: folder + ".rejects.csv") }
    options.isReported = true
    return try Ingestor(store, options: options).ingest([folder])
  }

  private func withStore(_ body: (Store) throws -> Void) throws {
    let store = try Store.inMemory()
    _ = try report(Self.rows(), into: store, dryRun: false)
    try body(store)
  }

  @Test(
    "change nothing, in whatever order they come, some left out and some twice",
    arguments: [
      "as they were", "from the end", "every other", "each twice", "in two halves",
    ])
  func orders(_ order: String) throws {
    let rows = Self.rows().mapValues { rows in
      switch order {
      case "from the end": Array(rows.reversed())
      case "every other":
        rows.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
      case "each twice": rows.flatMap { [$0, $0] }
      case "in two halves": Array(rows[(rows.count / 2)...] + rows[..<(rows.count / 2)])
      default: rows
      }
    }
    try withStore { store in
      let found = try report(rows, into: store)
      #expect(found.total.unchanged == rows.values.reduce(0) { $0 + $1.count })
      #expect(found.total.added == 0 && found.total.changed == 0)
      #expect(found.changes.isEmpty)
    }
  }

  @Test(
    "show the one value among them that is another",
    arguments: [
      ("firms", "firm-5,Firm 5,公司5,1890,one", "founded"),
      ("models", "model-5,Model é5,5.05T,2024-05,one", "parameters"),
      ("relations", "firm-5,supplies,firm-6,2022,0.9,one", "share"),
      ("figures", "firm-5,revenue,2024,5001,USD,one", "value"),
      ("events", "firm-5,listing,2020-05,Another note,one", "note"),
    ])
  func change(_ file: String, _ row: String, _ column: String) throws {
    var rows = Self.rows()
    rows[file]?[4] = row
    try withStore { store in
      let found = try report(rows, into: store)
      #expect(found.changes.map(\.column) == [column])
      #expect(found.total.changed == 1 && found.total.added == 0)
    }
  }

  @Test(
    "show a source among theirs that had not said so",
    arguments: ["firms", "models", "relations", "figures", "events"])
  func otherSource(_ file: String) throws {
    var rows = Self.rows()
    rows[file]?[4].replace(/one$/, with: "other")
    try withStore { store in
      let found = try report(rows, into: store)
      #expect(found.changes.isEmpty)
      #expect(found.total.changed == 1 && found.total.added == 0)
    }
  }

  @Test("are found again behind one that is left out, and what that had changed is undone")
  func rejectedRow() throws {
    var rows = Self.rows()
    rows["firms"]?.insert("firm-5,Firm 5,公司5,soon,one", at: 4)
    rows["names"]?.insert("firm-5,Alias 5,en,nickname,one", at: 4)
    rows["relations"]?.insert("firm-5,supplies,firm-6,2022,half,one", at: 4)
    rows["figures"]?.insert("firm-5,revenue,2024,7000,EUR,one", at: 4)
    rows["events"]?.insert("firm-5,listing,2020-05,Another note,nobody", at: 4)
    try withStore { store in
      for _ in 0..<2 {
        let found = try report(rows, into: store, dryRun: false, leavesOut: true)
        #expect(found.rejected == 5)
        #expect(found.total.added == 0 && found.total.changed == 0)
        #expect(found.total.unchanged == Self.rows().values.reduce(0) { $0 + $1.count })
        #expect(try store.db.integer("SELECT count(*) FROM event WHERE note = 'Another note'") == 0)
      }
    }
  }

  @Test("are found again behind a new one")
  func newRow() throws {
    var rows = Self.rows()
    rows["firms"]?.insert("firm-new,Firm New,,,one", at: 4)
    rows["names"]?.insert("firm-5,Another alias,en,alias,one", at: 4)
    rows["relations"]?.insert("firm-5,supplies,firm-9,,,one", at: 4)
    try withStore { store in
      let found = try report(rows, into: store)
      #expect(found.total.added == 3 && found.total.changed == 0)
      #expect(found.total.unchanged == Self.rows().values.reduce(0) { $0 + $1.count })
    }
  }

  @Test("are compared with what an earlier row of the same file has made of them")
  func changedMeanwhile() throws {
    var rows = Self.rows()
    let other = "firm-6,supplies,firm-7,2020,0.99,one"
    rows["relations"]?.insert(contentsOf: [other, other], at: 4)
    try withStore { store in
      // What one source says last counts: there, again the same, and back.
      let found = try report(rows, into: store)
      #expect(found.changes.map(\.new) == ["0.99", "0.6"])
      #expect(found.total.changed == 2)
    }
  }
}
