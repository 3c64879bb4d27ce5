package import KnowledgeBase

extension Mapping {
  /// A column, and how its cells are read.
  package struct Cell: Sendable {
    package let header: String
    /// Cells hold several values with this between them; joined with "; " without duplicates.
    package var separator: Character?
    /// From the source's words to ours.
    package var values: [String: String] = [:]
    /// Words that say nothing.
    package var blank: Set<String> = []
    /// Words by which the source says that it is not known.
    package var unknown: Set<String> = []
    /// What a number is multiplied by.
    package var factor: DecimalNumber?
    /// How dates are written.
    package var dates = DateOrder.ymd
    /// What begins the fraction of numbers.
    package var decimal = DecimalMark.point
    /// Only what comes behind this.
    package var after: String?
    /// Only what comes before this.
    package var before: String?
    /// Only the web addresses, one to a line.
    package var onlyLinks = false
    /// Markdown links count as their text.
    package var isPlain = false

    package init(header: String) { self.header = header }
  }

  /// A column that names an entity.
  package struct Reference: Sendable {
    /// What the cell holds.
    package enum Identity: Sendable {
      case name
      /// An external identifier of this scheme.
      case identifier(String)
      /// The value of a property that no other entity of the kind has.
      case property(String)
    }

    package let cell: Cell
    package var identity = Identity.name
    /// The kind a new entity gets; nil where it is only looked up by an identifier.
    package var kind: String?
    /// Other kinds, by a word in the name ("University" → institution).
    package var kindByWord: [(word: String, kind: String)] = []
    /// Whether an unknown name makes a new entity; otherwise it is an error.
    package var creates = false
    /// Words that are no entity.
    package var skip: Set<String> = []
    /// From the source's words to the names that are meant.
    package var names: [String: String] = [:]

    /// The kind of a new entity of this name.
    package func kind(for name: String) -> String? {
      let words = Set(name.split { !$0.isLetter }.map(String.init))
      // Chinese writes no spaces: 清华大学 holds the word 大学.
      return kindByWord.first {
        words.contains($0.word) || (!$0.word.utf8.allSatisfy { $0 < 128 } && name.contains($0.word))
      }?.kind ?? kind
    }

    /// All kinds it can give.
    package var kinds: Set<String> { Set(kindByWord.map(\.kind) + (kind.map { [$0] } ?? [])) }
  }

  /// Which rows of a file are meant.
  package struct RowFilter: Sendable {
    /// Words one of which a column must hold, by header; "" is blank.
    package var whereHolds: [String: Set<String>] = [:]
    /// Words a column must not hold, by header.
    package var exceptHolds: [String: Set<String>] = [:]
  }

  /// What is common to all citations of a row.
  package struct RowCitation: Sendable {
    /// The words for what a value rests on.
    static let bases = ["reported", "estimated", "derived", "rumoured"]

    /// One of ``bases``.
    package var basis: String?
    package var cells: [(attribute: Attribute, cell: Cell)] = []

    /// An attribute of a citation that a column can give.
    package enum Attribute: String, Sendable, CaseIterable {
      case confidence, locator, quote
      case asOf = "as_of"
    }
  }
}
