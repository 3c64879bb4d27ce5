// SQL that a person is shown names things by key, so that it says the same in another knowledge base.

extension EntityReference {
  /// SQL for its row id.
  var sqlID: String { "(SELECT id FROM entity WHERE key = \(key.quotedText))" }
}

extension Predicate {
  /// SQL for its row id.
  var sqlID: String { "(SELECT id FROM predicate WHERE name = \(name.quotedText))" }
}

extension SourceRank {
  /// SQL for its row id.
  var sqlID: String { "(SELECT id FROM source WHERE key = \(key.quotedText))" }
}
