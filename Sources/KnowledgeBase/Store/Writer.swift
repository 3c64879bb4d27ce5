internal import SQLite

/// Everything that writes to a store inside one transaction.
package final class Writer {
  package let store: Store
  package let registry: Registry
  package let sources: SourceWriter
  package let citations: CitationWriter
  package let entities: EntityWriter
  package let names: NameWriter
  package let relations: RelationWriter
  package let figures: FigureWriter
  package let events: EventWriter
  package let claims: ClaimWriter
  package let documents: DocumentWriter
  package let mentions: MentionWriter
  package let resolver: NameResolver
  package let reviews: ReviewWriter
  let bulk: BulkLoad

  /// - Parameter isBulk: the store has no records, and many will come: see ``BulkLoad``.
  package init(_ store: Store, isBulk: Bool = false) throws {
    self.store = store
    bulk = try BulkLoad(store: store, isWanted: isBulk)
    registry = try store.registry
    sources = SourceWriter(store: store)
    citations = try CitationWriter(store: store, sources: sources, bulk: bulk)
    entities = try EntityWriter(store: store, registry: registry, citations: citations, bulk: bulk)
    names = try NameWriter(store: store, entities: entities, sources: sources)
    relations = try RelationWriter(
      store: store, registry: registry, citations: citations, entities: entities, bulk: bulk)
    figures = try FigureWriter(store: store, citations: citations, entities: entities, bulk: bulk)
    events = try EventWriter(store: store, citations: citations, entities: entities, bulk: bulk)
    claims = ClaimWriter(store: store, sources: sources)
    documents = DocumentWriter(store: store)
    mentions = MentionWriter(store: store)
    resolver = try NameResolver(store)
    reviews = try ReviewWriter(store: store)
  }

  /// The largest row id of an entity so far.
  package func lastEntity() throws -> Int64 {
    try store.db.integer("SELECT max(id) FROM entity")
  }

  /// The largest row id of a relation so far.
  package func lastRelation() throws -> Int64 {
    try store.db.integer("SELECT max(id) FROM relation")
  }

  /// Brings derived data up to date; call it last, inside the transaction.
  package func finish() throws {
    entities.stop()
    names.stop()
    relations.stop()
    figures.stop()
    events.stop()
    citations.stop()
    // An ingest of a million entities needs the room for the indexes.
    entities.keys.removeAll()
    try bulk.settle()
    guard !bulk.isOn else {
      try SearchIndex(store: store).rebuild(forms: false)
      return try mentions.rebuild()
    }
    let touched =
      SearchOwner.entity.identifiers(entities.touched)
      + SearchOwner.source.identifiers(sources.touched)
      + SearchOwner.claim.identifiers(claims.touched)
      + SearchOwner.passage.identifiers(documents.touched)
    if !touched.isEmpty { try SearchIndex(store: store).update(touched) }
    let named = entities.touched.union(relations.touched)
    if !named.isEmpty || !documents.read.isEmpty {
      try mentions.update(passages: documents.read, entities: named)
    }
  }

  // MARK: Names and keys

  /// The entity of this kind that a name means: the same name letter for letter, else the same name
  /// as names are matched; one for which `fits` does not hold is another one (Nvidia's A100, Intel's).
  /// Nil when there is none.
  ///
  /// - Throws: ``KnowledgeBaseError/ambiguous(name:keys:)`` when several would do.
  package func match(
    _ name: String, kind: Kind, fits: (NameResolver.Match) throws -> Bool = { _ in true }
  ) throws -> NameResolver.Match? {
    let matches = try resolver.matches(name, kinds: [kind.name]).filter(fits)
    if let exact = try only(matches.filter { $0.isExact && $0.name == name }, name) { return exact }
    return try only(matches, name)
  }

  /// The entity among these kinds that a name means.
  ///
  /// - Throws: ``KnowledgeBaseError/ambiguous(name:keys:)`` when several would do.
  package func match(_ name: String, kinds: Set<String>) throws -> NameResolver.Match? {
    let matches = try resolver.matches(name, kinds: kinds)
    for better in [matches.filter { $0.name == name }, matches.filter(\.isExact), matches] {
      if let match = try only(better, name) { return match }
    }
    return nil
  }

  /// A key for a new entity; a namesake on record may get another key (``KeyMaker``).
  ///
  /// - Parameter contextPredicate: the predicate whose subjects tell namesakes apart.
  package func makeKey(
    _ name: String, kind: Kind, context: [String], contextPredicate: Predicate? = nil
  ) throws -> (key: String, renamed: KeyMaker.Renaming?) {
    let maker = KeyMaker(store: store, registry: registry)
    let (key, rename) = try maker.key(name: name, kind: kind, context: context) { id in
      try contextPredicate.map { try subjects(of: id, $0).map(\.name) } ?? []
    }
    guard let rename else { return (key, nil) }
    let old =
      try store.db.first(
        "SELECT key FROM entity WHERE id = ?", [.integer(rename.id)], { $0.text(0) }) ?? ""
    try entities.rename(rename.id, to: rename.to)
    return (key, KeyMaker.Renaming(old: old, new: rename.to))
  }

  /// Takes a made key from the entity that has it, for one that comes with that key.
  ///
  /// - Returns: how the other one is called now; nil when its key was given and stays.
  package func release(_ key: String) throws -> KeyMaker.Renaming? {
    guard let rename = try KeyMaker(store: store, registry: registry).release(key) else {
      return nil
    }
    try entities.rename(rename.id, to: rename.to)
    return KeyMaker.Renaming(old: key, new: rename.to)
  }

  /// The keys that entities got when they had to give up this one to tell namesakes apart.
  ///
  /// - Parameter kind: of the entities that are asked about; nil for any.
  package func successors(of key: String, of kind: Kind? = nil) throws -> [String] {
    try KeyMaker(store: store, registry: registry).successors(of: key, of: kind)
  }

  /// The subjects of a predicate with this object: a model's developers.
  package func subjects(of object: Int64, _ predicate: Predicate) throws -> [(
    id: Int64, name: String
  )] {
    try bulk.settle()
    var found: [(id: Int64, name: String)] = []
    try store.db.query(
      """
      SELECT e.id, e.name FROM relation r JOIN entity e ON e.id = r.subject
       WHERE r.object = ? AND r.predicate = ? AND r.retired IS NULL
      """, [.integer(object), .integer(predicate.id)]
    ) { found.append(($0.int64(at: 0), $0.text(1))) }
    return found
  }

  /// These entities and what they are subsidiaries of.
  package func withParents(_ entities: Set<Int64>) throws -> Set<Int64> {
    let predicate = try registry.predicate("subsidiary_of")
    try bulk.settle()
    var found = entities
    for entity in entities {
      try store.db.query(
        "SELECT object FROM relation WHERE subject = ? AND predicate = ? AND retired IS NULL",
        [.integer(entity), .integer(predicate.id)]
      ) { found.insert($0.int64(at: 0)) }
    }
    return found
  }

  /// Keys near one that does not exist; a name suggests the key made of it.
  package func nearestKeys(to text: String) throws -> [String] {
    let key = Key.slug(text) ?? text
    if key != text, try entities.find(key) != nil { return [key] }
    let successors = try successors(of: key)
    if !successors.isEmpty { return successors }
    var keys: [String] = []
    try store.db.query(
      """
      SELECT key FROM entity WHERE key >= ?1 AND key < ?1 || char(0x10ffff)
        AND length(key) BETWEEN ?2 AND ?3 LIMIT 2000
      """,
      [
        .text(String(key.prefix(2))), .integer(Int64(key.count - 4)),
        .integer(Int64(key.count + 12)),
      ]
    ) { keys.append($0.text(0)) }
    return Nearest.to(key, among: keys)
  }

  private func only(_ matches: [NameResolver.Match], _ name: String) throws -> NameResolver.Match? {
    guard matches.count < 2 else {
      throw KnowledgeBaseError.ambiguous(name: name, keys: matches.map(\.key))
    }
    return matches.first
  }
}
