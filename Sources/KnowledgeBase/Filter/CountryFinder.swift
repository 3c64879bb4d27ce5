internal import Messages
internal import SQLite
internal import Tabular

extension Store {
  /// The country of an ISO code, a key or a name. Codes are known even where no row of the knowledge
  /// base has them: they are looked up in the Seeds.
  ///
  /// - Throws: ``KnowledgeBaseError/unknown(what:name:nearest:listed:)``.
  func country(_ text: String) throws -> EntityReference {
    let code = try db.first(
      """
      SELECT e.id, e.key, e.kind, e.name, e.name_zh FROM country c JOIN entity e ON e.id = c.id
       WHERE upper(?1) IN (c.iso2, c.iso3)
      """, [.text(text)], EntityReference.init(row:))
    if let code { return code }
    let known = (2...3).contains(text.utf8.count) ? try Self.key(ofCode: text.uppercased()) : nil
    let found: EntityReference?
    do {
      found = try entity(known ?? text)
    } catch KnowledgeBaseError.unknown {
      found = nil
    }
    guard let found, found.kind == "country" else {
      throw KnowledgeBaseError.unknown(
        what: Message("country", "国家"), name: text, nearest: try nearestCountries(to: text),
        listed: "aikb list countries")
    }
    return found
  }

  private func nearestCountries(to text: String) throws -> [String] {
    // Of a code that no country has, another says nothing.
    guard text.utf8.count > 3 else { return [] }
    var keys: [String] = []
    try db.query("SELECT key FROM entity WHERE kind = 'country' AND retired IS NULL") {
      keys.append($0.text(0))
    }
    let slug = Key.slug(text) ?? text
    // Korea is the North or the South.
    let named = keys.filter { $0.split(separator: "-").contains(slug[...]) }.sorted()
    return named.isEmpty ? Nearest.to(slug, among: keys) : named
  }

  /// The key that the Seeds give the country of an ISO 3166-1 code of two or three letters.
  private static func key(ofCode code: String) throws -> String? {
    guard
      let file = Resource.all(under: "Seeds/").first(where: { $0.path == "Seeds/countries.csv" })
    else { return nil }
    let reader = try CSVReader(source: ByteSource(bytes: Array(file.bytes), name: file.path))
    let places = ["key", "iso2", "iso3"].compactMap { reader.header.firstIndex(of: $0) }
    guard places.count == 3 else { return nil }
    while try reader.next() {
      if reader.string(places[1]) == code || reader.string(places[2]) == code {
        return reader.string(places[0])
      }
    }
    return nil
  }
}
