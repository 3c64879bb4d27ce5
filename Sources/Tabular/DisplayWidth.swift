import CUnicode

/// How many cells a text takes on a terminal.
///
/// A Han character takes two, a combining mark none, by East Asian Width
/// <https://www.unicode.org/reports/tr11/>; ambiguous characters take one.
package enum DisplayWidth {
  /// Which side of the field a text stands on.
  package enum Alignment: Sendable { case left, right }

  /// Width of a text in cells.
  package static func of(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + of($1) }
  }

  /// The text with spaces added until it is `width` cells wide; a wider one is returned as it is.
  package static func pad(
    _ text: String, to width: Int, alignment: Alignment = .left
  ) -> String {
    let spaces = String(repeating: " ", count: max(0, width - of(text)))
    return alignment == .left ? text + spaces : spaces + text
  }

  /// The text if it fits in `width` cells, otherwise as many whole characters of it as do, with `…`
  /// behind them.
  package static func cut(_ text: String, to width: Int) -> String {
    guard of(text) > width else { return text }
    guard width > 0 else { return "" }
    var kept = ""
    var room = width - 1
    for character in text {
      let needed = character.unicodeScalars.reduce(0) { $0 + of($1) }
      guard needed <= room else { break }
      room -= needed
      kept.append(character)
    }
    return kept + "…"
  }

  private static func of(_ scalar: Unicode.Scalar) -> Int {
    scalar.isASCII ? 1 : Int(aikb_width(scalar.value))
  }
}
