import ArgumentParser
import Ingest
import KnowledgeBase

/// Who says so, for a change made by hand.
struct HandOptions: ParsableArguments {
  @Option(help: "Key of the source that says so (default: you yourself, 'set-by-hand').")
  var source: String?

  @Option(help: "Where in the source: a section, a page, a table.")
  var locator: String?

  @Option(help: "A few words of the source.")
  var quote: String?

  @Option(help: "Why this is right; shown where sources differ.")
  var reason: String?

  @Option(help: "reported, estimated, derived or rumoured.")
  var basis: String?

  @Option(help: "How sure the source is, in its own word.")
  var confidence: String?

  @Option(help: ArgumentHelp("The date for which the source says so.", valueName: "date"))
  var asOf: String?

  func validate() throws {
    let bases = ["reported", "estimated", "derived", "rumoured"]
    if let basis, !bases.contains(basis) {
      throw ValidationError("--basis is one of \(bases.joined(separator: ", ")).")
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
    do throws(ValueParser.Problem) {
      return try ValueParser.assertion(text, as: property)
    } catch {
      throw UsageError(message: "\(property.name): \(error.reason)")
    }
  }

  /// A date as ingest reads it.
  static func date(_ text: String, _ option: String) throws -> String {
    guard let date = ValueParser.date(text) else {
      throw UsageError(message: "\(option): '\(text)' is not a date (2025, 2025-07 or 2025-07-23)")
    }
    return date
  }
}

extension DatabaseOptions {
  /// Opens the knowledge base to change it by hand.
  ///
  /// - Parameter command: what the revision is called.
  func editor(_ command: String) throws -> (Store, Editor) {
    let store = try Store(path: path, access: .write)
    return (
      store, Editor(store, command: command, author: Terminal.environment("USER"))
    )
  }
}
