internal import Messages

/// Tells HTML and XML from a table. Many sites offer a page of HTML as "Excel", and a server that fails
/// answers with one.
enum MarkupText {
  private static let htmlStarts = [
    "<!doctype html", "<html", "<head", "<body", "<table", "<meta",
  ]

  /// Why a text that begins so is no table; nil when it may be one.
  static func refusal(_ start: ArraySlice<UInt8>) -> Message? {
    let text = String(decoding: start.prefix(1024), as: UTF8.self).lowercased()
      .drop(while: \.isWhitespace)
    if htmlStarts.contains(where: text.hasPrefix) {
      return Message(
        "an HTML page, whatever its name says; open it in a spreadsheet and save it as XLSX, or fetch the "
          + "file again if the page tells of an error",
        "是 HTML 网页（不论扩展名）；请用电子表格打开并另存为 XLSX；若网页内容是错误提示，请重新下载")
    }
    guard text.hasPrefix("<?xml") || text.hasPrefix("<workbook") else { return nil }
    return Message(
      "XML, not a table; if it is a workbook (XML Spreadsheet 2003, FODS), open it in a spreadsheet and "
        + "save it as XLSX",
      "XML 文件，不是表格；若是工作簿（XML 电子表格 2003、FODS），请用电子表格打开并另存为 XLSX")
  }
}
