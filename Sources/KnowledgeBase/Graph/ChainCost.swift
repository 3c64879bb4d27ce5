internal import Glibc

/// What a chain of relations costs: the less, the more it says. Counted in thousandths.
///
/// - A step costs 1; it costs 3 where the predicate only puts its subject in a class that nearly
///   everything belongs to one of (a country, a type, a list).
/// - Each entity the chain leads through costs, on the way in and again on the way out, half the
///   binary logarithm of how many relations of the same predicate and direction it has: nothing where
///   the step could lead nowhere else, 4 where it could lead to 256.
///
/// So Huawei designs CloudMatrix 384, which competes with GB200 NVL72, designed by Nvidia, costs 3,
/// while two firms headquartered in a country with 100 of them are 12.6 apart. To damp a path by the
/// degrees along it, counted for each kind of relation by itself, is the degree-weighted path count
/// of Himmelstein and Baranzini (2015), with their exponent near one half:
/// https://doi.org/10.1371/journal.pcbi.1004259
struct ChainCost {
  /// Predicates that class their subject, by name.
  static let classing: Set<String> = [
    "country_of_origin", "headquartered_in", "located_in", "jurisdiction", "type_of", "listed_on",
    "concerns",
  ]

  private let classes: Set<Int64>
  /// Places of the predicates in the order of their names: no row id decides what comes first.
  private let places: [Int64: Int]

  init(_ registry: Registry) {
    let sorted = registry.predicates.sorted { $0.name < $1.name }
    places = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($1.id, $0) })
    classes = Set(registry.predicates.filter { Self.classing.contains($0.name) }.map(\.id))
  }

  /// One step along a predicate.
  func step(_ predicate: Int64) -> Int { classes.contains(predicate) ? 3000 : 1000 }

  /// One way into or out of an entity that has `count` such relations.
  func fan(_ count: Int) -> Int { count > 1 ? Int((500 * log2(Double(count))).rounded()) : 0 }

  /// Which of two steps that cost the same comes first: by name, from the subject before from the
  /// object.
  func order(_ group: RelationGraph.Group) -> Int {
    (places[group.predicate] ?? 0) * 2 + (group.direction == .inward ? 1 : 0)
  }
}
