internal import KnowledgeBase
internal import Messages
internal import Tabular

/// How the columns of a file write dates and numbers: as the user says, else as each column shows. The
/// file is read once more, when the first cell asks for it.
struct ColumnForms {
  /// The file, where it can be read twice.
  private let file: InputFile?
  private let table: TableFile.Options
  /// As the user says.
  private let dates: DateOrder?
  private let decimal: DecimalMark?

  private var dateColumns: DateColumns?
  private var decimalColumns: DecimalColumns?
  /// The order of the columns with dates such as 9/30/2025, and the date that showed it.
  private var orders: [Int: (order: DateOrder, because: String)] = [:]
  private var marks: [Int: (mark: DecimalMark, because: String?)] = [:]

  init(
    _ file: InputFile? = nil, _ table: TableFile.Options = .init(), dates: DateOrder? = nil,
    decimal: DecimalMark? = nil
  ) {
    self.file = file
    self.table = table
    self.dates = dates
    self.decimal = decimal
  }

  /// The order of a date that does not begin with its year.
  ///
  /// - Throws: `RowProblem` when the column does not show it.
  mutating func order(of text: String, _ column: Int) throws -> DateOrder {
    if let dates { return dates }
    guard DateOrder.isOpen(text), let file else { return .ymd }
    if let known = orders[column] { return known.order }
    let columns = try dateColumns ?? DateColumns(file, table)
    dateColumns = columns
    let found = try columns.order(of: column)
    orders[column] = found
    return found.order
  }

  /// What begins the fraction of a number.
  ///
  /// - Parameter delimiter: between the cells of the file. Where it is a comma, a number with a point
  ///   is not questioned: most files have no other.
  /// - Throws: `RowProblem` when the column does not show it.
  mutating func mark(
    of text: String, _ column: Int, delimiter: UInt8
  ) throws -> DecimalMark {
    if let decimal { return decimal }
    let points = text.utf8.count { $0 == UInt8(ascii: ".") }
    guard
      text.utf8.contains(UInt8(ascii: ",")) || points > (delimiter == UInt8(ascii: ",") ? 1 : 0)
    else { return .point }
    if let known = marks[column], known.because != nil { return known.mark }
    guard let file else { return .point }
    let columns = try decimalColumns ?? DecimalColumns(file, table)
    decimalColumns = columns
    let found = try columns.mark(of: column, for: text)
    marks[column] = found
    return found.mark
  }

  /// What was settled, to be said when the file has ended.
  func remarks(_ header: Header) -> [Message] {
    let dates = orders.sorted { $0.key < $1.key }.map { column, found in
      let (name, order) = (header.names[column], found.order.rawValue)
      return Message(
        "\(name): dates are read as \(order), since there is \(found.because)",
        "\(name)：日期按 \(order) 读取，因为其中有 \(found.because)")
    }
    let numbers = marks.sorted { $0.key < $1.key }.compactMap { column, found -> Message? in
      guard found.mark == .comma, let because = found.because else { return nil }
      let name = header.names[column]
      return Message(
        "\(name): numbers are read with a decimal comma, since there is \(because)",
        "\(name)：数字按逗号为小数点读取，因为其中有 \(because)")
    }
    return dates + numbers
  }
}
