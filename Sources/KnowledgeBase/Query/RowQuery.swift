internal import SQLite
package import Tabular

/// A query whose rows are read one after the other.
public final class RowQuery {
  /// Names of the columns.
  public let columns: [String]
  private let source: any RowSource

  init(_ source: some RowSource) {
    columns = source.columns
    self.source = source
  }

  convenience init(
    _ store: Store, _ statement: consuming Statement, watch: StepWatch? = nil,
    translate: @escaping (any Error) -> any Error
  ) {
    self.init(StatementRows(store, statement, watch, translate))
  }

  /// Calls `body` with each row; a row has one field for each column.
  ///
  /// - Throws: ``KnowledgeBaseError`` and what `body` throws.
  public func read(_ body: ([Field]) throws -> Void) throws { try source.read(body) }

  /// Writes each row, without ending the output; no value is copied on the way.
  ///
  /// - Parameter version: writes one column more, with the version of the row.
  /// - Throws: ``KnowledgeBaseError``, `SinkError`.
  package func write(to writer: inout RowWriter, version: RowVersion? = nil) throws {
    try source.write(to: &writer, version: version)
  }
}

/// Where the rows of a query come from.
protocol RowSource {
  var columns: [String] { get }
  func read(_ body: ([Field]) throws -> Void) throws
  func write(to writer: inout RowWriter, version: RowVersion?) throws
}

/// The rows of one statement.
private final class StatementRows: RowSource {
  let columns: [String]
  private let statement: Statement
  /// Kept open as long as the statement.
  private let store: Store
  private let watch: StepWatch?
  private let translate: (any Error) -> any Error

  init(
    _ store: Store, _ statement: consuming Statement, _ watch: StepWatch?,
    _ translate: @escaping (any Error) -> any Error
  ) {
    columns = (0..<statement.columnCount).map { statement.columnName($0) }
    self.statement = statement
    self.store = store
    self.watch = watch
    self.translate = translate
  }

  func read(_ body: ([Field]) throws -> Void) throws {
    let count = columns.count
    defer { statement.reset() }
    while try step() {
      try body((0..<count).map { Field(statement.value(at: $0)) })
    }
  }

  func write(to writer: inout RowWriter, version: RowVersion?) throws {
    let count = columns.count
    defer { statement.reset() }
    while try step() {
      try writer.beginRow()
      for index in 0..<count { try writer.field(of: statement, at: index) }
      if let version { try writer.field(version.of(statement)) }
      try writer.endRow()
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
