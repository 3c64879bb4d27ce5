internal import SQLite

/// Keeps `name_form`, the folded names that entities are matched by: their own in both languages,
/// further names, and names that only some other source gives them. A firm's name with a legal form
/// has a second, marked form without it: it is looked for where nothing has the name itself.
struct NameForms {
  /// The form of a name: folded, or the name itself where nothing of it folds to a letter (🤗).
  static func form(of name: String) -> String {
    let form = Fold.key(name)
    return form.isEmpty ? Normalization.nfc(name) : form
  }

  /// A name without its legal form, set apart from names by a character that no folded name holds.
  static func marked(_ core: String) -> String { "=" + core }

  /// The marked form of a firm's name; nil when it has no legal form.
  static func registeredForm(of form: String) -> String? {
    LegalForm.core(of: form).map(marked)
  }

  let store: Store

  /// Makes the forms of one entity anew, or of all.
  func rebuild(of entity: Int64? = nil) throws {
    // Two texts rather than `?1 IS NULL OR …`, which would keep SQLite from the indexes.
    let (byID, byEntity) = entity == nil ? ("1", "1") : ("id = ?1", "entity = ?1")
    let delete = try store.db.prepare("DELETE FROM name_form WHERE \(byEntity)")
    let select = try store.db.prepare(
      """
      SELECT n.id, n.name, e.kind = 'firm' FROM (
        SELECT id, name FROM entity WHERE \(byID)
        UNION ALL SELECT id, name_zh FROM entity WHERE name_zh IS NOT NULL AND \(byID)
        UNION ALL SELECT entity, text FROM name WHERE \(byEntity)
        UNION ALL SELECT entity, value FROM citation
          WHERE fields IN ('name', 'name_zh') AND value IS NOT NULL AND entity IS NOT NULL
            AND \(byEntity)) n JOIN entity e ON e.id = n.id
      """)
    if let entity {
      try delete.bind(entity, at: 1)
      try select.bind(entity, at: 1)
    }
    try delete.run()
    let insert = try store.db.prepare(
      "INSERT INTO name_form(form, entity) VALUES (?, ?) ON CONFLICT DO NOTHING")
    while try select.step() {
      let form = Self.form(of: select.string(at: 1) ?? "")
      guard !form.isEmpty else { continue }
      let registered = select.int64(at: 2) == 1 ? Self.registeredForm(of: form) : nil
      for form in [form, registered].compactMap(\.self) {
        try insert.bind(form, at: 1)
        try insert.bind(select.int64(at: 0), at: 2)
        try insert.run()
      }
    }
  }
}
