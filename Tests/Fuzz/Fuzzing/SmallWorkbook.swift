package import Messages
package import Tabular

/// An XLSX workbook of one sheet, given by the XML of its rows.
package struct SmallWorkbook {
  /// What stands in `sheetData`.
  let rows: String
  /// What stands in `sst`, with `<si>` around each.
  var strings: String?
  /// The number formats of the styles 1, 2 …
  var formats: [String]
  /// What stands before `sheets`.
  var workbook: String
  /// Whether the namespaces have the names of ECMA-376's transitional or of its strict form.
  var isStrict: Bool
  /// The prefix of the namespace of relations.
  var prefix: String

  package init(
    rows: String, strings: String? = nil, formats: [String] = [], workbook: String = "",
    isStrict: Bool = false, prefix: String = "r"
  ) {
    self.rows = rows
    self.strings = strings
    self.formats = formats
    self.workbook = workbook
    self.isStrict = isStrict
    self.prefix = prefix
  }

  package var bytes: [UInt8] {
    let main =
      isStrict
      ? "http://purl.oclc.org/ooxml/spreadsheetml/main"
      : "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    let relations =
      isStrict
      ? "http://purl.oclc.org/ooxml/officeDocument/relationships"
      : "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let packages = "http://schemas.openxmlformats.org/package/2006/relationships"
    func relation(_ id: Int, _ type: String, _ target: String) -> String {
      "<Relationship Id=\"rId\(id)\" Type=\"\(relations)/\(type)\" Target=\"\(target)\"/>"
    }
    let formatList = formats.enumerated().map {
      "<numFmt numFmtId=\"\(164 + $0)\" formatCode=\"\($1)\"/>"
    }
    let styleList = formats.indices.map { "<xf numFmtId=\"\(164 + $0)\"/>" }
    var files = [
      "[Content_Types].xml": "<Types/>",
      "_rels/.rels":
        "<Relationships xmlns=\"\(packages)\">"
        + relation(1, "officeDocument", "xl/workbook.xml") + "</Relationships>",
      "xl/_rels/workbook.xml.rels":
        "<Relationships xmlns=\"\(packages)\">" + relation(1, "worksheet", "worksheets/one.xml")
        + relation(2, "sharedStrings", "sharedStrings.xml") + relation(3, "styles", "styles.xml")
        + "</Relationships>",
      "xl/workbook.xml":
        "<workbook xmlns=\"\(main)\" xmlns:\(prefix)=\"\(relations)\">\(workbook)"
        + "<sheets><sheet name=\"one\" sheetId=\"1\" \(prefix):id=\"rId1\"/></sheets></workbook>",
      "xl/worksheets/one.xml":
        "<worksheet xmlns=\"\(main)\"><sheetData>\(rows)</sheetData></worksheet>",
      "xl/styles.xml":
        "<styleSheet xmlns=\"\(main)\"><numFmts>\(formatList.joined())</numFmts><cellXfs>"
        + "<xf numFmtId=\"0\"/>\(styleList.joined())</cellXfs></styleSheet>",
    ]
    if let strings { files["xl/sharedStrings.xml"] = "<sst xmlns=\"\(main)\">\(strings)</sst>" }
    return StoredZip(files).bytes
  }

  package func open() throws(TabularError) -> CSVReader {
    try TableFile.open(ByteSource(bytes: bytes, name: "t.xlsx"))
  }

  /// What the workbook is refused for, wherever that shows; nil if it is not.
  package var refusal: Message? {
    do throws(TabularError) {
      let reader = try open()
      while try reader.next() {}
      return nil
    } catch {
      return error.reason
    }
  }
}

/// An OpenDocument spreadsheet of one sheet, given by the XML of its rows.
package struct SmallODS {
  let rows: String

  package init(rows: String) { self.rows = rows }

  package var bytes: [UInt8] {
    let content = """
      <o xmlns:table="t" xmlns:office="f" xmlns:text="x" xmlns:style="y" xmlns:number="n">\
      <table:table table:name="one">\(rows)</table:table></o>
      """
    return StoredZip(["content.xml": content]).bytes
  }

  package func open() throws(TabularError) -> CSVReader {
    try TableFile.open(ByteSource(bytes: bytes, name: "t.ods"))
  }
}
