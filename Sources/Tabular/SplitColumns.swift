/// Texts too long for a cell of a spreadsheet, which go on in further columns: behind `description`
/// stand `description…2`, `description…3` and so on.
struct SplitColumns {
  /// The columns without the further ones.
  let names: [String]
  /// The places of each column's parts, in order.
  private let parts: [[Int]]

  /// The name of part `number`, from 2, of a column.
  static func name(_ column: String, part number: Int) -> String { "\(column)…\(number)" }

  /// Whether a column is one that another of `header` goes on in.
  static func isFurther(_ name: String, of header: [String]) -> Bool {
    guard let mark = name.lastIndex(of: "…"), let part = Int(name[name.index(after: mark)...])
    else {
      return false
    }
    return part > 1 && header.contains(String(name[..<mark]))
  }

  /// - Returns: nil where no column goes on in another.
  init?(header: [String]) {
    let places = Dictionary(
      header.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var names: [String] = []
    var parts: [[Int]] = []
    var further: Set<String> = []
    for (at, name) in header.enumerated() where !further.contains(name) {
      var own = [at]
      while let next = places[Self.name(name, part: own.count + 1)] {
        own.append(next)
        further.insert(header[next])
      }
      names.append(name)
      parts.append(own)
    }
    guard !further.isEmpty else { return nil }
    self.names = names
    self.parts = parts
  }

  /// The whole texts of a row, without the guard of a spreadsheet.
  func cells(of row: CSVReader) -> [String?] {
    parts.map { places in
      var text: [UInt8] = []
      for place in places { text += ExcelGuard.strip(row.bytes(place)) }
      return text.isEmpty ? nil : String(decoding: text, as: UTF8.self)
    }
  }

  /// Cuts a text into the parts that a cell can hold, at most `limit` UTF-16 units each. No character
  /// is cut in two.
  static func split(_ text: String, limit: Int = SheetRows.textLimit) -> [String] {
    var parts: [String] = []
    var part = String.UnicodeScalarView()
    var units = 0
    for scalar in text.unicodeScalars {
      let width = scalar.utf16.count
      if units + width > limit {
        parts.append(String(part))
        part = String.UnicodeScalarView()
        units = 0
      }
      part.append(scalar)
      units += width
    }
    parts.append(String(part))
    return parts
  }
}
