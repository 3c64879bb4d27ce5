import Foundation

/// The program under test: the file `AIKB_BINARY` names, else the debug build beside these tests.
enum Program {
  /// The top of the tree.
  static let tree = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// The folder with published files to test on, if `AIKB_DATA` names one.
  static let data = ProcessInfo.processInfo.environment["AIKB_DATA"].flatMap {
    $0.isEmpty ? nil : $0
  }

  /// The binary's absolute path.
  ///
  /// - Throws: ``Missing``, so that without a binary every test fails instead of passing unseen.
  static func path() throws -> String {
    let environment = ProcessInfo.processInfo.environment
    let given = environment["AIKB_BINARY"].flatMap { $0.isEmpty ? nil : $0 }
    let path = URL(filePath: given ?? tree + "/.build/debug/aikb").path
    guard FileManager.default.isExecutableFile(atPath: path) else { throw Missing(path: path) }
    return path
  }

  /// There is nothing to test.
  struct Missing: Error, CustomStringConvertible {
    let path: String
    var description: String { "no program at \(path): build it, or set AIKB_BINARY" }
  }
}

extension Program {
  /// The folder of an essay and its checklist, beside the one of the published files.
  static let essay: String? = {
    guard let data = Program.data else { return nil }
    let folder = data + "/../essay"
    return FileManager.default.fileExists(atPath: folder + "/checklist.jsonl") ? folder : nil
  }()
}
