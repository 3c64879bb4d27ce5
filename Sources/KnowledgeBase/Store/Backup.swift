internal import Glibc
internal import SQLite

extension Store {
  /// Copies the knowledge base into a new file while others go on reading and writing: the state at
  /// the start of the call, checked, in one file without a write-ahead log.
  ///
  /// - Parameters:
  ///   - path: must not exist yet.
  ///   - progress: told the pages copied and the pages in all.
  /// - Throws: ``KnowledgeBaseError``; there is then no file at `path`.
  public func backup(
    to path: String, progress: ((_ copied: Int, _ total: Int) -> Void)? = nil
  ) throws {
    guard access(path, F_OK) != 0 else {
      throw KnowledgeBaseError.invalid("\(path): exists already; a backup goes into a new file")
    }
    let part = "\(path).\(getpid()).part"
    unlink(part)
    defer { for ending in ["", "-journal", "-wal", "-shm"] { unlink(part + ending) } }
    do throws(SQLiteError) {
      let copy = try Connection(path: part, mode: .create)
      try db.backup(to: copy) { remaining, total in progress?(total - remaining, total) }
      // One file is everything: https://sqlite.org/pragma.html#pragma_journal_mode
      try copy.execute("PRAGMA journal_mode = DELETE")
      try copy.close()
    } catch {
      throw KnowledgeBaseError(error, path: path)
    }
    let findings = try Store(path: part, access: .read).check()
    if let finding = findings.first(where: { $0.severity == .damage }) {
      throw KnowledgeBaseError.invalid(
        "\(self.path): is not sound (\(finding.problem)), so no backup was made; first: \(finding.remedy)"
      )
    }
    guard rename(part, path) == 0 else { throw KnowledgeBaseError.readOnly(path: path) }
  }
}
