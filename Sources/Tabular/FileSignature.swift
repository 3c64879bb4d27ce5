/// Recognises, from their first bytes, files that are no UTF-8 text but are often taken for it, so
/// that the error can say what they are.
enum FileSignature {
  /// How many bytes `reason(toRefuse:)` looks at.
  static let length = 4

  /// Why a file that begins like `window` cannot be read as delimited text; nil if nothing is known
  /// against it.
  static func reason(toRefuse window: borrowing TextWindow) -> String? {
    if window.hasPrefix([0x50, 0x4B, 0x03, 0x04]) {
      return "a ZIP archive (an XLSX workbook?), not delimited text"
    }
    if window.hasPrefix([0xD0, 0xCF, 0x11, 0xE0]) {
      return "an old Excel workbook (XLS), not delimited text"
    }
    if window.hasPrefix([0x1F, 0x8B]) { return "compressed with gzip, not delimited text" }
    if window.hasPrefix([0xFF, 0xFE]) || window.hasPrefix([0xFE, 0xFF]) {
      return "UTF-16 text; save it as UTF-8"
    }
    return nil
  }
}
