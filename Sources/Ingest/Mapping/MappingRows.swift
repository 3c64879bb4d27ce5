extension Mapping {
  /// One pass over a file: which rows it takes and what they are.
  package struct Reading: Sendable {
    package let filter: RowFilter
    package let rows: Rows
    package let citation: RowCitation

    /// The columns it reads.
    package var headers: [String] {
      Array(filter.whereHolds.keys) + filter.exceptHolds.keys + citation.cells.map(\.cell.header)
        + rows.cells.map(\.header)
    }
  }

  /// What the rows of a reading are.
  package enum Rows: Sendable {
    case entities(EntityRows)
    case relations(RelationRows)
    case figures(FigureRows)

    var cells: [Cell] {
      switch self {
      case .entities(let rows): rows.cells
      case .relations(let rows): rows.cells
      case .figures(let rows): rows.cells
      }
    }
  }

  // MARK: Entities

  /// Each row is one entity.
  package struct EntityRows: Sendable {
    package let kind: String
    /// The relation whose other end tells apart what has another spelling of a name: a model's
    /// developers.
    package var context: String?
    /// It also tells apart what has the same name letter for letter. Not so with models: one source
    /// says Microsoft, the next Microsoft Research.
    package var hasNamesakes = false
    /// Values every row has, by property.
    package var constants: [(property: String, text: String)] = []
    package var properties: [PropertyColumn] = []
    package var relations: [RelationColumn] = []
    package var aliases: [(cell: Cell, lang: String)] = []
    package var identifiers: [(cell: Cell, scheme: String)] = []
    package var figures: [FigureColumn] = []
    package var citations: [(attribute: RowCitation.Attribute, cell: Cell)] = []
    package var nameless: Nameless?

    package init(kind: String) { self.kind = kind }

    var cells: [Cell] {
      properties.flatMap(\.cells) + relations.flatMap(\.cells) + aliases.map(\.cell)
        + identifiers.map(\.cell) + figures.flatMap(\.cells) + citations.map(\.cell)
        + (nameless?.headers ?? []).map(Cell.init)
    }

    /// The columns that can say which entity a row is.
    var identifying: [String] {
      properties.filter { $0.property == "name" || $0.isKey }.map(\.cell.header)
        + identifiers.map(\.cell.header)
    }
  }

  /// Rows whose name is none: what tells them apart.
  package struct Nameless: Sendable {
    package let words: Set<String>
    /// The columns, by header.
    package let headers: [String]
  }

  package struct PropertyColumn: Sendable {
    package let property: String
    package let cell: Cell
    /// The entity on record with this value is the one that is meant.
    package let isKey: Bool
    /// The column that says on what basis the source gives the value: its words and ours.
    package var basis: Cell?

    var cells: [Cell] { [cell] + [basis].compactMap(\.self) }
  }

  package struct RelationColumn: Sendable {
    package let reference: Reference
    package let predicate: String
    /// The row's entity is the object.
    package let isInverse: Bool
    /// The relation's quantity, used where the cell holds one name.
    package let quantity: Cell?
    package let unit: String?
    package let validFrom: Cell?
    package let validTo: Cell?

    var cells: [Cell] { [reference.cell] + [quantity, validFrom, validTo].compactMap { $0 } }
  }

  /// A figure about the row's entity.
  package struct FigureColumn: Sendable {
    package let measure: Measure
    package let date: Cell
    /// Where in the source, besides what the row's citation says.
    package let locator: Cell?

    var cells: [Cell] { measure.cells + [date] + (locator.map { [$0] } ?? []) }
  }

  // MARK: Relations

  /// Each row is one relation.
  package struct RelationRows: Sendable {
    package let subject: Reference
    package let predicate: String
    package let object: Reference
    /// By kind of the subject; "" is any kind.
    package var qualifiers: [String: String] = [:]
    package var validFrom: Cell?
    /// The columns of a relation besides its identity, by name.
    package var details: [(column: String, cell: Cell)] = []
    package var unit: String?

    var cells: [Cell] {
      [subject.cell, object.cell] + (validFrom.map { [$0] } ?? []) + details.map(\.cell)
    }
  }

  // MARK: Figures

  /// Each row is one figure of each measure.
  package struct FigureRows: Sendable {
    package let subject: Reference
    package let object: Reference?
    package let date: Cell
    package let until: Cell?
    package let condition: Cell?
    package let note: Cell?
    package let measures: [Measure]

    var cells: [Cell] {
      [subject.cell, date] + [object?.cell, until, condition, note].compactMap { $0 }
        + measures.flatMap(\.cells)
    }
  }

  /// What is measured, and the columns with the number.
  package struct Measure: Sendable {
    package let name: String
    /// value, and perhaps low and high.
    package let numbers: [(column: String, cell: Cell)]
    /// unit, currency and basis, where given.
    package let constants: [(column: String, text: String)]

    var cells: [Cell] { numbers.map(\.cell) }
  }
}
