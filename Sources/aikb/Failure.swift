import Ingest
import KnowledgeBase
import Messages
import Tabular

/// Ends the program with this code; whatever had to be said has been said.
struct ExitStatus: Error {
  let code: Int32

  static let failed = ExitStatus(code: 1)
  static let rejects = ExitStatus(code: 2)
  static let notFound = ExitStatus(code: 3)
}

/// What to print for an error, and the exit code: 1 failed, 3 not found, 64 usage, 75 busy.
struct Failure {
  let lines: [Message]
  let code: Int32

  /// Nil for errors of argument parsing, which print themselves.
  init?(_ error: any Error) {
    switch error {
    case SinkError.closedPipe:
      lines = []
      code = 0
    case let error as Ingestor.Rejected:
      lines = Self.lines(error.report)
      code = 1
    case let error as KnowledgeBaseError:
      lines = [Self.named(error.message)] + Self.pointer(error)
      code = Self.code(error)
    case let error as any MessageError:
      lines = [Self.named(error.message)]
      code = error is UsageError ? 64 : 1
    default:
      return nil
    }
  }

  private static func named(_ message: Message) -> Message { Message(verbatim: "aikb: ") + message }

  /// The first rows at fault, and what to do about them.
  private static func lines(_ report: Report) -> [Message] {
    let shown = report.problems.prefix(shownProblems)
    var lines = shown.map { named($0.message) }
    let more = report.problemCount - shown.count
    if more > 0 { lines.append(named(Message("… and \(more) more", "…… 另有 \(more) 处"))) }
    lines += report.remarks
    lines.append(
      named(Message("nothing was changed", "未作任何更改"))
        + (report.rows > 1
          ? Message(
            "; --rejects FILE takes the good rows and writes the others",
            "；用 --rejects FILE 可导入无误的行，并将其余的行写入该文件") : nil))
    return lines
  }

  private static let shownProblems = 20

  private static func code(_ error: KnowledgeBaseError) -> Int32 {
    switch error {
    case .noDatabase, .unknown, .ambiguous: 3
    case .syntax: 64
    case .busy: 75
    default: 1
    }
  }

  /// The place in the SQL or the query at which the error stands, with a caret under it.
  private static func pointer(_ error: KnowledgeBaseError) -> [Message] {
    let (text, offset): (String, Int)
    switch error {
    case .sql(_, let sql?, let place?): (text, offset) = (sql, place)
    // Of a single word the message has said it all.
    case .syntax(_, let query, let place) where query.contains(" "): (text, offset) = (query, place)
    default: return []
    }
    guard offset < text.utf8.count else { return [] }
    let before = String(decoding: text.utf8.prefix(offset), as: UTF8.self)
    let line = before.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
    let rest = String(decoding: text.utf8.dropFirst(offset), as: UTF8.self).prefix { $0 != "\n" }
    let indent = String(repeating: " ", count: DisplayWidth.of(String(line)))
    return [Message(verbatim: "  \(line)\(rest)"), Message(verbatim: "  \(indent)^")]
  }
}

/// The command was called in a way it cannot be.
struct UsageError: MessageError {
  let message: Message
}
