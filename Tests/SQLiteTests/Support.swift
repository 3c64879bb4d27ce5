import Foundation
import SQLite
import Testing

/// A folder that is removed with everything in it at the end of the test.
final class TemporaryFolder {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "sqlite-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String = "test.db") -> String { path + "/" + name }

  /// A new database in the folder.
  func database(
    _ name: String = "test.db", wal: Bool = false, busyTimeoutMilliseconds: Int32 = 5000
  ) throws -> Connection {
    let connection = try Connection(
      path: file(name), mode: .create, busyTimeoutMilliseconds: busyTimeoutMilliseconds)
    if wal { try connection.execute("PRAGMA journal_mode = wal") }
    return connection
  }
}

/// A database in memory.
func inMemory() throws -> Connection { try Connection(path: ":memory:", mode: .create) }

/// A query that never ends.
let endless = """
  WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT count(*) FROM c
  """

/// The error `body` throws; records an issue when it throws none.
func failure(
  _ body: () throws -> Void, at location: SourceLocation = #_sourceLocation
) -> SQLiteError? {
  do {
    try body()
    Issue.record("no error was thrown", sourceLocation: location)
  } catch let error as SQLiteError {
    return error
  } catch {
    Issue.record(error, sourceLocation: location)
  }
  return nil
}

/// The same, when the body of a transaction wants to fail.
struct Failure: Error, Equatable {}
