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
  /// whatever the case. A word for the kind itself (模型, model name, 公司名称) heads the column of names.
  public func property(forHeader header: String) -> Property? {
    if let exact = property(named: header) { return exact }
    let wanted = Fold.key(header)
    if isNamed(by: wanted) { return Property.common[0] }
    return (Property.common + properties).first { $0.headers.contains { Fold.key($0) == wanted } }
  }

  /// Whether a folded header is a word for what the rows are, or for its name.
  private func isNamed(by header: String) -> Bool {
    func isOwn(_ word: String) -> Bool {
      [name, label.en, label.zh].contains { Fold.key($0) == word }
        || KindWords.name(of: word) == name
    }
    // Folding puts spaces between Chinese characters or none; either way the word is before the ending.
    let base = Self.nameEndings.first { header.hasSuffix($0) }.map { header.dropLast($0.count) }
    return isOwn(header) || base.map { isOwn(Fold.key(String($0))) } ?? false
  }

  private static let nameEndings = [" name", "名称", "名"].map(Fold.key)
}
