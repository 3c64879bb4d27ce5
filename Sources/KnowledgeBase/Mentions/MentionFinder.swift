/// A name of an entity in a passage.
struct Mention: Hashable {
  let entity: Int64
  /// Its first character, from 1, in code points as SQLite's `substr` counts.
  let start: Int
  /// In code points.
  let length: Int
}

/// Finds what a passage names: longest name first, boundaries right in both scripts, a name that
/// several entities share by its context or not at all.
final class MentionFinder {
  /// A name left out, since nothing told which of several entities it means.
  struct Doubt: Hashable {
    let name: String
    /// Of the entities, in order.
    let keys: [String]
  }

  private let finder: NameFinder
  private let context: NameContext
  /// How often each name was left out.
  private(set) var doubts: [Doubt: Int] = [:]

  init(_ store: Store) throws {
    finder = NameFinder(lexicon: try NameLexicon(store))
    context = try NameContext(store, registry: store.registry)
  }

  /// The mentions in a text of a source, in order.
  func mentions(in text: String, source: Int64) throws -> [Mention] {
    let utf8 = Array(text.utf8)
    let tokens = MentionToken.tokens(of: text, utf8)
    let names = try finder.names(in: tokens, utf8)
    guard !names.isEmpty else { return [] }
    let meanings = try context.meanings(of: names, tokens, source: source)
    var mentions: [Mention] = []
    var (offset, characters) = (0, 0)
    func position(_ end: Int) -> Int {
      // Every byte but those that continue a character begins one.
      for byte in utf8[offset..<end] where byte & 0xC0 != 0x80 { characters += 1 }
      offset = end
      return characters
    }
    for (name, meaning) in zip(names, meanings) {
      guard let meaning else {
        if name.entities.count == 1 { continue }  // a word, not a name
        let written = String(decoding: utf8[name.range], as: UTF8.self)
        doubts[Doubt(name: written, keys: name.entities.map(\.entity.key).sorted()), default: 0] +=
          1
        continue
      }
      // Two names can lie in one character that stands for several (㍿); the first is enough.
      guard name.range.lowerBound >= offset else { continue }
      let start = position(name.range.lowerBound)
      mentions.append(
        Mention(
          entity: meaning.id, start: start + 1, length: position(name.range.upperBound) - start))
    }
    return mentions
  }
}
