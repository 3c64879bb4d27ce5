/// An entity as far as texts that name it need to know it.
final class NamedEntity {
  let id: Int64
  let key: String
  let kind: String
  /// Names and how each may be written, by folded form (``MentionToken``, joined by spaces).
  let names: [String: NameSpelling]

  init(id: Int64, key: String, kind: String, names: [String: NameSpelling]) {
    self.id = id
    self.key = key
    self.kind = kind
    self.names = names
  }
}

/// How a name has to be written in a text to be taken for a name.
struct NameSpelling {
  /// What a Latin word needs, lest "Meta" be found in "meta" and US in "us".
  enum Capitals: Comparable {
    case any
    /// One capital at least.
    case some
    /// The first letter.
    case first
    /// All letters.
    case all
  }

  var capitals: Capitals
  /// Whether it is the entity's own name, in either language, rather than a further one.
  var isOwn: Bool
  /// The sources that are known to call the entity so.
  var sources: Set<Int64> = []
  /// Whether it holds punctuation that a name in a text does not cross otherwise.
  var hasPunctuation: Bool
  /// One character that stands for a country beside another one: 中 and 美 in 中美.
  var isAbbreviation: Bool

  /// Nil for a name that texts are not searched for: stock-market codes, Latin letters alone.
  ///
  /// - Parameter role: of the further name (``NameWriter/roles``); nil for the entity's own.
  init?(_ name: String, tokens: [MentionToken], role: String?, kind: String) {
    guard let first = tokens.first else { return nil }
    let isLone = tokens.count == 1
    let scalars = name.unicodeScalars
    isOwn = role == nil
    hasPunctuation = tokens.dropFirst().contains { $0.gap == .hard || $0.gap == .sentence }
    isAbbreviation = false
    capitals = .any
    if role == "pinyin" { return nil }
    if role == "code" {
      if isLone, kind == "country", scalars.count == 1, !first.isAlphabetic {
        isAbbreviation = true
        return
      }
      // Tickers and country codes are words of the language, or numbers.
      let hasLetter = scalars.contains { $0.properties.isAlphabetic }
      guard hasLetter, tokens.contains(where: \.hasDigit), name.utf8.count > 3 else { return nil }
    }
    // A number is no name.
    guard scalars.contains(where: \.properties.isAlphabetic) else { return nil }
    guard isLone, first.isAlphabetic else { return }
    if first.text.utf8.count == 1 { return nil }
    // "Lithography" is a concept's name and a word that needs no capital.
    guard kind != "concept", kind != "technology", !first.hasDigit else { return }
    let letters = scalars.filter { $0.properties.isAlphabetic }
    if letters.allSatisfy({ $0.properties.isUppercase }), letters.count <= 4 {
      capitals = .all
    } else if letters.first?.properties.isUppercase ?? false {
      capitals = .first
    } else if letters.contains(where: { $0.properties.isUppercase }) {
      capitals = .some
    }
  }

  /// Of two names with the same form, the one that asks for less.
  func merged(with other: NameSpelling) -> NameSpelling {
    var merged = self
    merged.capitals = min(capitals, other.capitals)
    merged.isOwn = isOwn || other.isOwn
    merged.sources.formUnion(other.sources)
    merged.hasPunctuation = hasPunctuation || other.hasPunctuation
    merged.isAbbreviation = isAbbreviation && other.isAbbreviation
    return merged
  }

  /// Whether a written form has the capitals the name needs.
  func allows(_ written: String) -> Bool {
    if capitals == .any { return true }
    let letters = written.unicodeScalars.filter { $0.properties.isAlphabetic }
    switch capitals {
    case .any: return true
    case .some: return letters.contains { $0.properties.isUppercase }
    case .first: return letters.first?.properties.isUppercase ?? false
    case .all: return letters.allSatisfy { $0.properties.isUppercase }
    }
  }
}
