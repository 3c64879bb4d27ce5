internal import Messages
internal import SQLite
internal import Synchronization

/// The functions that ad-hoc SQL has besides SQLite's own, on one connection; nothing of them is in
/// the file.
struct SQLSurface {
  /// Adds them to the connection of `store`, which owns them from then on.
  ///
  /// - Parameter work: notes when one of them is at work.
  static func install(on store: Store, work: InternalWork) throws(SQLiteError) {
    try addScalarFunctions(to: store)
    let calls = FunctionCalls(store, work)
    try addNeighbors(to: store, calls)
    try addReach(to: store, calls)
    try addPath(to: store, calls)
    try addSearch(to: store, calls)
  }
}

/// Notes when a function of ours is at work: what it asks the database for is not the user's SQL, and
/// may do what that may not (one snapshot by BEGIN and COMMIT).
final class InternalWork: Sendable {
  private let depth = Atomic<Int>(0)

  /// Whether a function is at work.
  var isUnderWay: Bool { depth.load(ordering: .relaxed) > 0 }

  /// Runs the work of a function.
  func during<R>(_ body: () throws -> R) rethrows -> R {
    depth.add(1, ordering: .relaxed)
    defer { depth.subtract(1, ordering: .relaxed) }
    return try body()
  }
}

/// What the calls of one connection's functions share.
final class FunctionCalls {
  /// Unowned: the store owns the connection, and that its functions.
  unowned let store: Store
  private let work: InternalWork

  init(_ store: Store, _ work: InternalWork) {
    self.store = store
    self.work = work
  }

  /// Runs the work of a function.
  func during<R>(_ body: (Store) throws -> R) rethrows -> R {
    try work.during { try body(store) }
  }

  /// The row id of the entity that an argument means: its key, else whatever else ``Store/entity(_:)``
  /// understands.
  ///
  /// - Throws: ``KnowledgeBaseError/unknown(what:name:nearest:listed:)`` and
  ///   ``KnowledgeBaseError/ambiguous(name:keys:)``.
  func entity(_ argument: Value) throws -> EntityReference? {
    guard let text = try text(argument, Message("an entity", "实体")) else { return nil }
    return try during { store in
      // By far the most frequent: the key, out of a join.
      try store.db.first(
        "SELECT e.id, e.key, e.kind, e.name, e.name_zh FROM entity e WHERE e.key = ?",
        [.text(text)], EntityReference.init(row:)) ?? store.entity(text)
    }
  }

  /// An argument that must be text; nil for NULL.
  func text(_ argument: Value, _ what: Message) throws -> String? {
    if argument.isNull { return nil }
    guard let text = argument.string else {
      throw KnowledgeBaseError.invalid(
        what + Message(" is named by text, not by a number or a blob", "须以文本指明，不能用数字或 blob"))
    }
    return text
  }
}
