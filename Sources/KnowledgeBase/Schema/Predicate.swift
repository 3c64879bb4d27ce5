/// A kind of relation. A class for the reason that ``Property`` is one.
public final class Predicate: Sendable {
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
  public let pairs: Set<Pair>

  init(
    id: Int64, name: String, inverse: String, isSymmetric: Bool, isSupply: Bool, label: Label,
    inverseLabel: Label, pairs: Set<Pair>
  ) {
    self.id = id
    self.name = name
    self.inverse = inverse
    self.isSymmetric = isSymmetric
    self.isSupply = isSupply
    self.label = label
    self.inverseLabel = inverseLabel
    self.pairs = pairs
  }

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

extension Predicate: Hashable {
  /// Whether both are the same predicate with the same meaning.
  public static func == (a: Predicate, b: Predicate) -> Bool {
    a.id == b.id && a.name == b.name && a.inverse == b.inverse && a.isSymmetric == b.isSymmetric
      && a.isSupply == b.isSupply && a.label == b.label && a.inverseLabel == b.inverseLabel
      && a.pairs == b.pairs
  }

  /// By name.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
