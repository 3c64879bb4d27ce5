public import Messages
package import SQLite

/// What can go wrong with a knowledge base. Each description says what, where and what to do next.
public enum KnowledgeBaseError: MessageError, Sendable, Hashable {
  /// There is no file at this path.
  case noDatabase(path: String)
  /// The file is not a SQLite database.
  case notADatabase(path: String)
  /// The file is a SQLite database of something else (`application_id` differs).
  case foreignDatabase(path: String)
  /// The file was made by a newer version.
  case newerDatabase(path: String, version: Int, known: Int)
  /// The file is older and cannot be upgraded where it lies (read-only).
  case olderDatabase(path: String, version: Int, known: Int)
  /// A migration recorded in the file is not the one this program carries.
  case changedMigration(path: String, name: String)
  /// The file or its folder cannot be written.
  case readOnly(path: String)
  /// The file lies where nothing can be written, with a write-ahead log that cannot be read there.
  case unreadableLog(path: String)
  /// SQLite itself lacks something (too old, built without FTS5).
  case unsuitableSQLite(Message)
  /// Another process kept the file locked longer than the busy timeout.
  case busy(path: String)
  /// No such entity, kind, predicate, property, source …; `listed` is the command that lists what there
  /// is, for a name that is near to none of it.
  case unknown(what: Message, name: String, nearest: [String], listed: String? = nil)
  /// A name that stands for several entities: their keys.
  case ambiguous(name: String, keys: [String])
  /// Something that breaks a rule of the store.
  case invalid(Message)
  /// A query or a filter was typed in a way that cannot be read; `offset` is the byte offset in `query`
  /// of the word at fault.
  case syntax(Message, query: String, offset: Int)
  /// The statement took longer than the deadline.
  case deadline(seconds: Double)
  /// An SQL statement was not run, or not to its end: it would change something, or lacks a value.
  case refused(Message)
  /// SQLite says what is wrong with a statement; `offset` is a byte offset in `sql`.
  case sql(message: String, sql: String?, offset: Int?)
  /// The file is damaged.
  case damaged(path: String, message: String)
  /// Any other failure of the database file.
  case database(path: String, message: Message)
}

extension KnowledgeBaseError {
  /// Whether it says that this name is not there.
  func isAbout(_ name: String) -> Bool {
    if case .unknown(_, name, _, _) = self { true } else { false }
  }

  /// Whether it says that something cannot be read.
  var isSyntax: Bool {
    if case .syntax = self { true } else { false }
  }

  /// One line: what, where, and what to do next.
  public var message: Message {
    switch self {
    case .noDatabase(let path):
      return Message(
        "\(path): no knowledge base here; make one with 'aikb init', or name one with --db",
        "\(path)：此处没有知识库；可用 'aikb init' 新建，或用 --db 指定")
    case .notADatabase(let path):
      return Message(
        "\(path): not a SQLite database; name a knowledge base with --db",
        "\(path)：不是 SQLite 数据库；请用 --db 指定知识库")
    case .foreignDatabase(let path):
      return Message(
        "\(path): a SQLite database, but not a knowledge base of aikb; name one with --db",
        "\(path)：是 SQLite 数据库，但不是 aikb 的知识库；请用 --db 指定")
    case .newerDatabase(let path, let version, let known):
      return Message(
        "\(path): made by a newer aikb (schema \(version), this one knows \(known)); upgrade aikb",
        "\(path)：由较新的 aikb 生成（结构版本 \(version)，本程序只认到 \(known)）；请升级 aikb")
    case .olderDatabase(let path, let version, let known):
      return Message(
        "\(path): an older schema (\(version), this aikb needs \(known)) and not writable; "
          + "copy it to a writable folder and run 'aikb init' on it",
        "\(path)：结构版本较旧（\(version)，本程序需要 \(known)）且不可写；"
          + "请复制到可写的文件夹，再对其运行 'aikb init'")
    case .changedMigration(let path, let name):
      return Message(
        "\(path): migration \(name) differs from the one in this aikb; "
          + "the file was made by a changed build, export it there and ingest it here",
        "\(path)：迁移 \(name) 与本程序所带的不同；"
          + "该文件由改动过的版本生成，请用那个版本导出，再在此导入")
    case .readOnly(let path):
      return Message(
        "\(path): cannot be written; check the permissions of the file and its folder",
        "\(path)：无法写入；请检查文件及其所在文件夹的权限")
    case .unreadableLog(let path):
      return Message(
        "\(path): its last changes are in \(path)-wal and cannot be read where nothing can be "
          + "written; copy both files to a writable folder",
        "\(path)：最近的更改在 \(path)-wal 中，在不可写的地方无法读取；请把两个文件一起复制到可写的文件夹")
    case .unsuitableSQLite(let reason):
      return reason
    case .busy(let path):
      return Message(
        "\(path): another process is writing to it; try again", "\(path)：另一个进程正在写入；请稍后重试")
    case .unknown(let what, let name, let nearest, let listed):
      return Message("no \(what.en) '\(name)'", "没有\(what.zh) '\(name)'")
        + (Nearest.hint(nearest)
          ?? listed.map { Message("; '\($0)' lists them", "；可用 '\($0)' 列出") })
    case .ambiguous(let name, let keys):
      return Message(
        "'\(name)' stands for several: \(keys.joined(separator: ", ")); use one of these keys",
        "'\(name)' 可指多个对象：\(keys.joined(separator: "、"))；请使用其中一个键")
    case .invalid(let reason), .syntax(let reason, _, _):
      return reason
    case .deadline(let seconds):
      return Message(
        "stopped after \(seconds) s; narrow the query, or raise --timeout",
        "已在 \(seconds) 秒后停止；请缩小查询范围，或调大 --timeout")
    case .refused(let reason):
      return reason
    case .sql(let message, _, _):
      return Message(message, "SQL 错误：\(message)")
    case .damaged(let path, let message):
      return Message(
        "\(path): the file is damaged (\(message)); restore a backup, "
          + "or export what can be read and ingest it into a new file",
        "\(path)：文件已损坏（\(message)）；请恢复备份，或导出尚可读取的内容后导入新文件")
    case .database(let path, let message):
      return Message("\(path): \(message.en)", "\(path)：\(message.zh)")
    }
  }
}

extension KnowledgeBaseError {
  /// Reads words that were typed; an error of one of them says where it stands.
  static func locating<R>(in words: [String], _ body: () throws -> R) throws -> R {
    do {
      return try body()
    } catch let error as KnowledgeBaseError {
      throw error.located(in: words)
    }
  }

  private func located(in words: [String]) -> KnowledgeBaseError {
    guard case .syntax(let reason, let word, _) = self else { return self }
    let query = words.joined(separator: " ")
    if let index = words.firstIndex(of: word) {
      let before = words[..<index].reduce(0) { $0 + $1.utf8.count + 1 }
      return .syntax(reason, query: query, offset: before)
    }
    // Within one text, or typed with quotation marks.
    let column = word.prefix { $0 != ":" && $0 != "：" }
    guard let place = query.firstRange(of: word) ?? query.firstRange(of: column) else {
      return self
    }
    return .syntax(
      reason, query: query,
      offset: query.utf8.distance(from: query.startIndex, to: place.lowerBound))
  }

  /// A text that should be a key and cannot be one.
  package static func notAKey(_ text: String) -> KnowledgeBaseError {
    .invalid(
      Message(
        "'\(text)' is not a key (a-z, 0-9, single dashes)",
        "'\(text)' 不是键（a-z、0-9 和单个连字符）"))
  }

  /// The error of the file at `path` that SQLite reports.
  package init(_ error: SQLiteError, path: String) {
    switch error.code.primary {
    case .busy, .locked, .lockProtocol: self = .busy(path: path)
    case .notADatabase: self = .notADatabase(path: path)
    case .readOnly: self = .readOnly(path: path)
    case .inputOutput, .cannotOpen:
      self = .database(
        path: path,
        message: Message(
          "\(error.message); is the disk full, or the folder not writable?",
          "\(error.message)；磁盘是否已满，或文件夹不可写？"))
    case .full:
      self = .database(
        path: path, message: Message("the disk is full; nothing was changed", "磁盘已满；未作任何更改"))
    case .corrupt: self = .damaged(path: path, message: error.message)
    default: self = .database(path: path, message: Message(verbatim: "\(error.message)"))
    }
  }
}
