import KnowledgeBase
import Messages

/// Entities as the words of a command line name them.
struct EntityWords {
  let entities: [EntityReference]
  /// What a filter among the words could not see; nil where each entity was named by itself.
  let coverage: Coverage?
}

extension Store {
  /// Whether the words are a kind and conditions on it (`chips designed_by:huawei`) rather than names.
  func isSelection(_ words: [String]) throws -> Bool {
    guard words.count > 1, let kind = try? registry.kind(words[0]) else { return false }
    return try words.dropFirst().contains { try isCondition($0, of: kind) }
  }

  /// The entities that the words select or name, each word a name.
  ///
  /// - Parameters:
  ///   - asOf: a filter looks at this date.
  ///   - accordingTo: a filter looks at what this source says.
  ///   - limit: more than that is an error that says so.
  func entities(
    _ words: [String], asOf: PartialDate?, accordingTo: String?, limit: Int
  ) throws -> EntityWords {
    guard try isSelection(words) else {
      return EntityWords(entities: try words.map { try entity($0) }, coverage: nil)
    }
    let filter = try filter(
      Array(words.dropFirst()), of: registry.kind(words[0]), asOf: asOf, accordingTo: accordingTo)
    let (entities, coverage) = try select(filter)
    guard entities.count <= limit else {
      throw UsageError(
        message: Message(
          "the filter selects \(entities.count); narrow it to \(limit) or fewer, or list them with "
            + "'aikb list'",
          "筛选出 \(entities.count) 个；请收窄到 \(limit) 个以内，或用 'aikb list' 列出"))
    }
    return EntityWords(entities: entities, coverage: coverage)
  }
}
