import Ingest
import KnowledgeBase
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
  let lines: [String]
  let code: Int32

  /// Nil for errors of argument parsing, which print themselves.
  init?(_ error: any Error) {
    switch error {
    case let error as KnowledgeBaseError:
      lines = ["aikb: \(error)"] + Self.pointer(error)
      code = Self.code(error)
    case let error as Ingestor.Rejected:
      let shown = error.report.problems.prefix(Self.shownProblems)
      var text = shown.map { "aikb: \($0)" }
      if error.report.rejected > shown.count {
        text.append("aikb: … and \(error.report.rejected - shown.count) more")
      }
      text += Self.encodingHint(error.report)
      text.append(
        "aikb: nothing was changed"
          + (error.report.rows > 1
            ? "; --rejects FILE takes the good rows and writes the others" : ""))
      lines = text
      code = 1
    case let error as MappingError:
      lines = ["aikb: \(error)"]
      code = 1
    case let error as TabularError:
      lines = ["aikb: \(error)"]
      code = 1
    case SinkError.closedPipe:
      lines = []
      code = 0
    case let error as SinkError:
      lines = ["aikb: \(error)"]
      code = 1
    case let error as UsageError:
      lines = ["aikb: \(error.message)"]
      code = 64
    default:
      return nil
    }
  }

  private static let shownProblems = 20

  /// What to do about a file in another encoding, said once.
  static func encodingHint(_ report: Report) -> [String] {
    guard let problem = report.problems.first(where: { $0.reason.hasPrefix("not UTF-8") }) else {
      return []
    }
    return [
      "aikb: \(problem.file) is not UTF-8 (Excel in Chinese saves GB18030): save it as 'CSV UTF-8', "
        + "or: iconv -f GB18030 -t UTF-8 \(problem.file)"
    ]
  }

  private static func code(_ error: KnowledgeBaseError) -> Int32 {
    switch error {
    case .noDatabase, .unknown, .ambiguous: 3
    case .busy: 75
    default: 1
    }
  }

  /// The place in the SQL at which the error stands, with a caret under it.
  private static func pointer(_ error: KnowledgeBaseError) -> [String] {
    guard case .sql(_, let sql?, let offset?) = error, offset < sql.utf8.count else { return [] }
    let before = String(decoding: sql.utf8.prefix(offset), as: UTF8.self)
    let line = before.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
    let rest = String(decoding: sql.utf8.dropFirst(offset), as: UTF8.self).prefix { $0 != "\n" }
    return [
      "  " + line + rest, "  " + String(repeating: " ", count: DisplayWidth.of(String(line))) + "^",
    ]
  }
}

/// The command was called in a way it cannot be.
struct UsageError: Error {
  let message: String
}
