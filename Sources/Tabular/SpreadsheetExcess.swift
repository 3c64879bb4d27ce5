/// What a spreadsheet cannot hold, as far as it was met while rows were written for one
/// <https://support.microsoft.com/en-us/office/excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3>.
package struct SpreadsheetExcess: Sendable, Hashable {
  /// Texts of more than 32,767 characters (UTF-16 units).
  package private(set) var longTexts = 0
  /// The row, from 1, of the first of them, what its first column says, and its column.
  package private(set) var first: (row: Int, key: String, column: String)?
  /// Rows behind the 1,048,576 of a sheet, the header being one of them.
  package internal(set) var furtherRows = 0
  /// The text in the first column of the row that is being written.
  private var key: [UInt8] = []

  /// Rows of a sheet besides the header.
  package static let rowLimit = SheetRows.rowLimit - 1
  /// UTF-16 units of a text.
  package static let textLimit = SheetRows.textLimit

  package var isEmpty: Bool { longTexts == 0 && furtherRows == 0 }

  init() {}

  /// Looks at a text that is written.
  mutating func note(
    _ text: UnsafeBufferPointer<UInt8>, at column: Int, row: Int, _ names: [String]
  ) {
    if column == 0 {
      key.removeAll(keepingCapacity: true)
      key.append(contentsOf: text.prefix(200))
    }
    guard text.count > Self.textLimit, Self.isLong(String(decoding: text, as: UTF8.self)) else {
      return
    }
    longTexts += 1
    if first == nil { first = (row, String(decoding: key, as: UTF8.self), names[column]) }
  }

  /// Whether a cell cannot hold a text.
  package static func isLong(_ text: String) -> Bool {
    text.utf8.count > textLimit && text.utf16.count > textLimit
  }

  package static func == (a: Self, b: Self) -> Bool {
    (a.longTexts, a.furtherRows, a.first?.row) == (b.longTexts, b.furtherRows, b.first?.row)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(longTexts)
    hasher.combine(furtherRows)
  }
}
