internal import Glibc
internal import SQLite
internal import Tabular

/// Writes a whole knowledge base into a folder as a data package: a CSV file for each kind and for
/// what is said about them, and ``PackageDescriptor`` beside them.
package struct PackageExport {
  /// What became of the folder.
  package struct Summary {
    /// The files that were written, in order.
    package internal(set) var files: [String] = []
    /// Files of an earlier export that this one has not, and that were removed.
    package internal(set) var removed: [String] = []
    /// CSV files that lie there and belong to no package of ours.
    package internal(set) var strangers: [String] = []
  }

  private let store: Store
  private let folder: String
  private let isExcel: Bool

  /// - Parameters:
  ///   - folder: exists already.
  ///   - excel: the files are for a spreadsheet: see ``RowWriter``.
  package init(_ store: Store, into folder: String, excel: Bool) {
    self.store = store
    self.folder = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    isExcel = excel
  }

  /// Writes all files, and only when all of them are on the disk puts them in their place.
  ///
  /// - Throws: `SinkError`, with the folder as it was; ``KnowledgeBaseError``.
  package func write() throws -> Summary {
    var summary = Summary()
    let before = resourcesOnDisk()
    try store.reading {
      var sinks: [ByteSink] = []
      var resources: [PackageDescriptor.Resource] = []
      for file in try store.packageFiles() {
        let sink = try ByteSink.file(path(file.stem + ".csv"))
        resources.append(try write(file, to: sink))
        sinks.append(sink)
      }
      let descriptor = PackageDescriptor(store: store, isExcel: isExcel)
      let sink = try ByteSink.file(path(PackageDescriptor.name))
      try descriptor.json(resources).write(to: sink)
      try sink.write("\n")
      sinks.append(sink)
      for sink in sinks { try sink.prepare() }
      for sink in sinks { try sink.commit() }
      summary.files = resources.map { $0.name + ".csv" }
    }
    let kept = Set(summary.files)
    for name in before.subtracting(kept).sorted() where unlink(path(name)) == 0 {
      summary.removed.append(name)
    }
    summary.strangers = try csvFiles().subtracting(kept).sorted()
    return summary
  }

  private func write(
    _ file: Store.PackageFile, to sink: ByteSink
  ) throws -> PackageDescriptor.Resource {
    let digest = RunningDigest()
    sink.observe { digest.update(UnsafeRawBufferPointer($0)) }
    var writer = RowWriter(format: .csv, columns: file.columns, excel: isExcel, to: sink)
    try store.write(file, to: &writer)
    return PackageDescriptor.Resource(
      file: file, name: file.stem, columns: file.columns, bytes: digest.size,
      sha256: digest.finish(), rows: writer.rowCount)
  }

  private func path(_ name: String) -> String { "\(folder)/\(name)" }

  /// The files that the descriptor in the folder lists, where it is one of ours; none that lies
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
    return Set(names)
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
