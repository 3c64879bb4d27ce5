import ArgumentParser
import Ingest
import KnowledgeBase
import Messages

/// Who says so, for a change made by hand.
struct HandOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Key of the source that says so (default: you yourself, 'set-by-hand').",
      "所据来源的键（默认：您本人，'set-by-hand'）。"), completion: .source)
  var source: String?

  @Option(
    help: ArgumentHelp("Where in the source: a section, a page, a table.", "在来源中的位置：章节、页码或表格。"))
  var locator: String?

  @Option(help: ArgumentHelp("A few words of the source.", "来源中的几个词。"))
  var quote: String?

  @Option(help: ArgumentHelp("Why this is right; shown where sources differ.", "采用的理由；在来源不一致处显示。"))
  var reason: String?

  @Option(
    help: ArgumentHelp(
      "reported, estimated, derived or rumoured.",
      "依据的性质：reported（报告）、estimated（估计）、derived（推算）或 rumoured（传闻）。"))
  var basis: String?

  @Option(help: ArgumentHelp("How sure the source is, in its own word.", "来源自述的置信度。"))
  var confidence: String?

  @Option(
    help: ArgumentHelp("The date for which the source says so.", "来源的说法所指的日期。", valueName: "date"))
  var asOf: String?

  func validate() throws {
    let bases = ["reported", "estimated", "derived", "rumoured"]
    if let basis, !bases.contains(basis) {
      throw ValidationError(
        "--basis is one of \(bases.joined(separator: ", ")).",
        "--basis 为以下之一：\(bases.joined(separator: "、"))。")
    }
  }

  func note() throws -> HandNote {
    var note = HandNote()
    note.source = source
    note.locator = locator
    note.quote = quote
    note.reason = reason
    note.basis = basis
    note.confidence = confidence
    note.asOf = try asOf.map { try HandOptions.date($0, "--as-of") }
    return note
  }

  /// A value as ingest reads it; nil when blank.
  static func assertion(_ text: String, _ property: Property) throws -> EntityRecord.Assertion? {
    // In a file an infinite number says nothing; by hand it must not clear the value.
    let isNumber = property.type == .integer || property.type == .number
    if isNumber, let number = Double(ValueParser.trim(text)), !number.isFinite {
      throw UsageError(
        message: Message(
          "\(property.name): '\(text)' is no number", "\(property.name)：'\(text)' 不是数"))
    }
    if text.unicodeScalars.contains(where: { $0.value < 32 && $0 != "\n" && $0 != "\t" }) {
      throw UsageError(
        message: Message(
          "\(property.name): a control character is no text", "\(property.name)：值中含有控制字符"))
    }
    do throws(ValueParser.Problem) {
      return try ValueParser.assertion(text, as: property)
    } catch {
      throw UsageError(
        message: Message("\(property.name): ", "\(property.name)：") + error.reason)
    }
  }

  /// A date as ingest reads it.
  static func date(_ text: String, _ option: String) throws -> String {
    guard let date = ValueParser.date(text) else {
      throw UsageError(
        message: Message(
          "\(option): '\(text)' is not a date (2025, 2025-07 or 2025-07-23)",
          "\(option)：'\(text)' 不是日期（2025、2025-07 或 2025-07-23）"))
    }
    return date
  }
}

extension DatabaseOptions {
  /// Opens the knowledge base to change it by hand.
  ///
  /// - Parameter command: what the revision is called.
  func editor(_ command: String) throws -> (Store, Editor) {
    let store = try open(.write)
    return (
      store, Editor(store, command: command, author: Terminal.environment("USER"))
    )
  }
}
