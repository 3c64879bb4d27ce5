/// One input of the fuzzer.
package struct FuzzInput {
  /// What is made of the bytes before they are read.
  package enum Form: UInt8, CaseIterable, Sendable {
    /// A file of these bytes.
    case file
    /// A gzip file that holds them.
    case gzip
    /// The rows of an XLSX workbook.
    case xlsxRows
    /// The texts that its cells share.
    case xlsxStrings
    /// The rows of an OpenDocument spreadsheet.
    case odsRows
    /// Text with separators, compared with `ReferenceCSV`.
    case csv
  }

  package let form: Form
  package let bytes: [UInt8]

  package init(_ form: Form, _ bytes: [UInt8]) {
    self.form = form
    self.bytes = bytes
  }

  /// The file to read.
  var file: [UInt8] {
    switch form {
    case .file, .csv: bytes
    case .gzip: StoredGzip.file(of: bytes)
    case .xlsxRows:
      SmallWorkbook(rows: text, strings: "<si><t>s</t></si>", formats: ["yyyy\\-mm", "0.0"]).bytes
    case .xlsxStrings: SmallWorkbook(rows: Self.sharing, strings: text).bytes
    case .odsRows: SmallODS(rows: text).bytes
    }
  }

  private var text: String { String(decoding: bytes, as: UTF8.self) }

  private static let sharing = (0..<4).map { "<row><c t=\"s\"><v>\($0)</v></c></row>" }.joined()
}

/// A gzip file that is not packed, RFC 1952 <https://www.rfc-editor.org/rfc/rfc1952>.
enum StoredGzip {
  static func file(of content: [UInt8]) -> [UInt8] {
    var file: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]
    var rest = content[...]
    repeat {
      let block = rest.prefix(0xFFFF)
      rest = rest.dropFirst(block.count)
      let size = StoredZip.number(block.count, 2)
      file += [rest.isEmpty ? 1 : 0] + size + size.map { ~$0 } + block
    } while !rest.isEmpty
    return file + StoredZip.number(StoredZip.checksum(content), 4)
      + StoredZip.number(content.count, 4)
  }
}
