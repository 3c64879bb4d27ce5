internal import Glibc
internal import Messages
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
      throw KnowledgeBaseError.invalid(
        Message("\(path): exists already; a backup goes into a new file", "\(path)：已存在；备份须写入新文件"))
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
        Message("\(self.path): is not sound (", "\(self.path)：已损坏（") + finding.problem
          + Message("), so no backup was made; first: ", "），因此未作备份；请先处理：") + finding.remedy
      )
    }
    guard rename(part, path) == 0 else { throw KnowledgeBaseError.readOnly(path: path) }
  }
}
