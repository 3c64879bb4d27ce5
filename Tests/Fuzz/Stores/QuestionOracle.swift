import KnowledgeBase
import Messages

/// What must be true of any question whatever, besides that it ends without a crash: it has an answer,
/// or a reason in both languages why it has none; no statement of ours is bad SQL; and nothing is
/// written.
package struct QuestionOracle {
  private let bench: Bench
  private let store: Store
  private let session: ReadOnlySQL
  private let contents: String

  package init(_ bench: Bench) throws {
    self.bench = bench
    try bench.reset(to: [:])
    store = try Store(path: bench.database, access: .read)
    session = try ReadOnlySQL(path: bench.database, seconds: 5)
    contents = try bench.contents(of: store)
  }

  /// What is wrong with how it is answered; nil if nothing is.
  package func complaint(about input: QuestionInput) throws -> String? {
    do {
      switch input {
      case .filter(let kind, let words, let columns, let sort):
        try list(kind, words, columns, sort)
      case .stored(let sql, let arguments):
        let query = try QueryLibrary.read(sql, name: "stored", file: "stored.sql")
        var rows = 0
        try session.query(query, arguments).read { _ in
          rows += 1
          if rows == 1000 { throw Enough() }
        }
      }
    } catch is Enough {
      return nil
    } catch let error as any MessageError {
      if error.message.en.isEmpty || error.message.zh.isEmpty { return "refused without a reason" }
      if case .filter = input, case .sql(let problem, _, _)? = error as? KnowledgeBaseError {
        return "our own SQL is wrong: \(problem)"
      }
    }
    return nil
  }

  /// Whether the knowledge base is as it was before all questions.
  package func isUnchanged() throws -> Bool { try bench.contents(of: store) == contents }

  private func list(
    _ kind: String, _ words: [String], _ columns: [String], _ sort: [String]
  ) throws {
    var selection = Selection()
    selection.words = words
    selection.columns = columns
    selection.sort = sort
    let (rows, filter, _) = try store.list(try store.registry.kind(kind), selection)
    try rows.read { _ in }
    _ = try store.coverage(of: filter)
  }

  private struct Enough: Error {}
}
