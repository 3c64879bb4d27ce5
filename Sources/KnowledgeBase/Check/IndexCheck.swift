internal import Messages
internal import SQLite

extension Checker {
  /// The text index against the text, and the forms names are matched by.
  mutating func index() throws {
    let remedy: Message = "aikb reindex"
    let index = SearchIndex(store: store)
    guard try index.exists() else {
      return damage(
        "search_text or search_index, the text index, is missing", Self.rebuild)
    }
    let texts = try store.db.integer("SELECT EXISTS (SELECT 1 FROM entity)")
    if let version = try index.version() {
      if version != Fold.version {
        damage("the text index was folded by version \(version), this is \(Fold.version)", remedy)
      }
    } else if texts > 0 {
      damage("there is no text index", remedy)
    }
    let (missing, stale) = try index.differences()
    if missing > 0 { damage("\(missing) texts are not in the text index", remedy) }
    if stale > 0 { damage("\(stale) texts stand in the text index with another wording", remedy) }
    let unindexed = try store.db.integer(
      """
      SELECT count(*) FROM search_text t LEFT JOIN search_index_docsize d ON d.id = t.id
       WHERE d.id IS NULL
      """)
    if unindexed > 0 { damage("\(unindexed) texts cannot be found", remedy) }
    if try !index.isIntact() { damage("the text index is damaged", remedy) }
    let formless = try store.db.integer(
      """
      SELECT count(*) FROM entity e
       WHERE NOT EXISTS (SELECT 1 FROM name_form f WHERE f.entity = e.id)
      """)
    if formless > 0 { damage("\(formless) entities cannot be matched by name", remedy) }
    let strayed = try MentionWriter(store: store).differences()
    if strayed > 0 { remark("\(strayed) passages name other entities than is on record", remedy) }
    let soundless = try NameSounds(store: store).differences()
    if soundless > 0 { damage("\(soundless) readings of names are missing or stale", remedy) }
  }
}
