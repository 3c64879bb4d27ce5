import ArgumentParser
import KnowledgeBase

/// The date for which relations are asked for.
struct DateOptions: ParsableArguments {
  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp(
      "Only relations that certainly or possibly hold on this date.", valueName: "date"))
  var text: String?

  /// The date; nil when none was given.
  ///
  /// - Throws: `UsageError`.
  func date() throws -> PartialDate? {
    try text.flatMap { PartialDate(try HandOptions.date($0, "--as-of")) }
  }

  /// ` as of 2024-06`, for messages; nothing when no date was given.
  var words: String { text.map { " as of \($0)" } ?? "" }
}
