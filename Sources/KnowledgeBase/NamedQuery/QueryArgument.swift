internal import Messages
internal import SQLite

extension QueryParameter {
  /// What is bound for an argument; an empty one is NULL where the parameter may be left out.
  ///
  /// - Throws: ``KnowledgeBaseError/unknown(what:name:nearest:listed:)`` or
  ///   ``KnowledgeBaseError/ambiguous(name:keys:)`` for an entity, kind, source or word that is not
  ///   there; ``KnowledgeBaseError/invalid(_:)`` for what cannot be read, or is missing.
  func value(_ argument: String?, in store: Store) throws -> Value {
    if argument == "", fallback != .required { return .null }
    if let argument, !argument.isEmpty { return try read(argument, in: store) }
    switch fallback {
    case .null: return .null
    case .value(let text): return try read(text, in: store)
    case .required:
      throw KnowledgeBaseError.invalid(
        Message("the parameter \(name) is missing", "缺少参数 \(name)")
          + (description.map { Message(" (\($0.en) / \($0.zh))", "（\($0.zh)）") })
          + Message("; give it with -p \(name)=…", "；请用 -p \(name)=… 给出"))
    }
  }

  private func read(_ text: String, in store: Store) throws -> Value {
    switch type {
    case .text: return .text(text)
    case .integer:
      guard let number = Int64(text) else {
        throw unreadable(text, Message("a whole number", "整数"))
      }
      return .integer(number)
    case .number:
      guard let number = WrittenNumber(text, unit: nil)?.number.double else {
        throw unreadable(text, Message("a number", "数字"))
      }
      return .real(number)
    case .date:
      guard let date = PartialDate(text) else {
        throw unreadable(
          text,
          Message("a date (2025, 2025-07 or 2025-07-23)", "日期（2025、2025-07 或 2025-07-23）"))
      }
      return .text(date.text)
    case .entity(let kind): return .text(try store.entity(text, ofKind: kind).key)
    case .kind: return .text(try store.registry.kind(text).name)
    case .source: return .text(try store.source(text).key)
    case .choice(let words):
      guard words.contains(text) else {
        let near = Nearest.to(text, among: words)
        throw KnowledgeBaseError.unknown(
          what: Message(verbatim: "\(name)"), name: text, nearest: near.isEmpty ? words : near)
      }
      return .text(text)
    }
  }

  private func unreadable(_ text: String, _ what: Message) -> KnowledgeBaseError {
    .invalid(
      Message("\(name): '\(text)' is not ", "\(name)：'\(text)' 不是") + what)
  }
}

extension Store {
  /// The entity of a kind (of any, when nil) that an argument means: by key, name or ISO code.
  fileprivate func entity(_ text: String, ofKind kind: String?) throws -> EntityReference {
    guard let kind = try kind.map({ try registry.kind($0).name }) else {
      do {
        return try entity(text)
      } catch let error as KnowledgeBaseError {
        // Codes are known in either case, and where no row has them.
        guard case .unknown = error, (2...3).contains(text.utf8.count),
          let found = try? country(text)
        else { throw error }
        return found
      }
    }
    if kind == "country" { return try country(text) }
    do {
      let found = try entity(text)
      if found.kind == kind { return found }
    } catch KnowledgeBaseError.ambiguous {}
    // The name is that of others too; among those of the kind it may mean one.
    let matches = try NameResolver(self).matches(text, kinds: [kind])
    guard let match = matches.first else {
      throw KnowledgeBaseError.unknown(
        what: Message(verbatim: kind), name: text, nearest: [])
    }
    guard matches.count == 1 || (match.isExact && !matches[1].isExact) else {
      throw KnowledgeBaseError.ambiguous(name: text, keys: matches.map(\.key))
    }
    return try entity(match.key)
  }
}
