/// How a relation is read from one of its ends.
public enum Direction: String, Sendable, Hashable, CaseIterable {
  /// From the subject to the object.
  case outward = "out"
  /// From the object to the subject.
  case inward = "in"
  /// Either way: the predicate is symmetric.
  case either = "both"

  /// The same relation, read from the other end.
  public var reversed: Direction {
    switch self {
    case .outward: .inward
    case .inward: .outward
    case .either: .either
    }
  }
}

extension Predicate {
  /// How a relation is read from its subject (`isForward`) or its object.
  func direction(isForward: Bool) -> Direction {
    isSymmetric ? .either : isForward ? .outward : .inward
  }
}
