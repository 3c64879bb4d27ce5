package import KnowledgeBase

/// Says what each column of a published data set means. Read from YAML by ``MappingReader``.
package struct Mapping: Sendable {
  /// How `--map` names it.
  package let name: String
  package let title: String
  /// The kind each row is one of.
  package let kind: String
  /// The source behind every row.
  package let source: Source
  /// The relation whose other end tells namesakes apart: a model's developers.
  package let context: String?
  /// By header; every column of the file must be here or in `ignored`.
  package let columns: [String: Target]
  package let ignored: Set<String>

  /// What a column is.
  package enum Target: Sendable {
    case property(PropertyColumn)
    case relation(RelationColumn)
    /// A further name of the entity, in this language.
    case alias(lang: String, separator: String?)
    /// An attribute of the row's citation.
    case citation(CitationColumn)
  }

  package enum CitationColumn: String, Sendable {
    case confidence, locator
    case asOf = "as_of"
  }

  package struct PropertyColumn: Sendable {
    package let property: String
    /// Cells hold several values with this between them; joined with "; " without duplicates.
    package let separator: String?
    /// From the source's words to ours.
    package let values: [String: String]
    /// Words that mean blank.
    package let blank: Set<String>
  }

  package struct RelationColumn: Sendable {
    package let predicate: String
    /// The row's entity is the object.
    package let isInverse: Bool
    package let separator: String?
    /// The kind a new entity on the other side gets.
    package let kind: String
    /// Other kinds, by a word in the name ("University" → institution).
    package let kindByWord: [(word: String, kind: String)]
    /// Whether an unknown name makes a new entity; otherwise it is an error.
    package let creates: Bool
    /// Names that are no entity.
    package let skip: Set<String>
    /// The column with the relation's quantity, used where the cell holds one name.
    package let quantity: String?
    package let unit: String?

    /// The kind of a new entity of this name.
    package func kind(for name: String) -> String {
      let words = Set(name.split { !$0.isLetter }.map(String.init))
      return kindByWord.first { words.contains($0.word) }?.kind ?? kind
    }
  }
}
