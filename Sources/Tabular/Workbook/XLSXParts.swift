/// The parts of an XLSX workbook that are the same in all of them.
enum XLSXParts {
  private static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let package = "http://schemas.openxmlformats.org/package/2006"
  private static let type = "application/vnd.openxmlformats-officedocument.spreadsheetml."

  static let relationsStart = "\(head)<Relationships xmlns=\"\(package)/relationships\">"

  static let relations = """
    \(relationsStart)<Relationship Id="rId1" Type="\(office)/officeDocument" \
    Target="xl/workbook.xml"/></Relationships>
    """

  /// Four styles of cells: plain, header, link, date.
  static let styles = """
    \(head)<styleSheet xmlns="\(main)"><numFmts count="1"><numFmt numFmtId="164" \
    formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="3"><font><sz val="11"/><name val="Calibri"/>\
    </font><font><b/><sz val="11"/><name val="Calibri"/></font><font><u/><sz val="11"/>\
    <color rgb="FF0563C1"/><name val="Calibri"/></font></fonts><fills count="2"><fill>\
    <patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>\
    <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
    <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
    <cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
    <xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>\
    <xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1"/>\
    <xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>\
    <cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>
    """

  /// - Parameter names: of the sheets, as XML.
  static func workbook(_ names: [String]) -> String {
    let sheets = names.enumerated().map { index, name in
      "<sheet name=\"\(name)\" sheetId=\"\(index + 1)\" r:id=\"rId\(index + 1)\"/>"
    }
    return """
      \(head)<workbook xmlns="\(main)" xmlns:r="\(office)"><sheets>\(sheets.joined())</sheets></workbook>
      """
  }

  static func workbookRelations(_ sheetCount: Int) -> String {
    let sheets = (1...max(sheetCount, 1)).map {
      "<Relationship Id=\"rId\($0)\" Type=\"\(office)/worksheet\" Target=\"worksheets/sheet\($0).xml\"/>"
    }
    return """
      \(relationsStart)\(sheets.joined())<Relationship Id="rId\(sheetCount + 1)" \
      Type="\(office)/styles" Target="styles.xml"/></Relationships>
      """
  }

  static func contentTypes(_ sheetCount: Int) -> String {
    let sheets = (1...max(sheetCount, 1)).map {
      "<Override PartName=\"/xl/worksheets/sheet\($0).xml\" ContentType=\"\(type)worksheet+xml\"/>"
    }
    return """
      \(head)<Types xmlns="\(package)/content-types"><Default Extension="rels" \
      ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" \
      ContentType="application/xml"/><Override PartName="/xl/workbook.xml" \
      ContentType="\(type)sheet.main+xml"/><Override PartName="/xl/styles.xml" \
      ContentType="\(type)styles+xml"/>\(sheets.joined())</Types>
      """
  }

  /// The beginning of a sheet whose first row stays in sight.
  static func sheetStart(columns: Int) -> String {
    """
    \(head)<worksheet xmlns="\(main)" xmlns:r="\(office)"><sheetViews><sheetView workbookViewId="0">\
    <pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>\
    <cols><col min="1" max="\(max(columns, 1))" width="18" customWidth="1"/></cols><sheetData>
    """
  }

  /// - Parameter address: as XML.
  static func link(_ number: Int, _ address: String) -> String {
    """
    <Relationship Id="rId\(number)" Type="\(office)/hyperlink" Target="\(address)" \
    TargetMode="External"/>
    """
  }
}
