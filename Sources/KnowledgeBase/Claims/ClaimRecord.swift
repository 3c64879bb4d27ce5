/// A statement somebody makes, as one row of input gives it. Nil says nothing.
package struct ClaimRecord {
  /// What sort of statement a claim is.
  package static let modalities = [
    "fact", "assessment", "prediction", "recommendation", "warning", "conditional",
  ]

  package var key: String
  /// Row id of the source that holds it.
  package var source: Int64
  /// Row id of the entity that says it, where that is not the source itself.
  package var speaker: Int64?
  package var text: String?
  package var textZH: String?
  /// One of ``modalities``.
  package var modality: String
  /// When it was said; ISO 8601.
  package var made: String?
  package var locator: String?
  package var quote: String?
  package var retired: String?
  /// Row ids of the entities it is about; nil says nothing, empty that there are none.
  package var about: [Int64]?

  package init(key: String, source: Int64, modality: String) {
    self.key = key
    self.source = source
    self.modality = modality
  }
}

/// Something that supports or contradicts a claim, or is a premise of it.
package struct EvidenceRecord {
  package static let stances = ["supports", "contradicts", "premise"]

  /// What evidence points at.
  package enum Target {
    /// Another claim, by row id.
    case claim(Int64)
    /// A column of an entity.
    case property(entity: Int64, name: String)
    case relation(Int64)
    case figure(Int64)
    case event(Int64)
  }

  /// Row id of the claim.
  package let claim: Int64
  /// One of ``stances``.
  package let stance: String
  package let target: Target
  /// Row id of the source whose word is meant; nil: the accepted value.
  package var source: Int64?
  package var note: String?

  package init(claim: Int64, stance: String, target: Target) {
    self.claim = claim
    self.stance = stance
    self.target = target
  }
}
