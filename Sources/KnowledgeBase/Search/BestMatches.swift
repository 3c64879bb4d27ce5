/// The best few of many matches: entities, then what is said about them.
struct BestMatches {
  /// A row of the index and what it ranks by.
  typealias Match = (id: Int64, rank: Double)

  private let capacity: Int
  private var kept: [Match] = []
  /// The least that is still among the best; nil while there are fewer than enough.
  private var least: Match?
  /// How many there were.
  private(set) var count = 0

  /// - Parameter capacity: how many are kept.
  init(_ capacity: Int) { self.capacity = capacity }

  /// Takes a match; of equal rank the one with the smaller id is better.
  mutating func add(_ id: Int64, _ rank: Double) {
    count += 1
    if let least, !Self.isBefore((id, rank), least) { return }
    kept.append((id, rank))
    if kept.count >= 2 * capacity { trim() }
  }

  /// The best, best first.
  mutating func best() -> [Match] {
    trim()
    return kept
  }

  /// Sorting twice as many as are kept now and then costs less than keeping them in order.
  private mutating func trim() {
    kept.sort(by: Self.isBefore)
    guard kept.count > capacity else { return }
    kept.removeLast(kept.count - capacity)
    least = kept.last
  }

  private static func isBefore(_ match: Match, _ other: Match) -> Bool {
    let isEntity = match.id & 3 == 0
    if isEntity != (other.id & 3 == 0) { return isEntity }
    return match.rank != other.rank ? match.rank > other.rank : match.id < other.id
  }
}
