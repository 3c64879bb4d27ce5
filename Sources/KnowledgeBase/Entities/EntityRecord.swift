package import SQLite

/// What one row of input says about one entity.
package struct EntityRecord {
  /// One property and its value; never NULL: a blank says nothing.
  package struct Assertion {
    /// The property's name.
    package let column: String
    package let value: Value
    /// Verbatim, where it is not the plain form of the value.
    package let wording: String?
    /// reported, estimated, derived or rumoured, where that is said of this property alone.
    package var basis: String?

    package init(column: String, value: Value, wording: String? = nil) {
      self.column = column
      self.value = value
      self.wording = wording
    }

    /// Whether `held`, the canonical value of the column, says the same more exactly.
    func isVaguer(than held: String?, of column: Property) -> Bool {
      guard let held, let text = value.canonical, text != held else { return false }
      return StatedValue(text, wording, of: column).isVaguer(than: StatedValue(held, of: column))
    }
  }

  package var assertions: [Assertion] = []
  /// Properties whose cells are blank, where a blank takes the value away.
  package var blanks: [String] = []
  /// Whether the row is known to be an edit of what is on record: it takes the place of what was set
  /// by hand, too.
  package var isEdit = false
  /// Withdrawn on this date; nil says nothing.
  package var retired: String?

  package init() {}

  /// Takes a property back.
  package mutating func remove(_ column: String) {
    assertions.removeAll { $0.column == column }
  }

  /// The value of a property.
  package subscript(_ column: String) -> Value? {
    assertions.first { $0.column == column }?.value
  }
}

/// Who says so: a source, and what is common to all it says in one record. A class for the reason
/// that ``Property`` is one.
package final class Attribution: Sendable {
  package let source: SourceRank
  /// Locator, confidence, basis and as-of date of the record.
  package let detail: CitationDetail

  package init(source: SourceRank, detail: CitationDetail = CitationDetail()) {
    self.source = source
    self.detail = detail
  }
}

/// A stored value that a write replaced (or, with `kept`, that stood against another one).
package struct ValueChange: Sendable, Hashable {
  package let key: String
  package let column: String
  package let old: String?
  package let new: String
  /// The new value was kept beside the accepted one as another source's.
  package let kept: Bool

  package init(key: String, column: String, old: String?, new: String, kept: Bool) {
    self.key = key
    self.column = column
    self.old = old
    self.new = new
    self.kept = kept
  }
}
