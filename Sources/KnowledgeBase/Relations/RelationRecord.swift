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

extension RelationRecord: IdentifiedRecord {
  func bindIdentity(to statement: borrowing Statement) throws(SQLiteError) {
    try statement.bind(subject.id, at: 1)
    try statement.bind(predicate.id, at: 2)
    try statement.bind(object.id, at: 3)
    try statement.bind(qualifier, at: 4)
    try statement.bind(validFrom ?? "", at: 5)
  }

  func isIdentified(by row: borrowing Statement, from first: Int) -> Bool {
    row.int64(at: first) == subject.id && row.int64(at: first + 1) == predicate.id
      && row.int64(at: first + 2) == object.id && row.holds(qualifier, at: first + 3)
      && row.holds(validFrom ?? "", at: first + 4)
  }
}
