internal import Messages

/// Which sheet of a workbook is read.
struct SheetChoice {
  /// A sheet as the workbook lists it.
  struct Sheet {
    let name: String
    var isHidden = false
  }

  /// What the user asks for: a name, or a number from 1.
  let wanted: String?

  /// The place in `sheets` of the one to read.
  ///
  /// - Throws: `TabularError` when there is none like it.
  func place(among sheets: [Sheet], file: String) throws(TabularError) -> Int {
    if let wanted {
      if let place = sheets.firstIndex(where: { $0.name == wanted }) { return place }
      if let number = Int(wanted), sheets.indices.contains(number - 1) { return number - 1 }
      let names = sheets.map(\.name).joined(separator: ", ")
      throw TabularError(
        file: file,
        reason: Message("no sheet '\(wanted)'; there are: \(names)", "没有工作表“\(wanted)”；现有：\(names)")
      )
    }
    guard !sheets.isEmpty else {
      throw TabularError(
        file: file, reason: Message("a workbook without a sheet", "工作簿中没有工作表"))
    }
    return sheets.firstIndex { !$0.isHidden } ?? 0
  }

  /// What to say about the sheets that are not read, when nobody chose.
  func remark(_ sheets: [Sheet], place: Int) -> Message? {
    guard wanted == nil, sheets.count > 1 else { return nil }
    let read = sheets[place].name
    let isContinuation = { (name: String) in
      (2...sheets.count).contains { name == XLSXWriter.name(read, part: $0) }
    }
    let others = sheets.indices.filter { $0 != place && !isContinuation(sheets[$0].name) }.map {
      (sheets[$0].name, sheets[$0].isHidden)
    }
    if others.isEmpty { return nil }
    let en = others.map { $0.0 + ($0.1 ? " (hidden)" : "") }.joined(separator: ", ")
    let zh = others.map { $0.0 + ($0.1 ? "（隐藏）" : "") }.joined(separator: "、")
    return Message(
      "sheet '\(read)' is read; --sheet names another: \(en)",
      "读取的是工作表“\(read)”；可用 --sheet 指定其他工作表：\(zh)")
  }
}
