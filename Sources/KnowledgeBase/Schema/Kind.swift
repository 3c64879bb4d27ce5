/// A word in both languages.
public struct Label: Sendable, Hashable {
  /// English.
  public let en: String
  /// Simplified Chinese.
  public let zh: String

  /// A word and its translation.
  public init(en: String, zh: String) {
    self.en = en
    self.zh = zh
  }
}

/// A kind of entity: its typed table, its view and its columns.
public struct Kind: Sendable {
  /// The typed table, e.g. "model".
  public let name: String
  /// The view and the CSV file, e.g. "models".
  public let plural: String
  /// Order in listings.
  public let position: Int
  /// What people call it.
  public let label: Label
  /// Comes with the program; else a user added it.
  public let isBuiltin: Bool
  /// Stored properties in the order of their columns, without the common ones.
  public internal(set) var properties: [Property] = []
  /// Read-only columns of the view.
  public internal(set) var derived: [DerivedColumn] = []

  /// The property of this name, the common ones (`name`, `name_zh` …) included.
  public func property(named name: String) -> Property? {
    Property.common.first { $0.name == name } ?? properties.first { $0.name == name }
  }

  /// The property a CSV header means: its name, its label in either language or a synonym,
  /// whatever the case. The word for the kind itself (模型) heads the column of names.
  public func property(forHeader header: String) -> Property? {
    if let exact = property(named: header) { return exact }
    let wanted = Fold.key(header)
    if [name, label.en, label.zh].contains(where: { Fold.key($0) == wanted }) {
      return Property.common[0]
    }
    return (Property.common + properties).first { $0.headers.contains { Fold.key($0) == wanted } }
  }
}
