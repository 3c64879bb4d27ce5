import KnowledgeBase
import Messages
import Tabular

/// `aikb export --all`.
extension Export {
  /// Everything as a data package into a folder, or as a workbook into a file.
  func everything(_ store: Store, to path: String) throws {
    if isWorkbook { return try workbook(store, path) }
    try OutputFile.checkFolder(path)
    try Folder.make(for: path + "/.")
    let done = try PackageExport(store, into: path, excel: excel, split: split).write()
    let names = done.files.joined(separator: ", ")
    Terminal.say(
      Message(
        "\(path): \(done.files.count.of("file")): \(names)",
        "\(path)：\(done.files.count) 个文件：\(names)"))
    for entry in done.excess { SpreadsheetNotes.warn(entry.excess, .csv, of: entry.file) }
    if !done.removed.isEmpty {
      let names = done.removed.joined(separator: ", ")
      Terminal.say(
        Message(
          "\(path): removed, of the export that was there: \(names)",
          "\(path)：已移除原有导出的文件：\(names)"))
    }
    if !done.strangers.isEmpty {
      let names = done.strangers.joined(separator: ", ")
      Terminal.say(
        Message("\(path): no part of the package: \(names)", "\(path)：不属于该数据包：\(names)"))
    }
  }

  private func workbook(_ store: Store, _ path: String) throws {
    try OutputFile.check(path)
    try Folder.make(for: path)
    let sink = try ByteSink.file(path)
    let excess = try WorkbookExport(store, split: split).write(to: sink)
    try sink.commit()
    for entry in excess {
      SpreadsheetNotes.warn(entry.excess, .xlsx, of: "\(path): \(entry.sheet)")
    }
    Terminal.say(Message("\(path): everything", "\(path)：全部内容"))
  }
}
