/// Which cells of an XLSX workbook are dates: that is a matter of their number format only,
/// ECMA-376 Part 1, section 18.8.
final class XLSXStyles: XMLHandler {
  private var codes: [Int: DateFormat?] = [:]
  private var formats: [DateFormat?] = []
  private var isInCellFormats = false

  /// The format of dates in cells of this style; nil where they are numbers.
  subscript(_ style: Int) -> DateFormat? {
    formats.indices.contains(style) ? formats[style] : nil
  }

  func start(_ name: String, _ attributes: XMLAttributes) {
    switch name {
    case "numFmt":
      guard let id = attributes["numFmtId"].flatMap({ Int($0) }) else { return }
      codes[id] = DateFormat(code: attributes["formatCode"] ?? "")
    case "cellXfs": isInCellFormats = true
    case "xf" where isInCellFormats:
      let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
      formats.append(codes[id] ?? DateFormat(builtIn: id))
    default: break
    }
  }

  func end(_ name: String) { if name == "cellXfs" { isInCellFormats = false } }
  func text(_ utf8: UnsafeBufferPointer<UInt8>) {}
}
