internal import KnowledgeBase
internal import Tabular

/// Rows whose name names none of them ("Anonymized System"): each is an entity of its own, told apart
/// by some columns and, among rows equal in these, by its number. Both are kept as an identifier, so
/// that the same file finds the same entities again.
final class NamelessRows {
  /// The scheme of the identifiers: the mapping's name.
  let scheme: String
  /// The identifier of the row taken last; nil when that row has a name.
  private(set) var current: String?

  private let words: Set<String>
  private let columns: [Int]
  private let context: IngestContext
  /// How many rows so far had these values.
  private var counts: [String: Int] = [:]
  private var met: Set<String> = []
  private var new: [(id: Int64, value: String)] = []

  init(
    _ spec: Mapping.Nameless, scheme: String, _ context: IngestContext, _ header: Header
  ) {
    self.scheme = scheme
    self.context = context
    words = spec.words
    columns = spec.headers.compactMap { header[$0] }
  }

  /// Whether a name is none.
  func isMeant(by name: String) -> Bool {
    if words.contains(name) { return true }
    current = nil
    return false
  }

  /// The entity of the row; nil when it is new.
  func match(_ row: CSVReader, _ name: String) throws -> NameResolver.Match? {
    let values = ([name] + columns.map { row.cell($0) ?? "" }).joined(separator: Self.bar)
    counts[values, default: 0] += 1
    let number = counts[values] ?? 1
    let value = number == 1 ? values : "\(values)\(Self.bar)#\(number)"
    current = value
    met.insert(value)
    return try context.writer.entity(identifier: value, scheme: scheme)
  }

  /// A key made of the name and what tells the row apart.
  func key(_ name: String, kind: Kind) throws -> String {
    let base = Key.slug(name) ?? kind.name
    let value = current ?? name
    let short = "\(base)-\(Key.digest(value))"
    if try context.writer.entities.find(short) == nil { return short }
    return "\(base)-\(Key.digest(value, digits: 16))"
  }

  /// The current row made this entity.
  func added(_ id: Int64) {
    if let current { new.append((id, current)) }
  }

  /// Another vintage of the file: an entity that no row is any more may be one that is new, with a
  /// figure revised. The pairs that agree in most columns are noted for the user.
  func finish() throws {
    guard !new.isEmpty else { return }
    var gone = try context.writer.identifiers(of: scheme).filter { !met.contains($0.value) }
    for (id, value) in new where !gone.isEmpty {
      let parts = value.split(separator: Self.bar, omittingEmptySubsequences: false)
      let shares = gone.map { old in
        let others = old.value.split(separator: Self.bar, omittingEmptySubsequences: false)
        return Double(zip(parts, others).count { $0 == $1 }) / Double(max(1, columns.count + 1))
      }
      guard let best = shares.max(), best > 0.5, let at = shares.firstIndex(of: best) else {
        continue
      }
      try context.writer.reviews.propose(id, row: gone[at].entity, agreeing: min(best, 0.95))
      gone.remove(at: at)
    }
  }

  private static let bar = " | "
}
