/// Which columns of a table are shown, and their widths in terminal cells.
struct TableLayout {
  /// Cells between two columns.
  static let gutter = 2
  /// A text is cut down to this before a column is left out: names and keys can still be told.
  private static let narrowest = 10
  /// The first columns say what a row is: their texts are cut later.
  private static let narrowestName = 24
  /// And to this where the terminal has no room for the fewest columns.
  private static let start = 4
  /// So many columns are shown whatever happens: what the row is, and what was asked of it.
  private static let fewest = 2

  /// Places of the columns shown, in order.
  let shown: [Int]
  /// The width of each of them.
  let widths: [Int]

  /// - Parameters:
  ///   - columns: what stands in each column, as far as it is known: its header and its cells.
  ///   - limit: width of the terminal; nil makes each column as wide as its widest cell.
  init(columns: [[TableCell]], limit: Int?) {
    let natural = columns.map { $0.lazy.map(\.width).max() ?? 0 }
    guard let limit else {
      (shown, widths) = (Array(columns.indices), natural)
      return
    }
    // A number that is cut is a wrong number, so columns of numbers keep their width.
    let numbers = columns.map { $0.lazy.filter(\.isNumber).map(\.width).max() ?? 0 }
    func least(_ column: Int, _ text: Int) -> Int {
      max(numbers[column], min(natural[column], text))
    }
    func narrowest(_ column: Int) -> Int {
      column < Self.fewest ? Self.narrowestName : Self.narrowest
    }
    func available(_ kept: [Int]) -> Int { limit - Self.gutter * max(0, kept.count - 1) }
    func isTooWide(_ kept: [Int]) -> Bool {
      kept.reduce(0) { $0 + least($1, narrowest($1)) } > available(kept)
    }
    var kept = Array(columns.indices)
    // First go the columns without anything in them, then those on the right.
    let empty = Set(columns.indices.filter { columns[$0].dropFirst().allSatisfy(\.text.isEmpty) })
    for candidates in [kept.filter(empty.contains), kept] {
      for column in candidates.reversed() where kept.count > Self.fewest && isTooWide(kept) {
        guard let place = kept.firstIndex(of: column), place >= Self.fewest else { continue }
        kept.remove(at: place)
      }
    }
    shown = kept
    let isTight = isTooWide(kept)
    widths = Self.fit(
      kept.map { natural[$0] },
      least: kept.map { least($0, isTight ? Self.start : narrowest($0)) }, in: available(kept))
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
