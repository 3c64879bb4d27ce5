/// One cell of a table as it is shown.
struct TableCell {
  var text: String
  let width: Int
  let isNumber: Bool

  init(_ text: String, isNumber: Bool = false) {
    self.text = TableCell.visible(text)
    self.isNumber = isNumber
    width = DisplayWidth.of(self.text)
  }

  static let empty = TableCell("")

  /// The text on one line and harmless to a terminal: a line end is shown as ⏎, a tab as a space,
  /// other control characters (an escape sequence begins with one) by their Unicode pictures.
  private static func visible(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != 0xC2 }
    if isPlain { return text }
    var shown = String.UnicodeScalarView()
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n" where previous == "\r": break
      case "\n", "\r": shown.append("⏎")
      case "\t": shown.append(" ")
      case "\0"..<" ": shown.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
      case "\u{7F}": shown.append("\u{2421}")
      case "\u{80}"..."\u{9F}": shown.append("\u{FFFD}")
      default: shown.append(scalar)
      }
      previous = scalar
    }
    return String(shown)
  }
}
