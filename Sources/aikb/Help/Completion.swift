import ArgumentParser
import KnowledgeBase

/// What the shell offers for a word that is being typed, out of the knowledge base itself.
///
/// Completion must never get in the way: without a knowledge base there is nothing to offer, and no
/// error either.
extension CompletionKind {
  /// Keys and names of entities.
  static let entity = from { store, word in try store.entities(beginning: word) }

  /// Keys of sources.
  static let source = from { store, word in try store.sources(beginning: word) }

  /// Kinds, and the views that every knowledge base has.
  static let kind = from { store, _ in try store.registry.kinds.map(\.plural) + Store.viewNames }

  /// A kind, or an entity.
  static let kindOrEntity = from { store, word in
    try store.registry.kinds.map(\.plural) + store.entities(beginning: word)
  }

  /// Predicates, read from either side.
  static let predicate = from { store, _ in
    try store.registry.predicates.flatMap { [$0.name, $0.inverse] }
  }

  private static func from(
    _ offer: @escaping @Sendable (_ store: Store, _ word: String) throws -> [String]
  ) -> CompletionKind {
    .custom { words, _, word in
      var options = DatabaseOptions()
      options.file = TypedArguments.value(of: "--db", in: words)
      guard let store = try? Store(path: options.path, access: .read) else { return [] }
      return Set((try? offer(store, word)) ?? []).filter { $0.hasPrefix(word) }.sorted()
    }
  }
}
