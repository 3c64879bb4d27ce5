/// The apostrophe that keeps a spreadsheet from taking a text for a formula, a date or a number.
///
/// A text gets one in front if it begins with `=`, `+`, `-`, `@`, tab, carriage return, line feed or
/// the full-width `＝ ＋ － ＠` and is not a plain number: `-5` and `+3.2e4` stay as they are. So does
/// one that `SpreadsheetGuess` says would be changed: `007`, `32,768`, `2025-07`, `Jul 2025`. A text that begins with apostrophes before such a
/// thing gets one more, so that `strip` undoes exactly this and nothing else. The list is that of
/// <https://owasp.org/www-community/attacks/CSV_Injection>.
///
/// A file that is not for a spreadsheet has no guards: `=x` stays `=x`. But there too a text that
/// begins with an apostrophe and looks guarded, such as `'=x`, gets one more. So a reader may call
/// `strip` on any file, whichever way it was written, and has the very texts that were put in.
package enum ExcelGuard {
  private static let apostrophe = UInt8(ascii: "'")

  /// The text without its guard; the very same bytes if it has none. The result points into
  /// `text`.
  package static func strip(_ text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    guard text.first == apostrophe else { return text }
    let rest = UnsafeBufferPointer(rebasing: text.dropFirst())
    return isNeeded(rest) ? rest : text
  }

  /// Whether an apostrophe is written before a text.
  ///
  /// - Parameter excel: whether the file is for a spreadsheet.
  static func isWritten(before text: UnsafeBufferPointer<UInt8>, excel: Bool) -> Bool {
    (excel || text.first == apostrophe) && isNeeded(text)
  }

  /// Whether a text is written with a guard in a file for a spreadsheet.
  package static func isNeeded(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = text.first, mayNeedGuard(first) else { return false }
    let content = text.drop { $0 == apostrophe }
    if startsFormula(content) { return !isPlainNumber(content) }
    return SpreadsheetGuess.changes(content)
  }

  /// A quick no for nearly every text.
  private static func mayNeedGuard(_ byte: UInt8) -> Bool {
    byte == apostrophe || byte == 0xEF || isFormulaStart(byte)
      || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || startsMonth(byte)
  }

  private static func startsMonth(_ byte: UInt8) -> Bool {
    switch byte | 0x20 {
    case UInt8(ascii: "a"), UInt8(ascii: "d"), UInt8(ascii: "f"), UInt8(ascii: "j"),
      UInt8(ascii: "m"), UInt8(ascii: "n"), UInt8(ascii: "o"), UInt8(ascii: "s"):
      true
    default: false
    }
  }

  private static func isFormulaStart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"),
      UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"):
      true
    default: false
    }
  }

  private static func startsFormula(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard let first = text.first else { return false }
    if isFormulaStart(first) { return true }
    return fullWidthStarts.contains { text.starts(with: $0) }
  }

  private static let fullWidthStarts = ["＝", "＋", "－", "＠"].map { Array($0.utf8) }

  /// `[+-] digits [. digits] [e [+-] digits]`, with digits on at least one side of the point.
  private static func isPlainNumber(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    var rest = text
    func dropSign() {
      if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    }
    func dropDigits() -> Int {
      let digits = rest.prefix { UInt8(ascii: "0") <= $0 && $0 <= UInt8(ascii: "9") }.count
      rest.removeFirst(digits)
      return digits
    }
    dropSign()
    var digits = dropDigits()
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      digits += dropDigits()
    }
    guard digits > 0 else { return false }
    if let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") {
      rest.removeFirst()
      dropSign()
      guard dropDigits() > 0 else { return false }
    }
    return rest.isEmpty
  }
}
