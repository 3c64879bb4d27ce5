/// The widths of a table's columns, in terminal cells.
struct TableLayout {
  /// Cells between two columns.
  static let gutter = 2
  /// A column of text is cut down to this before a line is allowed to be too long.
  private static let narrowest = 4

  let widths: [Int]

  /// - Parameters:
  ///   - columns: what stands in each column, as far as it is known: its header and its cells.
  ///   - limit: width of the terminal; nil makes each column as wide as its widest cell.
  init(columns: [[TableCell]], limit: Int?) {
    let natural = columns.map { $0.lazy.map(\.width).max() ?? 0 }
    guard let limit else {
      widths = natural
      return
    }
    let available = limit - Self.gutter * max(0, columns.count - 1)
    // A number that is cut is a wrong number, so columns of numbers keep their width.
    let least = columns.indices.map { column in
      let numbers = columns[column].lazy.filter(\.isNumber).map(\.width).max() ?? 0
      return max(numbers, min(natural[column], Self.narrowest))
    }
    widths = Self.fit(natural, least: least, in: available)
  }

  /// Narrows the widest columns to one common width, so that the others stay whole.
  private static func fit(_ natural: [Int], least: [Int], in available: Int) -> [Int] {
    func capped(_ cap: Int) -> [Int] { zip(natural, least).map { max($1, min($0, cap)) } }

    guard natural.reduce(0, +) > available else { return natural }
    // The largest cap that fits, by bisection.
    var fits = 0
    var tooWide = natural.max() ?? 0
    while tooWide - fits > 1 {
      let middle = (fits + tooWide) / 2
      if capped(middle).reduce(0, +) <= available { fits = middle } else { tooWide = middle }
    }
    var widths = capped(fits)
    // What is left is less than one cell for each column that was narrowed.
    var spare = available - widths.reduce(0, +)
    for column in widths.indices where spare > 0 && widths[column] < natural[column] {
      widths[column] += 1
      spare -= 1
    }
    return widths
  }
}
