internal import Messages
internal import SQLite

extension Checker {
  /// The text index against the text, and the forms names are matched by.
  mutating func index() throws {
    let remedy = Message(verbatim: "aikb reindex")
    let index = SearchIndex(store: store)
    guard try index.exists() else {
      return damage(
        Message(
          "search_text or search_index, the text index, is missing",
          "缺少全文索引 search_text 或 search_index"), Self.rebuild)
    }
    let texts = try store.db.integer("SELECT EXISTS (SELECT 1 FROM entity)")
    if let version = try index.version() {
      if version != Fold.version {
        damage(
          Message(
            "the text index was folded by version \(version), this is \(Fold.version)",
            "全文索引由归一化版本 \(version) 生成，现为 \(Fold.version)"), remedy)
      }
    } else if texts > 0 {
      damage(Message("there is no text index", "没有全文索引"), remedy)
    }
    let (missing, stale) = try index.differences()
    if missing > 0 {
      damage(Message("\(missing) texts are not in the text index", "\(missing) 条文本不在全文索引中"), remedy)
    }
    if stale > 0 {
      damage(
        Message(
          "\(stale) texts stand in the text index with another wording", "\(stale) 条文本在全文索引中的内容不同"),
        remedy)
    }
    let unindexed = try store.db.integer(
      """
      SELECT count(*) FROM search_text t LEFT JOIN search_index_docsize d ON d.id = t.id
       WHERE d.id IS NULL
      """)
    if unindexed > 0 {
      damage(Message("\(unindexed) texts cannot be found", "\(unindexed) 条文本无法查到"), remedy)
    }
    if try !index.isIntact() { damage(Message("the text index is damaged", "全文索引已损坏"), remedy) }
    let formless = try store.db.integer(
      """
      SELECT count(*) FROM entity e
       WHERE NOT EXISTS (SELECT 1 FROM name_form f WHERE f.entity = e.id)
      """)
    if formless > 0 {
      damage(
        Message("\(formless) entities cannot be matched by name", "\(formless) 个实体无法按名称匹配"), remedy)
    }
    let strayed = try MentionWriter(store: store).differences()
    if strayed > 0 {
      remark(
        Message(
          "\(strayed) passages name other entities than is on record", "\(strayed) 个段落所提及的实体与记录不符"),
        remedy)
    }
    let soundless = try NameSounds(store: store).differences()
    if soundless > 0 {
      damage(
        Message("\(soundless) readings of names are missing or stale", "\(soundless) 个名称的读音缺失或已过时"),
        remedy)
    }
    let misshown = try ShownEntities(store: store).differences()
    if misshown > 0 {
      damage(
        Message(
          "a search shows \(misshown.of("entity", plural: "entities")) otherwise than is on record",
          "\(misshown) 个实体在搜索中所示内容与记录不符"), remedy)
    }
  }
}
