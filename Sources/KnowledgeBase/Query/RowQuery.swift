internal import SQLite

/// A query whose rows are read one after the other.
public final class RowQuery {
  /// Names of the columns.
  public let columns: [String]
  private let statement: Statement
  private let store: Store
  private let watch: StepWatch?
  private let translate: (any Error) -> any Error

  init(
    _ store: Store, _ statement: consuming Statement, watch: StepWatch? = nil,
    translate: @escaping (any Error) -> any Error
  ) {
    columns = (0..<statement.columnCount).map { statement.columnName($0) }
    self.statement = statement
    self.store = store
    self.watch = watch
    self.translate = translate
  }

  /// Calls `body` with each row; a row has one field for each column.
  ///
  /// - Throws: ``KnowledgeBaseError`` and what `body` throws.
  public func read(_ body: ([Field]) throws -> Void) throws {
    let count = columns.count
    defer { statement.reset() }
    while try step() {
      try body((0..<count).map { Field(statement.value(at: $0)) })
    }
  }

  private func step() throws -> Bool {
    do {
      guard let watch else { return try statement.step() }
      return try watch.watching { try statement.step() }
    } catch {
      throw translate(error)
    }
  }
}
