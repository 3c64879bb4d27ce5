internal import SQLite

/// Keeps `search_sound`, the Chinese names of entities as they are typed in Latin letters.
struct NameSounds {
  /// Longer names are found by the beginning of their reading.
  private static let longestFull = 80
  /// Initials of more characters nobody types; of one, everybody has.
  private static let initialsLength = 2...8

  /// A row of `search_sound`.
  struct Sound: Hashable {
    let form: String
    let isInitials: Bool
  }

  /// How a name is typed; empty for one without a Chinese character. A name of role `pinyin` is
  /// itself a reading, its syllables apart.
  static func sounds(of name: String, isPinyin: Bool = false) -> [Sound] {
    var typed = Pinyin.typed(name)
    if isPinyin {
      let words = Fold.key(name).split(separator: " ")
      typed = [
        Pinyin.Typed(full: words.joined(), initials: words.map { String($0.prefix(1)) }.joined())
      ]
    }
    return typed.flatMap { typed -> [Sound] in
      var sounds: [Sound] = []
      if typed.full.utf8.count > 1 {
        sounds.append(Sound(form: String(typed.full.prefix(longestFull)), isInitials: false))
      }
      if initialsLength.contains(typed.initials.utf8.count), typed.initials != typed.full {
        sounds.append(Sound(form: typed.initials, isInitials: true))
      }
      return sounds
    }
  }

  let store: Store

  /// Makes the sounds of one entity anew.
  func rebuild(of entity: Int64) throws {
    try store.db.run("DELETE FROM search_sound WHERE entity = ?", .integer(entity))
    let names = try store.db.prepare(Self.names(of: entity))
    try names.bind(entity, at: 1)
    try write(
      names,
      to: """
        INSERT INTO search_sound(form, entity, initials) VALUES (?, ?, ?)
        ON CONFLICT DO UPDATE SET initials = min(initials, excluded.initials)
        """)
  }

  /// Makes all sounds anew. SQLite sorts them, on disk where they are many: a table in their order
  /// then grows at its end.
  func rebuild() throws {
    try store.db.execute(
      """
      DELETE FROM search_sound;
      DROP INDEX search_sound_entity;
      CREATE TEMP TABLE sound(form TEXT, entity INTEGER, initials INTEGER)
      """)
    let names = try store.db.prepare(Self.names(of: nil))
    try write(names, to: "INSERT INTO temp.sound VALUES (?, ?, ?)")
    names.reset()
    try store.db.execute(
      """
      INSERT INTO search_sound(form, entity, initials)
        SELECT form, entity, min(initials) FROM temp.sound GROUP BY form, entity;
      DROP TABLE temp.sound;
      CREATE INDEX search_sound_entity ON search_sound(entity)
      """)
  }

  private func write(_ names: borrowing Statement, to insertion: String) throws {
    let insert = try store.db.prepare(insertion)
    while try names.step() {
      let isPinyin = names.int64(at: 2) == 1
      for sound in Self.sounds(of: names.string(at: 1) ?? "", isPinyin: isPinyin) {
        try insert.bind(sound.form, at: 1)
        try insert.bind(names.int64(at: 0), at: 2)
        try insert.bind(sound.isInitials ? 1 : 0, at: 3)
        try insert.run()
      }
    }
  }

  /// How many sounds `search_sound` lacks or has too many.
  func differences() throws -> Int {
    var sounds: [Place: Bool] = [:]
    try store.db.query(Self.names(of: nil)) { row in
      for sound in Self.sounds(of: row.text(1), isPinyin: row.int64(at: 2) == 1) {
        let key = Place(form: sound.form, entity: row.int64(at: 0))
        sounds[key] = (sounds[key] ?? true) && sound.isInitials
      }
    }
    var stale = 0
    try store.db.query("SELECT form, entity, initials FROM search_sound") { row in
      let key = Place(form: row.text(0), entity: row.int64(at: 1))
      if sounds.removeValue(forKey: key) != (row.int64(at: 2) == 1) { stale += 1 }
    }
    return stale + sounds.count
  }

  private struct Place: Hashable {
    let form: String
    let entity: Int64
  }

  /// Names that may have a Chinese character: of one entity, or of all.
  private static func names(of entity: Int64?) -> String {
    let (byID, byEntity) = entity == nil ? ("1", "1") : ("id = ?1", "entity = ?1")
    return """
      SELECT id, name, 0 FROM entity WHERE name GLOB '*[^ -~]*' AND \(byID)
      UNION ALL SELECT id, name_zh, 0 FROM entity WHERE name_zh IS NOT NULL AND \(byID)
      UNION ALL SELECT entity, text, role = 'pinyin' FROM name
        WHERE (role = 'pinyin' OR text GLOB '*[^ -~]*') AND \(byEntity)
      """
  }
}
