internal import Messages

/// Splits the text of a `TextWindow` into records and fields by RFC 4180
/// <https://www.rfc-editor.org/rfc/rfc4180>.
///
/// More lenient than the RFC in two points: a record ends at `\n`, `\r\n` or a lone `\r`, in any
/// mixture, and a quote inside a field that does not begin with one stands for itself. The text is
/// looked at eight bytes at a time; only delimiters, quotes and line ends are stopped at.
struct RecordScanner: ~Copyable {
  private(set) var fields = FieldTable()
  /// Physical line on which the record starts, from 1.
  private(set) var line: Int
  /// False once an error was thrown behind which nothing can be read.
  private(set) var canContinue = true

  private var window: TextWindow
  private let delimiter: UInt8
  private var recordStart = 0
  private var recordLength = 0
  private var nextStart: Int
  private var nextLine: Int
  private var endedWithCarriageReturn = false

  init(_ window: consuming TextWindow, dialect: Dialect) {
    self.window = window
    delimiter = dialect.delimiter
    nextStart = dialect.headerStart
    nextLine = dialect.headerLine
    line = dialect.headerLine
  }

  /// The record as it stands in the file, without its line end. Valid until `next()`.
  var rawRecord: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: recordBase, count: recordLength)
  }

  /// Whether what `next()` threw came from the source.
  var sourceHasFailed: Bool { window.sourceHasFailed }

  /// The content of a field, without quotes. Valid until `next()`.
  func bytes(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    fields.bytes(index, record: recordBase)
  }

  /// Advances to the next record that is not blank.
  ///
  /// - Parameter isHeader: give up at the first byte that is no text, instead of looking for the
  ///   end of the record: a first record without an end is a binary file.
  /// - Returns: false at the end of the text.
  /// - Throws: `TabularError` without `columnName`. Unless `canContinue` is false, `rawRecord` is
  ///   the record at fault and `next()` goes on behind it.
  mutating func next(isHeader: Bool = false) throws(TabularError) -> Bool {
    guard canContinue else { return false }
    canContinue = false  // until the end of this record is known
    repeat {
      fields.removeAll()
      recordLength = 0
      guard try findStart() else {
        canContinue = true
        return false
      }
      try scan(isHeader: isHeader)
    } while isBlank
    return true
  }

  private var recordBase: UnsafePointer<UInt8> { UnsafePointer(window.base + recordStart) }

  private var isBlank: Bool {
    guard fields.count == 1 else { return false }
    let only = fields.range(0)
    return only.length == 0 && !only.isQuoted
  }

  /// Moves `recordStart` behind the end of the last record; false if the text ends there.
  private mutating func findStart() throws(TabularError) -> Bool {
    recordStart = nextStart
    line = nextLine
    while true {
      if recordStart < window.end {
        guard endedWithCarriageReturn else { return true }
        endedWithCarriageReturn = false
        if window.base[recordStart] == lineFeed { recordStart += 1 }
      } else if window.isAtEnd {
        return false
      } else {
        _ = try window.readMore(keepingFrom: recordStart)
        recordStart = 0
      }
    }
  }

  /// Finds the fields and the end of the record that begins at `recordStart`.
  private mutating func scan(isHeader: Bool) throws(TabularError) {
    let delimiters = ByteWord.repeating(delimiter)
    let quotes = ByteWord.repeating(quote)
    let lineFeeds = ByteWord.repeating(lineFeed)
    let carriageReturns = ByteWord.repeating(carriageReturn)

    var progress = Progress(line: line)
    var at = 0
    while true {
      let base = recordBase
      let limit = window.end - recordStart
      while at < limit {
        let word = ByteWord.load(base + at)
        let others =
          ByteWord.nonZero(word ^ delimiters) & ByteWord.nonZero(word ^ quotes)
          & ByteWord.nonZero(word ^ lineFeeds) & ByteWord.nonZero(word ^ carriageReturns)
        var marks = ByteWord.first(limit - at, of: ~others & ByteWord.highBits)
        while marks != 0 {
          let place = at &+ (marks.trailingZeroBitCount &>> 3)
          marks &= marks &- 1
          if take(base, place, &progress) {
            endedWithCarriageReturn = base[place] == carriageReturn
            return try finish(progress, end: place, next: place + 1)
          }
        }
        at += ByteWord.size
      }
      if window.isAtEnd || (isHeader && window.defect != nil) {
        return try finish(progress, end: limit, next: limit)
      }
      try readOn(progress)
      at = limit
    }
  }

  /// Handles the delimiter, quote or line end at `place`.
  ///
  /// - Returns: whether it ends the record.
  @inline(__always)
  private mutating func take(
    _ base: UnsafePointer<UInt8>, _ place: Int, _ progress: inout Progress
  ) -> Bool {
    let byte = base[place]
    if progress.state == .quoted {
      if byte == quote {
        progress.state = .quoteSeen
        progress.quotePlace = place
      } else if byte == carriageReturn || (byte == lineFeed && base[place - 1] != carriageReturn) {
        progress.line += 1
      }
      return false
    }
    if byte == delimiter {
      endField(at: place, &progress)
      progress.fieldStart = place &+ 1
      return false
    }
    if byte != quote {
      endField(at: place, &progress)
      progress.line += 1
      return true
    }
    if progress.state == .quoteSeen {
      if place == progress.quotePlace + 1 {
        progress.state = .quoted
        progress.hasDoubledQuotes = true
      }
    } else if place == progress.fieldStart {
      progress.state = .quoted
      progress.quoteLine = progress.line
    }
    return false
  }

  @inline(__always)
  private mutating func endField(at place: Int, _ progress: inout Progress) {
    let start = progress.fieldStart
    if progress.state == .plain {
      fields.append(FieldRange(start: start, length: place - start))
      return
    }
    if place != progress.quotePlace + 1, progress.textAfterQuote == nil {
      progress.textAfterQuote = (progress.line, fields.count + 1)
    }
    fields.append(
      FieldRange(
        start: start + 1, length: progress.quotePlace - start - 1, isQuoted: true,
        hasDoubledQuotes: progress.hasDoubledQuotes))
    progress.state = .plain
    progress.hasDoubledQuotes = false
  }

  /// Reads more of a record that does not end in the window, which then begins with it.
  private mutating func readOn(_ progress: borrowing Progress) throws(TabularError) {
    let hasRead = try window.readMore(keepingFrom: recordStart)
    recordStart = 0
    if hasRead { return }
    let size = window.limit >= 1 << 20 ? "\(window.limit >> 20) MiB" : "\(window.limit >> 10) KiB"
    let reason = Message("record longer than \(size)", "记录超过 \(size)")
    guard progress.state == .quoted else { throw error(reason, line: line) }
    throw error(
      Message(
        "\(reason.en): the quote opened here is not closed", "\(reason.zh)：此处打开的引号没有关闭"),
      line: progress.quoteLine, column: fields.count + 1)
  }

  /// Closes the record at `end` and reports what is wrong with it, the most basic first.
  private mutating func finish(
    _ progress: consuming Progress, end: Int, next: Int
  ) throws(TabularError) {
    recordLength = end
    nextStart = recordStart + next
    nextLine = progress.line
    let isUnclosed = progress.state == .quoted
    if next == end, !isUnclosed { endField(at: end, &progress) }
    // Last, since errors name fields by where they stand in the record.
    defer { fields.unescape(record: recordBase, capacity: window.capacity) }

    if let defect = window.defect, defect < nextStart {
      let found = textError(at: defect - recordStart)
      canContinue = window.isAtEnd || next > end
      window.resumeCheck(from: nextStart)
      throw found
    }
    canContinue = true
    if isUnclosed {
      throw error(
        Message("the quote opened here is never closed", "此处的引号没有闭合"), line: progress.quoteLine,
        column: fields.count + 1)
    }
    if let (line, column) = progress.textAfterQuote {
      throw error(
        Message("text after the closing quote", "闭合的引号之后还有文本"), line: line, column: column)
    }
  }

  /// The error for the byte at `offset` of the record, which is no text.
  private func textError(at offset: Int) -> TabularError {
    let before = UnsafeBufferPointer(start: recordBase, count: offset)
    var line = line
    for (index, byte) in before.enumerated() {
      if byte == carriageReturn
        || (byte == lineFeed && (index == 0 || before[index - 1] != carriageReturn))
      {
        line += 1
      }
    }
    return error(
      reason(toRefuse: recordBase[offset], at: offset), line: line,
      column: fields.column(at: offset))
  }

  private func reason(toRefuse byte: UInt8, at offset: Int) -> Message {
    if byte == 0 {
      let place = window.fileOffset(of: recordStart + offset) + 1
      return Message(
        "binary data: NUL at byte \(place) of the file", "二进制数据：文件第 \(place) 字节为 NUL")
    }
    let encoding = window.source.encoding
    guard encoding == .utf8 else {
      if byte == TextDecoder.stray {
        return Message(
          "UTF-8 in a file of \(encoding.title): were two files pasted together? save all of it as "
            + "UTF-8",
          "\(encoding.title) 文件中夹有 UTF-8 文本：是否由两个文件拼接而成？请统一另存为 UTF-8")
      }
      return Message(
        "not \(encoding.title): bytes that are no character", "不是 \(encoding.title)：有字节不成字符")
    }
    let digits = String(byte, radix: 16, uppercase: true)
    let line = UnsafeBufferPointer(start: recordBase + offset, count: recordLength - offset)
      .prefix { $0 != lineFeed && $0 != carriageReturn }
    let chinese = EncodingDetector.chinese(
      UnsafeBufferPointer(rebasing: line), leastCommonCharacters: 2)
    return Message("not UTF-8: byte 0x\(digits)", "不是 UTF-8：字节 0x\(digits)")
      + chinese.map {
        Message(
          "; it looks like \($0.title) in a file of UTF-8: were two files pasted together? save all "
            + "of it as UTF-8",
          "；像是夹在 UTF-8 文件中的 \($0.title) 文本：是否由两个文件拼接而成？请统一另存为 UTF-8")
      }
  }

  private func error(_ reason: Message, line: Int, column: Int? = nil) -> TabularError {
    TabularError(file: window.source.name, line: line, column: column, reason: reason)
  }
}

private let quote = UInt8(ascii: "\"")
private let lineFeed = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")

/// What is known of a record while it is scanned. Places count from its start.
private struct Progress {
  enum State {
    /// At the start of a field, or in one without quotes.
    case plain
    /// Inside quotes.
    case quoted
    /// Behind a quote in a quoted field: its end, or the first half of a doubled one.
    case quoteSeen
  }

  var state = State.plain
  var fieldStart = 0
  /// The quote that made the state `quoteSeen`.
  var quotePlace = 0
  var hasDoubledQuotes = false
  var line: Int
  /// The line on which the quoted field was opened.
  var quoteLine = 0
  var textAfterQuote: (line: Int, column: Int)?

  init(line: Int) { self.line = line }
}
