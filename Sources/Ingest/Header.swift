internal import KnowledgeBase
internal import Messages
internal import Tabular

/// The header of a file, and the cells of a row by name.
struct Header {
  let names: [String]
  private let index: [String: Int]
  /// Under other spellings and former names; empty where headers are taken letter for letter.
  private let alike: [String: Int]

  init(_ names: [String]) {
    self.names = names
    index = Self.places(names)
    alike = [:]
  }

  /// A header in which case, width and punctuation make no difference.
  ///
  /// - Parameter renamed: the columns that are meant, by former name.
  init(_ names: [String], renamed: [String: String]) {
    self.names = names
    index = Self.places(names)
    let former = Dictionary(
      renamed.map { (Fold.key($0), Fold.key($1)) }, uniquingKeysWith: { first, _ in first })
    alike = Self.places(
      names.map { name in
        let form = Fold.key(name)
        return former[form] ?? form
      })
  }

  private static func places(_ names: [String]) -> [String: Int] {
    Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The place of a column; nil when the file has none of that name.
  subscript(_ name: String) -> Int? {
    index[name] ?? (alike.isEmpty ? nil : alike[Fold.key(name)])
  }

  /// The place of a column the file must have.
  func required(_ name: String, of file: String) throws -> Int {
    if let at = index[name] { return at }
    throw TabularError(
      file: file, line: 1, reason: Message("the column '\(name)' is missing", "缺少列 '\(name)'"))
  }

  /// The places of those columns that the file has.
  func places(of names: [String]) -> [String: Int] {
    Dictionary(uniqueKeysWithValues: names.compactMap { name in self[name].map { (name, $0) } })
  }

  /// The places of those of a record's columns that the file has.
  func details(_ columns: [Property]) -> [(column: Int, property: Property)] {
    columns.compactMap { property in self[property.name].map { ($0, property) } }
  }

  /// The places of line, column and reason at the end of a file of rejected rows.
  var rejectColumns: Range<Int> {
    [RejectsFile.columns.en, RejectsFile.columns.zh].contains(Array(names.suffix(3)))
      ? names.count - 3..<names.count : names.count..<names.count
  }

  /// Refuses columns that mean nothing here.
  ///
  /// - Parameter ignored: headers to leave out.
  func expect(_ known: [String], of file: String, ignored: Set<String>) throws {
    let rejects = rejectColumns
    for (at, name) in names.enumerated()
    where !known.contains(name) && !ignored.contains(name) && !rejects.contains(at) {
      let near = Nearest.to(name, among: known)
      throw TabularError(
        file: file, line: 1, column: at + 1, columnName: name,
        reason: Message("unknown column", "未知的列") + Nearest.hint(near))
    }
  }
}

extension CSVReader {
  /// Advances to the next record that can be read; the others are told when the rows are taken.
  func nextWellFormed() throws -> Bool {
    while true {
      do {
        return try next()
      } catch {
        guard canContinue else { throw error }
      }
    }
  }

  /// The bytes of a cell, without the guard against formulas that an export for spreadsheets has.
  func content(_ column: Int) -> UnsafeBufferPointer<UInt8> {
    ExcelGuard.strip(bytes(column))
  }

  /// Whether no cell of the row holds anything: a row that a spreadsheet left behind.
  var isBlank: Bool {
    (0..<fieldCount).allSatisfy { bytes($0).allSatisfy { $0 == 32 || $0 == 9 } }
  }

  /// The trimmed text of a cell; nil when there is no such column or it is blank.
  func cell(_ column: Int?) -> String? {
    guard let column else { return nil }
    let bytes = content(column)
    if bytes.isEmpty { return nil }
    let text = ValueParser.trim(String(decoding: bytes, as: UTF8.self))
    return text.isEmpty ? nil : text
  }

  /// The trimmed text of a cell that must not be blank.
  func requiredCell(_ column: Int) throws -> String {
    if let text = cell(column) { return text }
    throw RowProblem(column: column, reason: Message("must not be blank", "不能为空"))
  }
}
