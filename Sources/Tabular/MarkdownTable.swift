internal import Messages

/// A GitHub table, <https://github.github.com/gfm/#tables-extension->, as comma-separated text.
///
/// What `MarkdownField` writes is read back the same: `\|` is a bar, `\\` a backslash, `<br>` a line
/// end. The table ends where a line has no bar. Of a document the first table that has the columns
/// wanted is read, or the one of a number; text before it says nothing here, what stands behind it is
/// left out, and said so.
final class MarkdownTable: ByteStream {
  let places: RecordPlaces? = RecordPlaces()
  private(set) var remarks: [Message] = []

  private let source: ByteSource
  private var input = ByteQueue()
  private var output = ByteQueue()
  private var record = CSVRecord()
  private var line = 0
  private var columnCount: Int?
  private var isAtEnd = false
  private let options: TableFile.Options
  /// The line before, which is the header where a line of dashes follows.
  private var previous: [UInt8] = []
  /// Tables that were begun.
  private var tableCount = 0
  /// The headers of those that were not meant.
  private var others: [[String]] = []

  private static let bar = UInt8(ascii: "|")
  private static let backslash = UInt8(ascii: "\\")
  /// The longest line, in bytes.
  private static let limit = 64 << 20

  /// Whether a text is a table: its second line is one of dashes and bars.
  static func isMarkdown(_ start: ArraySlice<UInt8>) -> Bool {
    let lines = start.split(maxSplits: 3) { $0 == 10 || $0 == 13 }
    guard lines.count >= 2, lines[0].contains(bar) else { return false }
    return isRule(lines[1])
  }

  /// Whether a file is called a Markdown document.
  static func isDocument(_ name: String) -> Bool {
    let name = name.lowercased()
    let plain = name.hasSuffix(".gz") ? name.dropLast(3) : name[...]
    return plain.hasSuffix(".md") || plain.hasSuffix(".markdown")
  }

  /// - Parameter source: UTF-8 text that `isMarkdown`, or a document with tables in it.
  init(_ source: ByteSource, _ options: TableFile.Options = TableFile.Options()) {
    self.source = source
    self.options = options
  }

  func read(into target: UnsafeMutableRawBufferPointer) throws(TabularError) -> Int {
    while output.isEmpty {
      guard !isAtEnd, let text = try nextLine() else {
        if columnCount == nil { throw isMissing }
        return 0
      }
      if columnCount == nil {
        find(text)
      } else {
        try take(text)
      }
    }
    return output.take(into: target)
  }

  /// Looks for the line of dashes below the header of the table that is meant.
  private func find(_ text: ArraySlice<UInt8>) {
    guard Self.isRule(text), previous.contains(Self.bar) else {
      previous = Array(text)
      return
    }
    let header = Self.cells(of: previous[...])
    tableCount += 1
    previous = []
    guard options.table.map({ $0 == tableCount }) ?? options.isMeant?(header) ?? true else {
      others.append(header)
      return
    }
    write(header, line: line - 1)
  }

  /// Why there is nothing to read.
  private var isMissing: TabularError {
    let found = others.enumerated().map { "\($0 + 1): \($1.joined(separator: ", "))" }
      .joined(separator: "; ")
    let reason =
      if others.isEmpty {
        Message(
          "no table in it; for a text in whole say --as document",
          "其中没有表格；要收入整篇文本，请用 --as document")
      } else if let number = options.table {
        Message(
          "there is no table \(number); its tables are \(found)",
          "没有第 \(number) 个表格；其中的表格有 \(found)")
      } else {
        Message(
          "no table with the columns wanted; say --table N: \(found)",
          "没有含所需各列的表格；请用 --table N 指明：\(found)")
      }
    return TabularError(file: source.name, reason: reason)
  }

  private func take(_ text: ArraySlice<UInt8>) throws(TabularError) {
    let isBlank = text.allSatisfy { $0 == 32 || $0 == 9 }
    if isBlank || !text.contains(Self.bar) {
      isAtEnd = true
      let isMore = try hasMore()
      if !isBlank || isMore {
        remarks.append(
          Message(
            "the table ends before line \(line); what follows is left out (--table N: another table)",
            "表格在第 \(line) 行之前结束；其后的内容未读取（--table N 读取另一个表格）"))
      }
      return
    }
    write(Self.cells(of: text), columnCount ?? 0, line: line)
  }

  private func hasMore() throws(TabularError) -> Bool {
    repeat {
      if input.rest.contains(where: { $0 > 32 }) { return true }
      input.removeAll()
    } while try source.read(into: &input)
    return false
  }

  private func write(_ cells: [String], _ columnCount: Int = 0, line: Int) {
    record.removeAll()
    for cell in cells { record.append(cell.isEmpty ? nil : cell, keepsApostrophe: true) }
    let fields = record.fieldCount
    record.end(fields: columnCount)
    if columnCount == 0 { self.columnCount = fields }
    output.append(record.bytes)
    places?.append(line)
  }

  /// The next line without its end; nil at the end of the text.
  private func nextLine() throws(TabularError) -> ArraySlice<UInt8>? {
    var searched = 0
    while true {
      let rest = input.rest.dropFirst(searched)
      if let end = rest.firstIndex(where: { $0 == 10 || $0 == 13 }) {
        let text = input.rest[..<end]
        let isHalf = input.rest[end] == 13 && end + 1 == input.rest.endIndex
        searched = text.count
        if isHalf, try source.read(into: &input) { continue }
        let isPair =
          input.rest[end] == 13 && end + 1 < input.rest.endIndex && input.rest[end + 1] == 10
        input.drop(text.count + (isPair ? 2 : 1))
        line += 1
        return text
      }
      searched = input.count
      guard input.count <= Self.limit else {
        throw TabularError(
          file: source.name, line: line + 1,
          reason: Message("the line is longer than 64 MiB", "该行超过 64 MiB"))
      }
      if try !source.read(into: &input) { break }
    }
    guard !input.isEmpty else { return nil }
    defer { input.removeAll() }
    line += 1
    return input.rest
  }

  private static func isRule(_ line: ArraySlice<UInt8>) -> Bool {
    line.contains(bar) && line.contains(UInt8(ascii: "-"))
      && line.allSatisfy {
        $0 == bar || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ":") || $0 == 32 || $0 == 9
      }
  }

  private static func cells(of line: ArraySlice<UInt8>) -> [String] {
    let isSpace: (UInt8) -> Bool = { $0 == 32 || $0 == 9 }
    var rest = line.drop(while: isSpace)
    if rest.first == bar { rest = rest.dropFirst() }
    var cells: [String] = []
    var cell: [UInt8] = []
    var isEscaped = false
    for byte in rest {
      if isEscaped {
        if byte != bar && byte != backslash { cell.append(backslash) }
        cell.append(byte)
        isEscaped = false
      } else if byte == backslash {
        isEscaped = true
      } else if byte == bar {
        cells.append(text(of: cell))
        cell.removeAll(keepingCapacity: true)
      } else {
        cell.append(byte)
      }
    }
    if isEscaped { cell.append(backslash) }
    if !cell.allSatisfy(isSpace) { cells.append(text(of: cell)) }
    return cells
  }

  private static func text(of cell: [UInt8]) -> String {
    let isSpace: (UInt8) -> Bool = { $0 == 32 || $0 == 9 }
    let trimmed = cell.drop(while: isSpace)
    let end = trimmed.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? trimmed.startIndex
    let parts = String(decoding: trimmed[..<end], as: UTF8.self)
    guard parts.contains("<br") else { return parts }
    var text = Substring(parts)
    var result = ""
    while let mark = text.firstIndex(of: "<") {
      result += text[..<mark]
      text = text[mark...]
      if let form = ["<br>", "<br/>", "<br />"].first(where: { text.hasPrefix($0) }) {
        result += "\n"
        text = text.dropFirst(form.count)
      } else {
        result += "<"
        text = text.dropFirst()
      }
    }
    return result + text
  }
}
