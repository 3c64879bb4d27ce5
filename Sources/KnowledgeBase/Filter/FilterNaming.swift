extension FilterCompiler {
  /// `source:key`: what a source speaks of.
  func named(_ term: FilterTerm) throws -> Filter.Condition {
    let source = try store.source(term.value).sqlID
    return Filter.Condition(
      text: term.text,
      sql: """
        (EXISTS (SELECT 1 FROM citation c WHERE c.entity = e.id AND c.source = \(source))
          OR EXISTS (SELECT 1 FROM name n WHERE n.entity = e.id AND n.source = \(source))
          OR EXISTS (SELECT 1 FROM claim_about a JOIN claim l ON l.id = a.claim
               WHERE a.entity = e.id AND l.source = \(source))
          OR EXISTS (SELECT 1 FROM relation r JOIN citation c ON c.relation = r.id
               WHERE r.subject = e.id AND c.source = \(source))
          OR EXISTS (SELECT 1 FROM relation r JOIN citation c ON c.relation = r.id
               WHERE r.object = e.id AND c.source = \(source))
          OR EXISTS (SELECT 1 FROM mention m JOIN passage p ON p.id = m.passage
               JOIN document d ON d.id = p.document WHERE m.entity = e.id AND d.source = \(source)))
        """, missing: Label(en: "", zh: ""), definition: nil, breakdown: nil)
  }

  /// What the passages of a document name.
  func mentioned(_ term: FilterTerm) throws -> Filter.Condition {
    _ = try store.document(term.value)
    let document = "(SELECT id FROM document WHERE key = \(term.value.quotedText))"
    return Filter.Condition(
      text: term.text,
      sql: """
        (EXISTS (SELECT 1 FROM mention m JOIN passage p ON p.id = m.passage
           WHERE m.entity = e.id AND p.document = \(document)))
        """, missing: Label(en: "", zh: ""), definition: nil, breakdown: nil)
  }
}
