internal import KnowledgeBase
internal import Tabular

/// What is common to all citations of a row.
struct MappedCitation {
  private let basis: String?
  private let cells: [(attribute: Mapping.RowCitation.Attribute, cell: MappedCell)]

  init(
    _ spec: Mapping.RowCitation,
    columns: [(attribute: Mapping.RowCitation.Attribute, cell: Mapping.Cell)] = [],
    in header: Header
  ) {
    basis = spec.basis
    cells = (spec.cells + columns).compactMap { attribute, cell in
      MappedCell(cell, in: header).map { (attribute, $0) }
    }
  }

  func detail(_ row: CSVReader) throws -> CitationDetail {
    var detail = CitationDetail()
    detail.basis = basis
    for (attribute, cell) in cells {
      switch attribute {
      case .confidence: detail.confidence = try cell.text(row)
      case .locator: detail.locator = try cell.text(row)
      case .quote: detail.quote = try cell.text(row)
      case .asOf: detail.asOf = try cell.date(row)
      }
    }
    return detail
  }
}
