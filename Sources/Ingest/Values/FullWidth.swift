/// Digits, letters and marks of ASCII as a Chinese keyboard writes them: １２８，２０２５．
enum FullWidth {
  /// The text in ASCII; nil where it has none of them.
  static func narrowed(_ text: String) -> String? {
    // U+FF01 to U+FF5E stand in the order of ASCII.
    let isWide = { (scalar: Unicode.Scalar) in (0xFF01...0xFF5E).contains(scalar.value) }
    guard text.unicodeScalars.contains(where: isWide) else { return nil }
    var ascii = ""
    for scalar in text.unicodeScalars {
      let narrow = isWide(scalar) ? Unicode.Scalar(scalar.value - 0xFEE0) : scalar
      ascii.unicodeScalars.append(narrow ?? scalar)
    }
    return ascii
  }
}
