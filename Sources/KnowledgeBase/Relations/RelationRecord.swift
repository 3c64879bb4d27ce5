internal import SQLite

/// What one row of input says about one relation. Its identity is subject, predicate, object,
/// qualifier and `validFrom`; the rest can change.
package struct RelationRecord {
  package var subject: KeyTable.Entry
  package var predicate: Predicate
  package var object: KeyTable.Entry
  package var qualifier = ""
  package var validFrom: String?
  /// The columns besides the identity, by name (``RelationRecord/columns``); never NULL.
  package var details: [EntityRecord.Assertion] = []

  package init(subject: KeyTable.Entry, predicate: Predicate, object: KeyTable.Entry) {
    self.subject = subject
    self.predicate = predicate
    self.object = object
  }

  /// The columns besides the identity, with their types.
  package static let columns: [Property] = [
    .detail("valid_to", .date), .detail("share", .number), .detail("share_low", .number),
    .detail("share_high", .number), .detail("quantity", .number), .detail("unit", .text),
    .detail("note", .text), .detail("retired", .date),
  ]
}
