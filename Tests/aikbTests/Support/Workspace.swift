import Foundation
import Testing

/// A folder of one test, with a knowledge base of its own; removed with everything in it when the
/// test ends.
final class Workspace {
  /// What the knowledge base holds at the start.
  enum Content {
    /// There is no file yet.
    case nothing
    /// As `aikb init --empty` leaves it.
    case empty
    /// As `aikb init` leaves it.
    case seeds
    /// The small knowledge base of `Tests/Fixtures/own`, for answers compared letter for letter.
    case own
    /// The same with what is said about it, of `Tests/Fixtures/said`: events, figures, claims and
    /// their evidence, a document.
    case said
  }

  private let root: String
  /// Where programs start and files lie.
  let folder: String
  private let launcher: Launcher

  init(_ content: Content = .seeds, environment: [String: String] = [:]) throws {
    let program = try Program.path()
    root = FileManager.default.temporaryDirectory.path + "/aikb-\(UUID().uuidString)"
    folder = root + "/work"
    for name in ["work", "bin", "captures"] {
      try FileManager.default.createDirectory(
        atPath: "\(root)/\(name)", withIntermediateDirectories: true)
    }
    try FileManager.default.createSymbolicLink(
      atPath: root + "/bin/aikb", withDestinationPath: program)
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let own = [
      "PATH": "\(root)/bin:\(path)", "HOME": root, "LANG": "C.UTF-8", "AIKB_DB": folder + "/kb.db",
    ]
    launcher = Launcher(
      folder: folder, captures: root + "/captures",
      environment: own.merging(environment) { $1 }.filter { !$0.value.isEmpty })
    switch content {
    case .nothing: break
    case .empty: try Template.empty.get().write(to: URL(filePath: database))
    case .seeds: try Template.seeds.get().write(to: URL(filePath: database))
    case .own: try Template.own.get().write(to: URL(filePath: database))
    case .said: try Template.said.get().write(to: URL(filePath: database))
    }
  }

  deinit {
    // A test may have forbidden to write here.
    try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder)
    try? FileManager.default.removeItem(atPath: root)
  }

  // MARK: Programs

  /// Runs `aikb` on the test's knowledge base.
  @discardableResult
  func aikb(_ arguments: String..., input: String? = nil) throws -> Output {
    try launcher.run(root + "/bin/aikb", arguments, input: input.map { Data($0.utf8) })
  }

  /// Runs `aikb`, which has to succeed.
  @discardableResult
  func succeed(
    _ arguments: String..., input: String? = nil, at location: SourceLocation = #_sourceLocation
  ) throws -> Output {
    let output = try launcher.run(
      root + "/bin/aikb", arguments, input: input.map { Data($0.utf8) })
    #expect(
      output.status == 0, "aikb \(arguments.joined(separator: " ")): \(output.messages)",
      sourceLocation: location)
    return output
  }

  /// Runs `aikb`, which has to succeed and to print exactly this on standard output.
  func succeed(
    _ arguments: String..., printing text: String, at location: SourceLocation = #_sourceLocation
  ) throws {
    let output = try launcher.run(root + "/bin/aikb", arguments)
    #expect(output.text == text, sourceLocation: location)
    #expect(
      output.status == 0, "aikb \(arguments.joined(separator: " ")): \(output.messages)",
      sourceLocation: location)
  }

  /// Runs `aikb` and kills it after so many seconds if it still runs.
  func aikb(_ arguments: String..., killedAfter seconds: Double) throws -> Output {
    try launcher.run(root + "/bin/aikb", arguments, seconds: seconds, isKillExpected: true)
  }

  /// Runs a script of the shell, with `aikb` on its PATH.
  @discardableResult
  func shell(_ script: String, input: String? = nil) throws -> Output {
    try launcher.run("/bin/sh", ["-c", script], input: input.map { Data($0.utf8) })
  }

  /// Runs a script of the shell, which has to succeed.
  @discardableResult
  func succeed(shell script: String, at location: SourceLocation = #_sourceLocation) throws
    -> Output
  {
    let output = try shell(script)
    #expect(output.status == 0, "\(script): \(output.messages)", sourceLocation: location)
    return output
  }

  /// Runs a script as a user whom permissions bind: root becomes nobody.
  func unprivileged(_ script: String) throws -> Output {
    guard getuid() == 0 else { return try shell(script) }
    // The program may lie where nobody else may look. A process of its own copies it: a program
    // started meanwhile by another test would inherit a file of ours that is open for writing, and
    // what is being written cannot be executed.
    let program = root + "/bin/aikb"
    try FileManager.default.removeItem(atPath: program)
    let copied = try launcher.run("/usr/bin/env", ["cp", try Program.path(), program])
    #expect(copied.status == 0, "cp: \(copied.messages)")
    for path in [root, root + "/bin", program, folder] {
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }
    let nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    return try launcher.run("/usr/bin/env", nobody + ["/bin/sh", "-c", script])
  }

  /// Runs a statement in SQLite's own shell, which has to succeed.
  @discardableResult
  func sqlite3(
    _ sql: String, on file: String? = nil, at location: SourceLocation = #_sourceLocation
  ) throws -> Output {
    let output = try launcher.run("/usr/bin/env", ["sqlite3", file ?? database, sql])
    #expect(output.status == 0, "sqlite3: \(output.messages)", sourceLocation: location)
    return output
  }

  // MARK: Files

  /// The knowledge base.
  var database: String { file("kb.db") }

  /// The path of a file in the folder.
  func file(_ name: String) -> String { "\(folder)/\(name)" }

  /// Names of everything in the folder, sorted.
  var files: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: folder).sorted() }
  }

  func write(_ name: String, _ text: String) throws { try write(name, Data(text.utf8)) }

  func write(_ name: String, _ bytes: Data) throws {
    let url = URL(filePath: file(name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try bytes.write(to: url)
  }

  func bytes(of name: String) throws -> Data { try Data(contentsOf: URL(filePath: file(name))) }

  func text(of name: String) throws -> String {
    String(decoding: try bytes(of: name), as: UTF8.self)
  }

  /// Copies a file, or a folder (a name without a dot), of `Tests/Fixtures` here. Only the bytes:
  /// whoever runs the tests need not own the tree.
  func fixture(_ name: String, as copy: String? = nil) throws {
    let source = "\(Program.tree)/Tests/Fixtures/\(name)"
    if name.contains(".") {
      try write(copy ?? name, try Data(contentsOf: URL(filePath: source)))
    } else {
      for (file, bytes) in try Self.files(in: source) {
        try write("\(copy ?? name)/\(file)", bytes)
      }
    }
  }

  /// Everything the knowledge base says, file by file.
  func contents(at location: SourceLocation = #_sourceLocation) throws -> [String: Data] {
    let folder = root + "/contents"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try succeed("export", "--all", folder, at: location)
    return try Self.files(in: folder)
  }

  /// The files of a folder and their bytes.
  static func files(in folder: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      files[name] = try Data(contentsOf: URL(filePath: "\(folder)/\(name)"))
    }
    return files
  }
}

/// Knowledge bases made once and copied for each test.
private enum Template {
  static let seeds = made(by: "aikb init")
  static let empty = made(by: "aikb init --empty")
  static let own = made(by: "aikb init --empty && aikb ingest own")
  static let said = made(by: "aikb init --empty && aikb ingest own said")

  private static func made(by script: String) -> Result<Data, any Error> {
    Result {
      let workspace = try Workspace(.nothing)
      for folder in ["own", "said"] { try workspace.fixture(folder) }
      let output = try workspace.shell(script)
      guard output.status == 0 else { throw Failed(messages: output.messages) }
      return try workspace.bytes(of: "kb.db")
    }
  }

  struct Failed: Error { let messages: String }
}
