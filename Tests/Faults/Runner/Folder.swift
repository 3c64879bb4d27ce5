import Foundation

/// The folder an operation works in.
struct Folder {
  let path: String

  /// Files to ingest.
  static let files =
    URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().path + "/Files"
  /// Files the tests of the command line use too.
  static let fixtures =
    URL(filePath: files)
    .deletingLastPathComponent().deletingLastPathComponent().path + "/Fixtures"

  /// A new one; in memory where the system has such a place, since nothing here has to survive a
  /// power cut.
  static func temporary() throws -> Folder {
    let memory = "/dev/shm"
    let manager = FileManager.default
    let parent = manager.isWritableFile(atPath: memory) ? memory : manager.temporaryDirectory.path
    let folder = Folder(path: "\(parent)/faults-\(UUID().uuidString)")
    try manager.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
    return folder
  }

  /// The knowledge base.
  var database: String { file("kb.db") }

  func file(_ name: String) -> String { "\(path)/\(name)" }

  /// Names of everything in it, sorted.
  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
  }

  /// Empties it, and puts a copy of a knowledge base in it.
  func reset(to database: [UInt8]?) throws {
    for name in try names { try FileManager.default.removeItem(atPath: file(name)) }
    if let database { try Data(database).write(to: URL(filePath: self.database)) }
  }

  /// The bytes of a file; nil when there is none.
  func bytes(of name: String) -> [UInt8]? {
    FileManager.default.contents(atPath: file(name)).map { Array($0) }
  }
}
