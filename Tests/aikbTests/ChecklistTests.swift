import Foundation
import Testing

/// The questions an essay on the global AI race raises, each with the command that answers it on the
/// Seeds and what the answer must hold, in English and in Chinese (`Tests/Fixtures/checklist.csv`).
@Suite("The essay's questions")
struct ChecklistTests {
  struct Question: Sendable, CustomTestStringConvertible {
    let id: String
    let command: [String]
    let expected: [String]
    let expectedZH: [String]

    var testDescription: String { "\(id): aikb \(command.joined(separator: " "))" }
  }

  /// The rows of the file: id, question, question_zh, command, expected, expected_zh; texts are
  /// separated by " | ". `make checklist` prints the table of results.
  static let questions: [Question] = {
    let path = Program.tree + "/Tests/Fixtures/checklist.csv"
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").dropFirst().compactMap { line in
      let cells = cells(of: String(line))
      guard cells.count == 6 else { return nil }
      return Question(
        id: cells[0], command: cells[3].split(separator: " ").map(String.init),
        expected: cells[4].components(separatedBy: " | "),
        expectedZH: cells[5].components(separatedBy: " | "))
    }
  }()

  private static func cells(of line: String) -> [String] {
    var cells = [""]
    var isQuoted = false
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: cells.append("")
      default: cells[cells.count - 1].append(character)
      }
    }
    return cells
  }

  @Test("All of them are asked")
  func complete() {
    #expect(Self.questions.count == 84)
    #expect(Set(Self.questions.map(\.id)).count == 84)
  }

  @Test("Each is answered, in English and in Chinese", arguments: questions)
  func answer(question: Question) throws {
    let workspace = try Workspace(.seeds)
    for (language, expected) in [("en", question.expected), ("zh", question.expectedZH)] {
      let command = question.command.map { "'\($0)'" }.joined(separator: " ")
      // On a terminal claims and paths are texts; in a pipe they are rows with everything.
      let output = try workspace.shell("aikb \(command) --lang \(language)")
      #expect(output.status == 0, "\(output.messages)")
      for text in expected { #expect(output.text.contains(text), "\(language): \(output.text)") }
    }
  }
}
