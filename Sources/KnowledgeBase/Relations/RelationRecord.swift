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
    column("valid_to", .date), column("share", .number), column("share_low", .number),
    column("share_high", .number), column("quantity", .number), column("unit", .text),
    column("note", .text), column("retired", .date),
  ]

  private static func column(_ name: String, _ type: Property.ValueType) -> Property {
    Property(
      name: name, type: type, unit: nil, choices: [], definition: nil,
      label: Label(en: name, zh: name), synonyms: [])
  }
}
