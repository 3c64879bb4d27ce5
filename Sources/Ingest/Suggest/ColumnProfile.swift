internal import KnowledgeBase
internal import Tabular

/// What the first rows of a file hold in one column.
struct ColumnProfile {
  let header: String
  /// Cells that are not blank.
  private(set) var filled = 0
  /// The first different words, in order of appearance.
  private(set) var words: [String] = []
  /// No two cells hold the same.
  private(set) var isDistinct = true
  /// Characters in the longest cell.
  private(set) var longest = 0
  private var separators: [Character: Int] = [:]
  private var seen: Set<String> = []

  /// How many different words are kept.
  static let wordLimit = 40

  init(header: String) { self.header = header }

  mutating func take(_ text: String) {
    filled += 1
    longest = max(longest, text.count)
    for mark in ";,、；，" where text.contains(mark) { separators[mark, default: 0] += 1 }
    guard seen.insert(text).inserted else {
      isDistinct = false
      return
    }
    if words.count < Self.wordLimit { words.append(text) }
  }

  /// How many different words there are.
  var distinct: Int { seen.count }

  /// The character that separates several values in a cell; nil when few cells have one, or what it
  /// separates is long: then it is punctuation.
  var separator: Character? {
    guard longest < 400, let most = separators.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }),
      most.value * 50 >= filled
    else { return nil }
    return most.key
  }

  /// The values of the words, apart.
  var values: [String] {
    guard let separator else { return words }
    return words.flatMap { $0.split(separator: separator) }.map { ValueParser.trim(String($0)) }
  }

  /// The order of day, month and year in which all words are dates; nil when they are none, or the
  /// order cannot be seen in them.
  var dateOrder: DateOrder? {
    let words = words.filter { !CellHint.isUnknown($0) }
    let orders = DateOrder.allCases.filter { order in words.allSatisfy { order.date($0) != nil } }
    return words.isEmpty ? nil : orders.contains(.ymd) ? .ymd : orders.count == 1 ? orders[0] : nil
  }

  /// Words by which the author says that it is not known.
  var unknownWords: [String] { words.filter(CellHint.isUnknown) }

  /// What begins the fraction of the numbers; nil when they do not tell.
  var decimalMark: DecimalMark? {
    let marks = Set(words.map(DecimalMark.possible).filter { $0.count == 1 })
    return marks.count == 1 ? marks.first?.first : nil
  }

  /// Whether all words that say something are dates in one order or another.
  var holdsDates: Bool {
    let words = words.filter { !CellHint.isUnknown($0) }
    return !words.isEmpty
      && words.allSatisfy { word in DateOrder.allCases.contains { $0.date(word) != nil } }
  }

  /// Some of what it holds, for a comment of one line.
  var examples: String {
    words.prefix(3).map { word in
      let line = word.split { $0.isNewline }.joined(separator: " ")
      return line.count > 40 ? line.prefix(40) + "…" : line
    }.joined(separator: " | ")
  }
}

extension ColumnProfile {
  /// Profiles of the columns of a file.
  ///
  /// - Returns: the columns, how many rows were looked at, and the totals and footnotes among the rows
  ///   that were not, by their first word and its column.
  static func read(
    _ file: InputFile, _ table: TableFile.Options, rows limit: Int = 1000
  ) throws -> (
    columns: [ColumnProfile], rows: Int, summaries: [(column: Int, word: String)]
  ) {
    let reader = try file.open(table)
    var columns = reader.header.map(ColumnProfile.init)
    var rows = 0
    var summaries: [(column: Int, word: String)] = []
    while rows < limit, try reader.nextWellFormed() {
      guard let at = columns.indices.first(where: { reader.cell($0) != nil }),
        let first = reader.cell(at)
      else { continue }
      guard !SummaryRow.isMeant(by: first) else {
        summaries.append((at, first))
        continue
      }
      rows += 1
      for at in columns.indices {
        if let text = reader.cell(at) { columns[at].take(text) }
      }
    }
    return (columns, rows, summaries)
  }
}
