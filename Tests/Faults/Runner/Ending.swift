import Ingest
import KnowledgeBase
internal import Messages
import SQLite
import Tabular

/// How an operation ended.
enum Ending {
  /// It did what it is for, and this is what the user would be shown.
  case done(String)
  /// An error of a type that the command line knows to explain.
  case failed(type: String, message: String)
  /// Any other error.
  case unknown(String)

  /// Runs an operation to its end.
  init(of operation: () throws -> String) {
    do {
      self = .done(try operation())
    } catch let error as KnowledgeBaseError {
      self = .failed(type: "KnowledgeBaseError", message: error.description)
    } catch let error as SQLiteError {
      self = .failed(type: "SQLiteError", message: error.description)
    } catch let error as TabularError {
      self = .failed(type: "TabularError", message: error.description)
    } catch let error as Ingestor.Rejected {
      let problems = error.report.problems.map(\.description)
      self = .failed(type: "Rejected", message: problems.joined(separator: " | "))
    } catch {
      self = .unknown("\(type(of: error)): \(error)")
    }
  }

  var isDone: Bool {
    if case .done = self { true } else { false }
  }

  /// One line.
  var description: String {
    switch self {
    case .done: "done"
    case .failed(let type, let message): "error \(type): \(message)"
    case .unknown(let text): "untyped error \(text)"
    }
  }
}
