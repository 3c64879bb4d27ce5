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
  private var layout: TableLayout?

  /// - Parameter limit: width of the terminal in cells, to which long texts are cut.
  init(columns: [String], limit: Int?) {
    header = columns.map { TableCell($0) }
    self.limit = limit
  }

  mutating func append(_ cell: TableCell) { row.append(cell) }

  mutating func endRow(to sink: ByteSink) throws(SinkError) {
    defer { row.removeAll(keepingCapacity: true) }
    if let layout { return try write(row, layout, to: sink) }
    held.append(row)
    if held.count == Self.heldRows { try writeHeld(to: sink) }
  }

  mutating func finish(to sink: ByteSink) throws(SinkError) {
    if layout == nil { try writeHeld(to: sink) }
  }

  /// Names of the columns that the terminal has no room for; none before the first rows are written.
  var hidden: [String] {
    guard let layout else { return [] }
    return header.indices.filter { !layout.shown.contains($0) }.map { header[$0].text }
  }

  private mutating func writeHeld(to sink: ByteSink) throws(SinkError) {
    let columns = header.indices.map { column in held.map { $0[column] } }
    let layout = TableLayout(columns: zip(header, columns).map { [$0] + $1 }, limit: limit)
    self.layout = layout

    let titles = header.indices.map { column in
      TableCell(header[column].text, isNumber: Self.holdsNumbers(columns[column]))
    }
    try write(titles, layout, to: sink)
    var rule = titles
    for (column, width) in zip(layout.shown, layout.widths) {
      rule[column] = TableCell(String(repeating: "─", count: width))
    }
    try write(rule, layout, to: sink)
    for row in held { try write(row, layout, to: sink) }
    held = []
  }

  private static func holdsNumbers(_ cells: [TableCell]) -> Bool {
    cells.contains { $0.isNumber } && cells.allSatisfy { $0.isNumber || $0.text.isEmpty }
  }

  private func write(
    _ cells: [TableCell], _ layout: TableLayout, to sink: ByteSink
  ) throws(SinkError) {
    // Spaces are owed, and paid only when something follows: no line ends in one.
    var spaces = 0
    for (place, (column, width)) in zip(layout.shown, layout.widths).enumerated() {
      let shown = fitted(cells[column], to: width)
      let fill = max(0, width - shown.width)
      if place > 0 { spaces += TableLayout.gutter }
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
