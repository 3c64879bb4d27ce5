/// What an ingest does besides taking statements by the rule (``Acceptance``).
package struct StatementPolicy: Sendable {
  /// Which of two values is accepted where sources differ.
  package enum Preference: String, Sendable, CaseIterable {
    /// The one that comes in.
    case incoming
    /// The one on record.
    case stored
  }

  /// nil: the rule decides. What the user set by hand stays in any case.
  package var preference: Preference?
  /// A blank cell takes the value away instead of saying nothing.
  package var blankClears = false

  package init() {}
}
