import Foundation
import Ingest
import KnowledgeBase
import Tabular

/// The folder in which inputs are ingested, and the knowledge base that each begins with.
package final class Bench {
  /// The files that `export --all` wrote of that knowledge base, by name.
  package let export: [String: String]

  private let folder: String
  private let empty: [UInt8]
  private let filled: [UInt8]

  /// - Parameter fixtures: a folder in our own layout.
  package init(fixtures: String) throws {
    let memory = "/dev/shm"
    let manager = FileManager.default
    let parent = manager.isWritableFile(atPath: memory) ? memory : NSTemporaryDirectory()
    folder = "\(parent)/fuzz-\(UUID().uuidString)"
    try manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let path = folder + "/start.db"
    _ = try Store(path: path, access: .create)
    empty = try Self.bytes(of: path)
    var export: [String: String] = [:]
    do {
      let store = try Store(path: path, access: .write)
      _ = try Ingestor(store, options: Ingestor.Options()).ingest([fixtures])
      let target = folder + "/export"
      try manager.createDirectory(atPath: target, withIntermediateDirectories: true)
      _ = try PackageExport(store, into: target, excel: false, split: false).write()
      for name in try manager.contentsOfDirectory(atPath: target) {
        export[name] = String(decoding: try Self.bytes(of: target + "/" + name), as: UTF8.self)
      }
    }
    self.export = export
    filled = try Self.bytes(of: path)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  var database: String { folder + "/kb.db" }
  /// Where rejected rows go.
  var rejects: String { folder + "/rejects.csv" }

  /// The path of a file of the input; of "" the folder they are in.
  func path(_ name: String) -> String { folder + "/input" + (name.isEmpty ? "" : "/" + name) }

  /// Puts the files of an input in their folder, beside the knowledge base as it was at first.
  func reset(to files: [String: [UInt8]]) throws {
    let manager = FileManager.default
    for name in try manager.contentsOfDirectory(atPath: folder) {
      try manager.removeItem(atPath: folder + "/" + name)
    }
    try manager.createDirectory(atPath: path(""), withIntermediateDirectories: true)
    for (name, bytes) in files { try Data(bytes).write(to: URL(filePath: path(name))) }
    try Data(filled).write(to: URL(filePath: database))
  }

  /// A knowledge base without anything in it.
  func emptyStore() throws -> Store {
    let path = folder + "/copy.db"
    try Data(empty).write(to: URL(filePath: path))
    return try Store(path: path, access: .write)
  }

  /// All that a knowledge base says, as its export has it.
  func contents(of store: Store) throws -> String {
    let sink = ByteSink.memory()
    for file in try store.packageFiles() {
      try sink.write(file.stem + "\n")
      var writer = RowWriter(format: .csv, columns: file.columns, to: sink)
      try PackageRows(store).write(file, to: &writer)
      try writer.finish()
    }
    return String(decoding: sink.bytes, as: UTF8.self)
  }

  /// Writes everything into a folder.
  func export(_ store: Store) throws -> String {
    let target = folder + "/export"
    try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
    _ = try PackageExport(store, into: target, excel: false, split: false).write()
    return target
  }

  func text(of path: String) throws -> String {
    String(decoding: try Self.bytes(of: path), as: UTF8.self)
  }

  private static func bytes(of path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: path)))
  }
}
