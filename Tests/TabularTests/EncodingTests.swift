import Glibc
import Messages
import Tabular
import Testing

@Suite struct EncodingTests {
  private static let simplified = "模型,发布日期,开发者\n通义千问,2025-07-11,阿里巴巴\n\"混元\n大模型\",2025,腾讯\n"
  private static let simplifiedRows = [["通义千问", "2025-07-11", "阿里巴巴"], ["混元\n大模型", "2025", "腾讯"]]

  @Test(
    arguments: [
      ("GB18030", TextEncoding.gb18030), ("GBK", .gb18030), ("UTF-16LE", .utf16LittleEndian),
      ("UTF-16BE", .utf16BigEndian), ("UTF-8", .utf8),
    ])
  func `Chinese in every encoding is found out and read the same`(
    name: String, encoding: TextEncoding
  ) throws {
    let reader = try open(encoded(Self.simplified, name))
    #expect(reader.header == ["模型", "发布日期", "开发者"])
    #expect(try reader.rest() == Self.simplifiedRows)
    #expect(reader.encoding == encoding)
    #expect(reader.remarks.isEmpty == (encoding == .utf8), "what is not UTF-8 is said")
  }

  @Test(
    arguments: [
      ([0xEF, 0xBB, 0xBF], "UTF-8"), ([0xFF, 0xFE], "UTF-16LE"), ([0xFE, 0xFF], "UTF-16BE"),
      ([0x84, 0x31, 0x95, 0x33], "GB18030"),
    ] as [([UInt8], String)])
  func `a byte order mark decides and is not part of the first name`(
    mark: [UInt8], name: String
  ) throws {
    let reader = try open(mark + encoded(Self.simplified, name))
    #expect(reader.header == ["模型", "发布日期", "开发者"])
    #expect(try reader.rest() == Self.simplifiedRows)
  }

  @Test func `traditional characters in Big5 and in GBK are told apart`() throws {
    let text = "公司,備註\n台積電,晶圓代工\n聯發科技股份有限公司,設計\n"
    let expected = [["台積電", "晶圓代工"], ["聯發科技股份有限公司", "設計"]]
    for (name, encoding) in [("BIG5", TextEncoding.big5), ("GBK", .gb18030)] {
      let reader = try open(encoded(text, name))
      #expect(try reader.rest() == expected)
      #expect(reader.encoding == encoding)
    }
  }

  @Test(arguments: ["华为", "鑫淼", "寒武纪", "壁仞科技"])
  func `one Chinese name in a file is enough`(name: String) throws {
    let reader = try open(encoded("name,zh\nx,\(name)\n", "GBK"))
    #expect(try reader.rest() == [["x", name]])
  }

  @Test func `accented letters of a western Excel are the last resort`() throws {
    let text = "name;société\nMistral’s;Société Générale – Zürich €\nÖ;Äquatorial\n"
    let reader = try open(encoded(text, "CP1252"))
    #expect(reader.header == ["name", "société"])
    #expect(
      try reader.rest() == [["Mistral’s", "Société Générale – Zürich €"], ["Ö", "Äquatorial"]])
    #expect(reader.encoding == .windows1252)
    #expect(
      reader.remarks.map(\.en) == [
        "read as Windows-1252, a guess of last resort; --encoding names another"
      ])
  }

  @Test func `accented letters among plain ones are no rare Chinese characters`() throws {
    // Each with the letter behind it would be a character of GBK.
    let rows = [["Générale"], ["München"], ["Köln"], ["Björn"]]
    let text = "name\n" + rows.map { $0[0] + "\n" }.joined()
    #expect(try open(encoded(text, "CP1252")).rest() == rows)
  }

  @Test(
    arguments: [
      ("UTF-16LE", TextEncoding.utf16LittleEndian), ("UTF-16BE", .utf16BigEndian),
      ("GB18030", .gb18030), ("UTF-8", .utf8),
    ])
  func `a character is whole wherever the file is cut into pieces`(
    name: String, encoding: TextEncoding
  ) throws {
    for shift in ["", "x", "xx", "xxx"] {
      let row = shift + String(repeating: "😀", count: 50_000)
      let reader = try open(encoded("a,好\n\(row),1\n", name), encoding)
      #expect(try reader.rest() == [[row, "1"]], "\(shift)")
    }
  }

  @Test func `the encoding is decided where it shows, however late`() throws {
    let plain = String(repeating: "abc,plain\n", count: 30_000)
    let reader = try open(encoded("name,zh\n\(plain)x,华为技术有限公司\n", "GBK"))
    let rows = try reader.rest()
    #expect(rows.count == 30_001)
    #expect(rows.last == ["x", "华为技术有限公司"])
    #expect(reader.encoding == .gb18030)
  }

  @Test func `an encoding that is named is not questioned`() throws {
    let bytes = try encoded("a,b\n1,é\n", "CP1252")
    let reader = try open(bytes, .windows1252)
    #expect(try reader.rest() == [["1", "é"]])
    #expect(reader.remarks.isEmpty)
    let other = try open(encoded(Self.simplified, "GBK"), .big5)
    #expect(other.header != ["模型", "发布日期", "开发者"])
  }

  @Test func `bytes gone wrong in a file of UTF-8 are told by line and column`() throws {
    let reader = try open(Array("name,note\n好,一\n二,".utf8) + [0x92] + Array("s\n三,四\n".utf8))
    #expect(try reader.next())
    let error = #expect(throws: TabularError.self) { try reader.next() }
    #expect(error?.description == "t.csv:3: column 2 (note): not UTF-8: byte 0x92")
    #expect(try reader.rest() == [["三", "四"]])
  }

  @Test func `bytes that are no character are told in the encoding that was found`() throws {
    var bytes = try encoded("模型,注\n", "GBK")
    for _ in 0..<300 { bytes += try encoded("通义千问,阿里\n", "GBK") }
    bytes += [0x61, 0x2C, 0xFF, 0x0A]
    let reader = try open(bytes)
    for _ in 0..<300 { #expect(try reader.next()) }
    let error = #expect(throws: TabularError.self) { try reader.next() }
    #expect(error?.line == 302)
    #expect(error?.reason.en == "not GB18030: bytes that are no character")
  }

  @Test(arguments: ["GB18030", "BIG5"])
  func `a line of UTF-8 in a file of another encoding is told, and the lines around it are read`(
    name: String
  ) throws {
    let bytes =
      try encoded("公司,中文\nx,台北\n", name) + Array("y,大模型\nz,好\n".utf8)
      + encoded("w,中文的\n", name)
    let reader = try open(bytes)
    #expect(try reader.next())
    for (line, field) in [(3, 2), (4, 2)] {
      let error = #expect(throws: TabularError.self) { try reader.next() }
      #expect(error?.line == line && error?.column == field)
      #expect(error?.reason.en.hasPrefix("UTF-8 in a file of ") ?? false)
    }
    #expect(try reader.rest() == [["w", "中文的"]])
  }

  @Test func `one cell of UTF-8 in a line of GB18030 is told`() throws {
    let bytes =
      try encoded("模型,公司,国家\n通义千问,", "GBK") + Array("阿里巴巴".utf8)
      + encoded(",中国\n", "GBK")
    let error = #expect(throws: TabularError.self) { try open(bytes).rest() }
    #expect(error?.line == 2 && error?.columnName == "公司")
  }

  @Test func `a line of GB18030 in a file of UTF-8 is told for what it is`() throws {
    let bytes = try Array(Self.simplified.utf8) + encoded("盘古,2025,华为\n", "GBK")
    let error = #expect(throws: TabularError.self) { try open(bytes).rest() }
    #expect(error?.line == 5 && error?.column == 1)
    #expect(error?.reason.en.contains("looks like GB18030 in a file of UTF-8") ?? false)
  }

  @Test func `two halves of one file in two encodings never become letters with accents`() throws {
    let half = "模型,开发者\n" + String(repeating: "通义千问,阿里巴巴\n", count: 50)
    for parts in [["GBK", "UTF-8"], ["UTF-8", "GBK"]] {
      let bytes = try parts.flatMap { try encoded(half, $0) }
      let error = #expect(throws: TabularError.self) { try open(bytes).rest() }
      #expect(error?.reason.en.contains("were two files pasted together?") ?? false)
    }
  }

  @Test func `German quotes behind a sharp s are no UTF-8`() throws {
    let reader = try open(encoded("name,note\nSpaß,„Spaß“ – groß…\n", "CP1252"))
    #expect(try reader.rest() == [["Spaß", "„Spaß“ – groß…"]])
  }

  @Test(
    arguments: [
      ("UTF-8", TextEncoding.windows1252, "utf-8"), ("GBK", .windows1252, "gb18030"),
      ("GBK", .big5, "gb18030"),
    ])
  func `an encoding that is named against all appearance is taken, with a warning`(
    name: String, given: TextEncoding, better: String
  ) throws {
    let reader = try open(encoded(Self.simplified, name), given)
    _ = try reader.rest()
    #expect(reader.remarks.first?.en.hasSuffix("say --encoding \(better)") ?? false)
  }

  @Test func `a surrogate without its other half is no text`() throws {
    let bytes: [UInt8] = [0xFF, 0xFE, 0x61, 0, 0x0A, 0, 0x00, 0xD8, 0x0A, 0]
    let reader = try open(bytes)
    let error = #expect(throws: TabularError.self) { try reader.next() }
    #expect(error?.reason.en == "not UTF-16 LE: bytes that are no character")
  }

  @Test func `characters beyond the basic plane survive`() throws {
    for name in ["UTF-16LE", "UTF-16BE", "GB18030"] {
      let reader = try open(encoded("a,好\n😀,𠮷的国\n", name))
      #expect(try reader.rest() == [["😀", "𠮷的国"]])
    }
  }

  @Test(arguments: ["GBK", "gb2312", "CP936", "gb-18030", "UTF_8", "utf-16", "Big5", "cp1252"])
  func `encodings are known by the names people use`(name: String) {
    #expect(TextEncoding(named: name) != nil)
  }

  @Test func `binary files and UTF-32 are refused by name`() {
    #expect(refusal([0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0]) == "t.csv: UTF-32 text; save it as UTF-8")
    #expect(refusal(Array("%PDF-1.7\n".utf8)).contains("a PDF"))
    #expect(refusal([0xD0, 0xCF, 0x11, 0xE0]).contains("old Excel workbook"))
    #expect(refusal(Array("a,b\n1,\0\n".utf8)).contains("binary data: NUL"))
  }

  private func open(
    _ bytes: [UInt8], _ encoding: TextEncoding? = nil
  ) throws -> CSVReader {
    try TableFile.open(
      ByteSource(bytes: bytes, name: "t.csv"), TableFile.Options(encoding: encoding))
  }

  private func refusal(_ bytes: [UInt8]) -> String {
    do {
      _ = try open(bytes).rest()
      return "no error"
    } catch { return "\(error)" }
  }

  /// The bytes of a text, by the system's converter in the other direction.
  private func encoded(_ text: String, _ name: String) throws -> [UInt8] {
    let converter = try #require(iconv_open(name, "UTF-8"))
    defer { iconv_close(converter) }
    var input = Array(text.utf8CString.dropLast())
    var output = [CChar](repeating: 0, count: input.count * 4)
    var (left, room) = (input.count, output.count)
    let result = input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        var (from, to) = (input.baseAddress, output.baseAddress)
        return iconv(converter, &from, &left, &to, &room)
      }
    }
    try #require(result == 0 && left == 0)
    return output.dropLast(room).map { UInt8(bitPattern: $0) }
  }
}
