internal import Messages

/// Recognises by their first bytes the files that are no plain text.
enum FileSignature {
  case zip
  case gzip
  /// Something that cannot be read, and why.
  case refused(Message)

  /// How many bytes are looked at.
  static let length = 4

  /// - Parameter start: the first bytes of a file.
  init?(_ start: ArraySlice<UInt8>) {
    if start.starts(with: [0x50, 0x4B, 0x03, 0x04]) || start.starts(with: [0x50, 0x4B, 0x05, 0x06])
    {
      self = .zip
    } else if start.starts(with: [0x1F, 0x8B]) {
      self = .gzip
    } else if start.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      self = .refused(
        Message(
          "an old Excel workbook (XLS) or one with a password; save it as XLSX without a password",
          "旧版 Excel 工作簿（XLS）或带密码的工作簿；请另存为不带密码的 XLSX"))
    } else if start.starts(with: [0xFF, 0xFE, 0, 0]) || start.starts(with: [0, 0, 0xFE, 0xFF]) {
      self = .refused(Message("UTF-32 text; save it as UTF-8", "UTF-32 文本；请另存为 UTF-8"))
    } else if start.starts(with: Array("%PDF".utf8)) {
      self = .refused(
        Message(
          "a PDF, not a table; copy the table into a spreadsheet first",
          "PDF 文件，不是表格；请先将表格复制到电子表格中"))
    } else if Self.pictures.contains(where: start.starts(with:)) {
      self = .refused(Message("a picture, not a table", "图片，不是表格"))
    } else {
      return nil
    }
  }

  /// PNG, JPEG and GIF.
  private static let pictures: [[UInt8]] = [
    [0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF], Array("GIF8".utf8),
  ]
}
