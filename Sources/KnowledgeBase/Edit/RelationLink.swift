/// A relation as a user names it: two entities and a predicate read from either side.
package struct RelationLink {
  package let subject: EntityReference
  package let predicate: Predicate
  package let object: EntityReference
  /// nil: none, or whichever there is.
  package var qualifier: String?
  package var validFrom: String?

  /// - Parameter forward: `first` is the subject; else the predicate is read from the object.
  package init(
    _ first: EntityReference, _ predicate: Predicate, forward: Bool, _ second: EntityReference
  ) {
    self.predicate = predicate
    subject = forward ? first : second
    object = forward ? second : first
  }

  var summary: String { "\(subject.key) \(predicate.name) \(object.key)" }

  func record(_ registry: Registry) throws -> RelationRecord {
    var record = RelationRecord(
      subject: KeyTable.Entry(
        id: subject.id, kind: try registry.position(ofKind: subject.kind)),
      predicate: predicate,
      object: KeyTable.Entry(id: object.id, kind: try registry.position(ofKind: object.kind)))
    record.qualifier = qualifier ?? ""
    record.validFrom = validFrom
    return record
  }
}
