internal import KnowledgeBase
internal import Messages
internal import Tabular

/// Settles, column by column, whether a file writes 12.5 or 12,5: one number that can only be the one
/// or the other decides for the whole column.
struct DecimalColumns {
  /// What a column of numbers shows: the first number of each sort.
  private struct Evidence {
    var comma: String?
    var point: String?
    /// 1.495, which with a decimal comma is a thousand and more.
    var open: String?
  }

  private var evidence: [Int: Evidence] = [:]
  /// A spreadsheet puts semicolons between the cells where the comma is taken.
  private let hasSemicolons: Bool

  /// Reads the whole file.
  init(_ file: InputFile, _ table: TableFile.Options) throws {
    let reader = try file.open(table)
    hasSemicolons = reader.delimiter == UInt8(ascii: ";")
    while try reader.nextWellFormed() {
      for column in 0..<reader.fieldCount {
        // A number with its unit, not a sentence.
        guard (3...40).contains(reader.content(column).count), let text = reader.cell(column) else {
          continue
        }
        let marks = DecimalMark.possible(in: text)
        if marks == [.comma] {
          if evidence[column]?.comma == nil { evidence[column, default: .init()].comma = text }
        } else if marks == [.point] {
          if evidence[column]?.point == nil { evidence[column, default: .init()].point = text }
        } else if !marks.isEmpty, text.contains("."), evidence[column]?.open == nil {
          evidence[column, default: .init()].open = text
        }
      }
    }
  }

  /// The mark of a column in which there is this number, and the number that shows it; nil for a
  /// decimal point that nothing shows.
  ///
  /// - Throws: `RowProblem` when numbers contradict each other, or nothing tells how to read this one.
  func mark(
    of column: Int, for text: String
  ) throws -> (mark: DecimalMark, because: String?) {
    let seen = evidence[column] ?? Evidence()
    switch (seen.comma, seen.point) {
    case (let comma?, nil):
      // With commas between the cells a point was read as one so far.
      guard let open = seen.open, !hasSemicolons else { return (.comma, comma) }
      throw Self.contradiction(column, comma, open)
    case (let comma?, let point?): throw Self.contradiction(column, comma, point)
    case (nil, let point?): return (.point, point)
    case (nil, nil):
      guard hasSemicolons, DecimalMark.possible(in: text).count == 2 else { return (.point, nil) }
      throw RowProblem(
        column: column,
        reason: Message(
          "'\(text)': does the mark group thousands, or begin the fraction? nothing in the column "
            + "tells; say --decimal comma or --decimal point",
          "'\(text)'：其中的符号是千位分隔符还是小数点？该列中无从判断；请用 --decimal comma 或 "
            + "--decimal point 指明"))
    }
  }

  private static func contradiction(_ column: Int, _ one: String, _ other: String) -> RowProblem {
    RowProblem(
      column: column,
      reason: Message(
        "the column has numbers of both sorts, \(one) and \(other); say which with --decimal comma or "
          + "--decimal point, and correct the others",
        "该列的数字有两种写法：\(one) 与 \(other)；请用 --decimal comma 或 --decimal point 指明，"
          + "并更正其余的"))
  }
}
