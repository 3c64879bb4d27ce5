internal import KnowledgeBase
internal import Messages
internal import Tabular

/// Settles, column by column, whether a file writes the day or the month first: one number above 12
/// decides for the whole column.
struct DateColumns {
  /// What a column of dates such as 9/30/2025 shows.
  private struct Evidence {
    /// A date whose first number can only be a day.
    var dayFirst: String?
    /// A date whose second number can only be a day.
    var monthFirst: String?
  }

  private var evidence: [Int: Evidence] = [:]

  /// Reads the whole file.
  init(_ file: InputFile, _ table: TableFile.Options) throws {
    let reader = try file.open(table)
    while try reader.nextWellFormed() {
      for column in 0..<reader.fieldCount {
        let bytes = reader.content(column)
        // 1/1/24 to 12/31/2025 with a time of day.
        guard (6...24).contains(bytes.count), let text = reader.cell(column),
          text.first?.isNumber ?? false, DateOrder.isOpen(text)
        else { continue }
        let isMonthFirst = DateOrder.mdy.date(text) != nil
        let isDayFirst = DateOrder.dmy.date(text) != nil
        if isMonthFirst != isDayFirst {
          if isMonthFirst {
            evidence[column, default: Evidence()].monthFirst = text
          } else {
            evidence[column, default: Evidence()].dayFirst = text
          }
        }
      }
    }
  }

  /// The order of a column, and the date that shows it.
  ///
  /// - Throws: `RowProblem` when no date shows it, or dates contradict each other.
  func order(of column: Int) throws -> (order: DateOrder, because: String) {
    let seen = evidence[column] ?? Evidence()
    switch (seen.monthFirst, seen.dayFirst) {
    case (let text?, nil): return (.mdy, text)
    case (nil, let text?): return (.dmy, text)
    case (let one?, let other?):
      throw RowProblem(
        column: column,
        reason: Message(
          "the column has dates of both orders, \(one) and \(other); say which with --dates mdy or "
            + "--dates dmy, and correct the others",
          "该列的日期有两种次序：\(one) 与 \(other)；请用 --dates mdy 或 --dates dmy 指明，并更正其余的"))
    case (nil, nil):
      throw RowProblem(
        column: column,
        reason: Message(
          "no date of the column tells day from month; say --dates mdy or --dates dmy",
          "该列没有能区分日与月的日期；请用 --dates mdy 或 --dates dmy 指明"))
    }
  }
}
