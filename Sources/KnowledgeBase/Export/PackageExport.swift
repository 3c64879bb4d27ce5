internal import Glibc
internal import Messages
internal import SQLite
package import Tabular

/// Writes a whole knowledge base into a folder as a data package: a CSV file for each kind and for
/// what is said about them, and ``PackageDescriptor`` beside them.
package struct PackageExport {
  /// What became of the folder.
  package struct Summary {
    /// The files that were written, `datapackage.json` first.
    package internal(set) var files: [String] = []
    /// Files of an earlier export that this one has not, and that were removed.
    package internal(set) var removed: [String] = []
    /// What a spreadsheet cannot hold, by file.
    package internal(set) var excess: [(file: String, excess: SpreadsheetExcess)] = []
    /// CSV files that lie there and belong to no package of ours.
    package internal(set) var strangers: [String] = []
  }

  private let store: Store
  private let folder: String
  private let isExcel: Bool
  private let isSplit: Bool

  /// - Parameters:
  ///   - folder: exists already.
  ///   - excel: the files are for a spreadsheet: see ``RowWriter``.
  ///   - split: what is too much for a spreadsheet goes on in further columns and files.
  package init(_ store: Store, into folder: String, excel: Bool, split: Bool) {
    self.store = store
    self.folder = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    isExcel = excel
    isSplit = split
  }

  /// Writes all files, and only when all of them are on the disk puts them in their place.
  ///
  /// - Throws: `SinkError`, with the folder as it was; ``KnowledgeBaseError/invalid(_:)`` where a file of
  ///   somebody else lies in the way.
  package func write() throws -> Summary {
    var summary = Summary()
    let before = resourcesOnDisk()
    try store.readingFromEndToEnd {
      let rows = PackageRows(store)
      var sinks: [ByteSink] = []
      var resources: [PackageDescriptor.Resource] = []
      let files = try store.packageFiles()
      try refuseToReplace(files.map { $0.stem + ".csv" } + [PackageDescriptor.name], but: before)
      for file in files { try write(file, rows, &sinks, &resources, &summary) }
      if isExcel { try writeContents(of: files, &sinks, &resources) }
      let descriptor = PackageDescriptor(store: store, isExcel: isExcel)
      let sink = try ByteSink.file(path(PackageDescriptor.name))
      try descriptor.json(resources).write(to: sink)
      try sink.write("\n")
      summary.files = [PackageDescriptor.name] + resources.map { $0.name + ".csv" }
      try refuseToReplace(summary.files, but: before)
      // First, so that what an interruption leaves is known as an unfinished export.
      sinks.insert(sink, at: 0)
      for sink in sinks { try sink.prepare() }
      for sink in sinks { try sink.commit() }
    }
    let kept = Set(summary.files)
    for name in before.subtracting(kept).sorted() where unlink(path(name)) == 0 {
      summary.removed.append(name)
    }
    summary.strangers = try csvFiles().subtracting(kept).sorted()
    return summary
  }

  /// Writes the table of contents, with the rows that were counted as they were written.
  private func writeContents(
    of files: [Store.PackageFile], _ sinks: inout [ByteSink],
    _ resources: inout [PackageDescriptor.Resource]
  ) throws {
    let contents = Store.PackageFile.contents
    let (sink, digest) = try sink(contents.stem)
    var writer = RowWriter(format: .csv, columns: contents.columns, excel: isExcel, to: sink)
    let written = resources
    try store.writeContents(of: files, to: &writer) { file in
      written.filter { $0.file.stem == file.stem }.reduce(0) { $0 + $1.rows }
    }
    try writer.finish()
    sinks.append(sink)
    resources.insert(
      PackageDescriptor.Resource(
        file: contents, name: contents.stem, columns: contents.columns, bytes: digest.size,
        sha256: digest.finish(), rows: writer.rowCount), at: 0)
  }

  private func write(
    _ file: Store.PackageFile, _ rows: PackageRows, _ sinks: inout [ByteSink],
    _ resources: inout [PackageDescriptor.Resource], _ summary: inout Summary
  ) throws {
    if isSplit { return try writeSplit(file, rows, &sinks, &resources) }
    let (sink, digest) = try sink(file.stem)
    var writer = RowWriter(format: .csv, columns: file.columns, excel: isExcel, to: sink)
    try rows.write(file, to: &writer)
    try writer.finish()
    if !writer.excess.isEmpty { summary.excess.append((file.stem + ".csv", writer.excess)) }
    sinks.append(sink)
    resources.append(
      PackageDescriptor.Resource(
        file: file, name: file.stem, columns: file.columns, bytes: digest.size,
        sha256: digest.finish(), rows: writer.rowCount))
  }

  private func writeSplit(
    _ file: Store.PackageFile, _ rows: PackageRows, _ sinks: inout [ByteSink],
    _ resources: inout [PackageDescriptor.Resource]
  ) throws {
    var parts: [(name: String, sink: ByteSink, digest: RunningDigest)] = []
    var writer = try SplitWriter(
      format: .csv, columns: file.columns, parts: try rows.columnParts(of: file)
    ) { number in
      let name = number == 1 ? file.stem : "\(file.stem)-\(number)"
      let (sink, digest) = try sink(name)
      parts.append((name, sink, digest))
      return sink
    }
    try rows.read(file) { try writer.write($0) }
    try writer.finish()
    for (part, rows) in zip(parts, writer.rowCounts) {
      sinks.append(part.sink)
      resources.append(
        PackageDescriptor.Resource(
          file: file, name: part.name, columns: writer.columns, bytes: part.digest.size,
          sha256: part.digest.finish(), rows: rows))
    }
  }

  private func sink(_ name: String) throws -> (ByteSink, RunningDigest) {
    let sink = try ByteSink.file(path(name + ".csv"))
    let digest = RunningDigest()
    sink.observe { digest.update(UnsafeRawBufferPointer($0)) }
    return (sink, digest)
  }

  private func path(_ name: String) -> String { "\(folder)/\(name)" }

  /// Refuses to replace files that are there and belong to no earlier export.
  private func refuseToReplace(_ names: [String], but ours: Set<String>) throws {
    let foreign = names.filter { !ours.contains($0) && access(path($0), F_OK) == 0 }
    guard !foreign.isEmpty else { return }
    let list = foreign.joined(separator: ", ")
    throw KnowledgeBaseError.invalid(
      Message(
        "\(folder): would replace what no export has written: \(list); move it away or name another "
          + "folder", "\(folder)：将覆盖并非由导出写入的文件：\(list)；请移开，或指定其他文件夹"))
  }

  /// The descriptor in the folder and the files that it lists, where it is one of ours; none that lies
  /// anywhere else.
  private func resourcesOnDisk() -> Set<String> {
    guard let source = try? ByteSource(path: path(PackageDescriptor.name)),
      let descriptor = try? JSONValue(source), descriptor[PackageLayout.marker] != nil,
      case .array(let resources)? = descriptor["resources"]
    else { return [] }
    let names = resources.compactMap { resource -> String? in
      guard case .string(let path)? = resource["path"], path.hasSuffix(".csv"),
        !path.contains("/")
      else { return nil }
      return path
    }
    return Set(names + [PackageDescriptor.name])
  }

  private func csvFiles() throws -> Set<String> {
    guard let folder = opendir(folder) else { return [] }
    defer { closedir(folder) }
    var names: Set<String> = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(".csv"), !name.hasPrefix(".") { names.insert(name) }
    }
    return names
  }
}
