internal import SQLite

/// What was typed, read as an identifier: an ISO code, a ticker, a number of arXiv, the name of a
/// repository, an address.
struct TypedIdentifier {
  /// How its value may stand in `identifier`.
  private(set) var values: [String] = []
  /// Two or three letters: a code of ISO 3166-1.
  private(set) var country: String?
  /// The ways an address may stand on record.
  private(set) var addresses: [String] = []
  /// Of an address, what the site is called: openai of `https://www.openai.com/`.
  private(set) var site: String?

  /// Nil for what can be none.
  init?(_ typed: String) {
    let words = typed.split(separator: " ")
    guard (1...2).contains(words.count), typed.utf8.count <= 500 else { return nil }
    if let flag = Self.flag(typed) {
      country = flag
      return
    }
    // "arxiv 2412.19437" names the scheme first.
    var text = String(words[words.count - 1])
    guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
    if words.count == 2, !text.contains(where: \.isNumber) { return nil }
    if text.hasPrefix("$") { text.removeFirst() }
    if words.count == 1, (2...3).contains(text.utf8.count), text.allSatisfy(\.isLetter) {
      country = text.uppercased()
    }
    if text.contains("/") || text.hasPrefix("www.") { readAddress(text) }
    values.append(text)
    if let colon = text.firstIndex(of: ":") {
      values.append(String(text[text.index(after: colon)...]))
    }
    if let ticker = Self.ticker(text) { values.append(ticker) }
    for value in values {
      for other in [value.uppercased(), value.lowercased()] where !values.contains(other) {
        values.append(other)
      }
    }
  }

  /// The letters of a flag: regional indicator symbols.
  private static func flag(_ text: String) -> String? {
    let scalars = text.unicodeScalars
    guard scalars.count == 2, scalars.allSatisfy({ (0x1F1E6...0x1F1FF).contains($0.value) }) else {
      return nil
    }
    return scalars.map { String(UnicodeScalar(UInt8($0.value - 0x1F1E6) + UInt8(ascii: "A"))) }
      .joined()
  }

  private mutating func readAddress(_ text: String) {
    var rest = text[...]
    if let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...] }
    rest = rest.prefix { $0 != "?" && $0 != "#" }
    while rest.hasSuffix("/") { rest.removeLast() }
    let plain = rest.hasPrefix("www.") ? rest.dropFirst(4) : rest
    for host in [plain, "www." + plain] {
      for scheme in ["https://", "http://"] { addresses += ["", "/"].map { scheme + host + $0 } }
    }
    addresses.append(text)
    let parts = plain.split(separator: "/").map(String.init)
    guard let host = parts.first else { return }
    let labels = host.split(separator: ".")
    if labels.count > 1, parts.count == 1 { site = String(labels[labels.count - 2]) }
    // deepseek-ai/DeepSeek-R1 behind huggingface.co/, 2412.19437 behind arxiv.org/abs/.
    for count in 1...2 where parts.count >= count {
      values.append(parts.suffix(count).joined(separator: "/"))
    }
  }

  /// The exchanges that stand behind a number with a dot in quotations.
  private static let exchanges = [
    "tw": "TWSE", "two": "TPEX", "hk": "HKEX", "ss": "SSE", "sh": "SSE", "sz": "SZSE", "t": "TYO",
    "ks": "KRX", "kq": "KRX", "as": "AMS", "de": "FWB",
  ]

  /// 0700.HK as it is on record, HKEX:700.
  private static func ticker(_ text: String) -> String? {
    let parts = text.split(separator: ".")
    guard parts.count == 2, let exchange = exchanges[parts[1].lowercased()] else { return nil }
    let number = exchange == "HKEX" ? parts[0].drop { $0 == "0" } : parts[0]
    return "\(exchange):\(number.uppercased())"
  }
}

extension SearchRun {
  /// What has the query for an identifier: an entity, or the source at an address.
  mutating func identified() throws {
    guard let typed = TypedIdentifier(query.literal) else { return }
    var ids: [Int64] = []
    if conditions.hasEntities {
      ids += try identified(by: typed.values)
      if let code = typed.country { ids += try countries(withCode: code) }
    }
    if !typed.addresses.isEmpty { ids += try addressed(typed.addresses) }
    for id in ids { add(id, SearchCandidate(match: .code, weight: weights.code, coverage: 1)) }
  }

  /// What has one of the values in any scheme.
  private func identified(by values: [String]) throws -> [Int64] {
    var ids: [Int64] = []
    for value in values {
      try store.db.query(
        """
        SELECT i.entity << 2 FROM identifier i
         WHERE i.value = ?1\(conditions.and(on: "(i.entity << 2)")) ORDER BY i.scheme
        """, [.text(value)]
      ) { ids.append($0.int64(at: 0)) }
    }
    return ids
  }

  /// The country with a code of ISO 3166-1.
  private func countries(withCode code: String) throws -> [Int64] {
    var ids: [Int64] = []
    try store.db.query(
      """
      SELECT c.id << 2 FROM country c
       WHERE (c.iso2 = ?1 OR c.iso3 = ?1)\(conditions.and(on: "(c.id << 2)"))
      """, [.text(code)]
    ) { ids.append($0.int64(at: 0)) }
    return ids
  }

  /// Sources at one of the addresses, and entities whose site it is.
  private func addressed(_ addresses: [String]) throws -> [Int64] {
    let list = Self.list(addresses)
    var owners = ["SELECT id << 2 | 2 AS hit FROM source WHERE url IN (\(list))"]
    for kind in try store.registry.kinds {
      for property in kind.properties where property.type == .url {
        owners.append(
          "SELECT id << 2 FROM \(kind.name.quoted) WHERE \(property.name.quoted) IN (\(list))")
      }
    }
    var ids: [Int64] = []
    try store.db.query(
      """
      SELECT hit FROM (\(owners.joined(separator: " UNION ALL ")))
       WHERE 1\(conditions.and(on: "hit"))
      """
    ) { ids.append($0.int64(at: 0)) }
    return ids
  }

  /// Texts as a list of SQL.
  static func list(_ texts: [String]) -> String {
    texts.map(\.quotedText).joined(separator: ", ")
  }
}
