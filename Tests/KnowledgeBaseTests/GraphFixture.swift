import SQLite

@testable import KnowledgeBase

/// A knowledge base of entities and relations alone, written down as `a designs b`.
final class GraphFixture {
  let folder: TemporaryFolder
  let store: Store

  var path: String { folder.file("graph.db") }

  /// - Parameter relations: `subject predicate object [from to [source …]]`, a line each; - for no date.
  init(_ relations: String, kinds: [String: String] = [:]) throws {
    folder = try TemporaryFolder()
    store = try Store(path: folder.file("graph.db"), access: .create)
    let db = { [store] (sql: String, values: [Value]) in try store.db.run(sql, values) }
    try store.writing {
      for line in relations.split(separator: "\n") {
        let words = line.split(separator: " ").map(String.init)
        for key in [words[0], words[2]] {
          try db(
            "INSERT OR IGNORE INTO entity(key, kind, name) VALUES (?1, ?2, upper(?1))",
            [.text(key), .text(kinds[key] ?? "firm")])
        }
        let date = { (place: Int) -> Value in
          words.count > place && words[place] != "-" ? .text(words[place]) : .null
        }
        try db(
          """
          INSERT INTO relation(subject, predicate, object, valid_from, valid_to)
          SELECT s.id, p.id, o.id, ?4, ?5 FROM entity s, predicate p, entity o
           WHERE s.key = ?1 AND p.name = ?2 AND o.key = ?3
          """, [.text(words[0]), .text(words[1]), .text(words[2]), date(3), date(4)])
        let relation = Value.integer(store.db.lastInsertRowID)
        for source in words.dropFirst(5) {
          try db("INSERT OR IGNORE INTO source(key, title) VALUES (?1, ?1)", [.text(source)])
          try db(
            "INSERT INTO citation(source, relation) SELECT id, ?2 FROM source WHERE key = ?1",
            [.text(source), relation])
        }
      }
    }
  }

  /// The chains between two entities as `a designs> b <designs c`; the direct ones first, with `=`.
  func chains(_ from: String, _ to: String, _ query: PathQuery = PathQuery()) throws -> [String] {
    try store.paths(from: store.entity(from), to: store.entity(to), query).numbered.map {
      ($0 == 0 ? "= " : "") + Self.text($1)
    }
  }

  static func text(_ chain: Chain) -> String {
    chain.steps.reduce(chain.steps.first?.from.key ?? "") { text, step in
      let name = step.predicate.name + (step.validity == .possible ? "?" : "")
      let arrow =
        switch step.direction {
        case .outward: "\(name)>"
        case .inward: "<\(name)"
        case .either: "-\(name)-"
        }
      return "\(text) \(arrow) \(step.to.key)"
    }
  }
}
