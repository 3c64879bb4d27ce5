/// What the styles of an OpenDocument spreadsheet say of dates and of hidden sheets, OpenDocument 1.3
/// Part 3, sections 16 and 19. They stand in `styles.xml` and at the beginning of `content.xml`.
final class ODSStyles: XMLHandler {
  /// Sheets of these styles are hidden.
  private(set) var hiddenTables: Set<String> = []
  private var formats: [String: DateFormat] = [:]
  private var dataStyleOfCells: [String: String] = [:]

  private var dateStyle: String?
  private var parts: Set<String> = []
  private var tableStyle: String?

  /// How dates are shown in cells of this style; nil where that is not known.
  func format(ofCells style: String) -> DateFormat? {
    dataStyleOfCells[style].flatMap { formats[$0] }
  }

  func start(_ name: String, _ attributes: XMLAttributes) {
    switch name {
    case "date-style":
      dateStyle = attributes["style:name"]
      parts = []
    case "style":
      guard let style = attributes["style:name"] else { return }
      tableStyle = attributes["style:family"] == "table" ? style : nil
      if let data = attributes["style:data-style-name"] { dataStyleOfCells[style] = data }
    case "table-properties":
      if attributes["table:display"] == "false", let tableStyle { hiddenTables.insert(tableStyle) }
    default: if dateStyle != nil { parts.insert(name) }
    }
  }

  func end(_ name: String) {
    guard name == "date-style", let dateStyle else { return }
    if parts.contains("year"), parts.isDisjoint(with: ["day", "hours", "week-of-year"]) {
      formats[dateStyle] = parts.contains("month") ? .month : .year
    }
    self.dateStyle = nil
  }

  func text(_ utf8: UnsafeBufferPointer<UInt8>) {}
}
