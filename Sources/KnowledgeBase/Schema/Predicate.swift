/// A kind of relation.
public struct Predicate: Sendable, Hashable {
  package let id: Int64
  /// Read from the subject: "develops".
  public let name: String
  /// Read from the object: "developed_by".
  public let inverse: String
  /// Holds both ways; stored once, with the smaller key as subject.
  public let isSymmetric: Bool
  /// Carries a share of what the object needs.
  public let isSupply: Bool
  /// How people read it from the subject.
  public let label: Label
  /// How people read it from the object.
  public let inverseLabel: Label
  /// Which kinds it may join.
  public internal(set) var pairs: Set<Pair> = []

  /// A subject kind and an object kind.
  public struct Pair: Sendable, Hashable {
    /// Name of the subject’s kind.
    public let subject: String
    /// Name of the object’s kind.
    public let object: String

    /// A pair of kinds, by name.
    public init(subject: String, object: String) {
      self.subject = subject
      self.object = object
    }
  }

  /// Kinds that may stand on the object's side.
  public var objectKinds: Set<String> { Set(pairs.map(\.object)) }
  /// Kinds that may stand on the subject's side.
  public var subjectKinds: Set<String> { Set(pairs.map(\.subject)) }

  /// Whether it may join these kinds, in this direction.
  public func joins(_ subject: String, _ object: String) -> Bool {
    pairs.contains(Pair(subject: subject, object: object))
  }
}
