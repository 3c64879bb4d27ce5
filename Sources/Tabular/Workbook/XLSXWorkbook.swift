internal import Messages

/// What an XLSX workbook says of its sheets, ECMA-376 Part 1, section 18.2.
struct XLSXWorkbook {
  private(set) var sheets: [SheetChoice.Sheet] = []
  /// The name in the archive of each sheet.
  private(set) var parts: [String] = []
  private(set) var dates = SerialDate()
  private(set) var sharedStringsPart: String?
  private(set) var stylesPart: String?

  /// - Throws: `TabularError` when the workbook is damaged.
  init(_ archive: ZipArchive) throws(TabularError) {
    let file = archive.bytes.name
    let root = try XLSXRelations(archive, of: "")
    let part = root.targets["officeDocument"]?.first ?? "xl/workbook.xml"
    guard let stream = try archive.open(part) else { throw ZipArchive.damaged(file) }
    let list = SheetList()
    try XMLReader.read(stream, file: file, part: part, handler: list)

    let relations = try XLSXRelations(archive, of: part)
    dates = SerialDate(isFrom1904: list.isFrom1904)
    sharedStringsPart = relations.targets["sharedStrings"]?.first
    stylesPart = relations.targets["styles"]?.first
    for (sheet, id) in list.sheets {
      // Sheets of charts and macros hold no rows.
      guard let target = relations.target[id], relations.worksheets.contains(target) else {
        continue
      }
      sheets.append(sheet)
      parts.append(target)
    }
  }
}

extension XLSXWorkbook {
  /// The names of the sheets that go on with the rows of the one to read: `models 2`, `models 3` …
  ///
  /// - Throws: `TabularError` when there is no sheet to read.
  func continuations(of wanted: String?, file: String) throws(TabularError) -> [String] {
    let place = try SheetChoice(wanted: wanted).place(among: sheets, file: file)
    let names = Set(sheets.map(\.name))
    var found: [String] = []
    while true {
      let next = XLSXWriter.name(sheets[place].name, part: found.count + 2)
      guard names.contains(next) else { return found }
      found.append(next)
    }
  }
}

private final class SheetList: XMLHandler {
  var sheets: [(SheetChoice.Sheet, id: String)] = []
  var isFrom1904 = false

  func start(_ name: String, _ attributes: XMLAttributes) {
    switch name {
    case "workbookPr": isFrom1904 = ["1", "true"].contains(attributes["date1904"] ?? "")
    case "sheet":
      let isHidden = (attributes["state"] ?? "visible") != "visible"
      sheets.append(
        (
          SheetChoice.Sheet(name: attributes["name"] ?? "", isHidden: isHidden),
          attributes[local: "id"] ?? ""
        ))
    default: break
    }
  }

  func end(_ name: String) {}
  func text(_ utf8: UnsafeBufferPointer<UInt8>) {}
}

/// Which parts of the archive belong to one of them, ECMA-376 Part 2, section 9.3.
private final class XLSXRelations: XMLHandler {
  /// Part names by relation.
  private(set) var target: [String: String] = [:]
  /// Part names by the last word of the relation's type.
  private(set) var targets: [String: [String]] = [:]
  private let folder: String

  var worksheets: Set<String> { Set(targets["worksheet"] ?? []) }

  /// - Parameter part: the one they belong to; empty for the archive as a whole.
  init(_ archive: ZipArchive, of part: String) throws(TabularError) {
    let cut = part.lastIndex(of: "/").map { part.index(after: $0) } ?? part.startIndex
    folder = String(part[..<cut])
    let name = "\(folder)_rels/\(part[cut...]).rels"
    guard let stream = try archive.open(name) else { return }
    try XMLReader.read(stream, file: archive.bytes.name, part: name, handler: self)
  }

  func start(_ name: String, _ attributes: XMLAttributes) {
    guard name == "Relationship", let id = attributes["Id"], let type = attributes["Type"],
      let given = attributes["Target"], attributes["TargetMode"] != "External"
    else { return }
    let part = given.hasPrefix("/") ? String(given.dropFirst()) : Self.resolved(folder + given)
    target[id] = part
    targets[String(type.split(separator: "/").last ?? ""), default: []].append(part)
  }

  func end(_ name: String) {}
  func text(_ utf8: UnsafeBufferPointer<UInt8>) {}

  private static func resolved(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }
}
