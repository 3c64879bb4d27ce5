extension Filter {
  /// SQL condition on the source `s`: it stands behind a value of the entities, or behind a relation
  /// that the computed columns of their kind show.
  ///
  /// - Parameter entities: SELECT of row ids; the ones the filter lets through when nil.
  func sources(of entities: String? = nil) -> String {
    let chosen = entities ?? self.entities
    let readings = kind.derived.flatMap(\.readings).map(\.quotedText).joined(separator: ", ")
    let relations = ["subject", "object"].map { side in
      """
      SELECT c.source FROM relation r JOIN citation c ON c.relation = r.id
       WHERE r.\(side) IN (\(chosen)) AND r.predicate IN (
         SELECT id FROM predicate WHERE name IN (\(readings)) OR inverse IN (\(readings)))
         AND r.retired IS NULL AND c.rank >= 0 AND c.retired IS NULL
      """
    }
    return """
      s.id IN (
        SELECT c.source FROM citation c
         WHERE c.entity IN (\(chosen)) AND c.rank >= 0 AND c.retired IS NULL
        UNION \(relations.joined(separator: " UNION ")))
      """
  }
}
