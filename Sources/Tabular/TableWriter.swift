/// Lays rows out in aligned columns under an underlined header.
///
/// The first rows are held back to choose the widths by; from then on rows are written as they come,
/// so that memory does not grow with the table.
struct TableWriter {
  /// How many rows the widths are chosen by.
  static let heldRows = 1000

  private let header: [TableCell]
  private let limit: Int?
  private var row: [TableCell] = []
  private var held: [[TableCell]] = []
  private var widths: [Int]?

  /// - Parameter limit: width of the terminal in cells, to which long texts are cut.
  init(columns: [String], limit: Int?) {
    header = columns.map { TableCell($0) }
    self.limit = limit
  }

  mutating func append(_ cell: TableCell) { row.append(cell) }

  mutating func endRow(to sink: ByteSink) throws(SinkError) {
    defer { row.removeAll(keepingCapacity: true) }
    if let widths { return try write(row, widths, to: sink) }
    held.append(row)
    if held.count == Self.heldRows { try writeHeld(to: sink) }
  }

  mutating func finish(to sink: ByteSink) throws(SinkError) {
    if widths == nil { try writeHeld(to: sink) }
  }

  private mutating func writeHeld(to sink: ByteSink) throws(SinkError) {
    let columns = header.indices.map { column in held.map { $0[column] } }
    let widths = TableLayout(columns: zip(header, columns).map { [$0] + $1 }, limit: limit).widths
    self.widths = widths

    let titles = header.indices.map { column in
      TableCell(header[column].text, isNumber: Self.holdsNumbers(columns[column]))
    }
    try write(titles, widths, to: sink)
    try write(widths.map { TableCell(String(repeating: "─", count: $0)) }, widths, to: sink)
    for row in held { try write(row, widths, to: sink) }
    held = []
  }

  private static func holdsNumbers(_ cells: [TableCell]) -> Bool {
    cells.contains { $0.isNumber } && cells.allSatisfy { $0.isNumber || $0.text.isEmpty }
  }

  private func write(
    _ cells: [TableCell], _ widths: [Int], to sink: ByteSink
  ) throws(SinkError) {
    // Spaces are owed, and paid only when something follows: no line ends in one.
    var spaces = 0
    for (column, cell) in cells.enumerated() {
      let shown = fitted(cell, to: widths[column])
      let fill = max(0, widths[column] - shown.width)
      if column > 0 { spaces += TableLayout.gutter }
      if shown.isNumber { spaces += fill }
      if !shown.text.isEmpty {
        for _ in 0..<spaces { try sink.write(UInt8(ascii: " ")) }
        spaces = 0
        try sink.write(shown.text)
      }
      if !shown.isNumber { spaces += fill }
    }
    try sink.write(UInt8(ascii: "\n"))
  }

  private func fitted(_ cell: TableCell, to width: Int) -> TableCell {
    guard limit != nil, !cell.isNumber, cell.width > width else { return cell }
    return TableCell(DisplayWidth.cut(cell.text, to: width))
  }
}
