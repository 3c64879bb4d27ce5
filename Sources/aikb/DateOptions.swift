import ArgumentParser
import KnowledgeBase
import Messages

/// The date for which relations are asked for.
struct DateOptions: ParsableArguments {
  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp(
      "Only relations that certainly or possibly hold on this date.", "只取在该日期确定或可能成立的关系。",
      valueName: "date"))
  var text: String?

  /// The date; nil when none was given.
  ///
  /// - Throws: `UsageError`.
  func date() throws -> PartialDate? {
    try text.flatMap { PartialDate(try HandOptions.date($0, "--as-of")) }
  }

  /// ` as of 2024-06`, for messages; nil when no date was given.
  var words: Message? { text.map { Message(" as of \($0)", "（截至 \($0)）") } }
}
