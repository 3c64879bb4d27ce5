import Foundation
import Glibc
import Testing

@testable import Tabular

@Suite struct ReplacementFileTests {
  @Test(.enabled(if: canMakeNamelessFiles(), "the file system has no files without a name"))
  func `a process that is killed leaves nothing, since the file has no name yet`() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(Array("old".utf8), to: "out.csv")
    let new = try ReplacementFile(path: folder.file("new.csv"))
    let replaced = try ReplacementFile(path: folder.file("out.csv"))
    try put("new", in: new)
    try put("new", in: replaced)
    #expect(try folder.names == ["out.csv"])
    #expect(try folder.read("out.csv") == "old")
    withExtendedLifetime((new, replaced)) {}
  }

  @Test(arguments: [true, false])
  func `a file is put in its place with or without a name before`(mayBeNameless: Bool) throws {
    let folder = try TemporaryFolder()
    let path = folder.file("out.csv")
    for text in ["first", "second"] {
      let file = try ReplacementFile(path: path, mayBeNameless: mayBeNameless)
      try put(text, in: file)
      try file.commit()
      #expect(try folder.names == ["out.csv"])
      #expect(try folder.read("out.csv") == text)
      try file.commit()  // once is enough
    }
  }

  @Test(arguments: [true, false])
  func `a commit that fails leaves nothing behind`(mayBeNameless: Bool) throws {
    let folder = try TemporaryFolder()
    let path = folder.file("out.csv")
    do {
      let file = try ReplacementFile(path: path, mayBeNameless: mayBeNameless)
      mkdir(path, 0o777)
      #expect(throws: SinkError.failed(path, code: EISDIR)) { try file.commit() }
    }
    #expect(try folder.names == ["out.csv"])
  }

  @Test func `a temporary name goes away with the file`() throws {
    let folder = try TemporaryFolder()
    do {
      let file = try ReplacementFile(path: folder.file("out.csv"), mayBeNameless: false)
      #expect(try folder.names.count == 1)
      withExtendedLifetime(file) {}
    }
    #expect(try folder.names.isEmpty)
  }

  @Test(arguments: [true, false])
  func `a new file gets the permissions that the umask leaves`(mayBeNameless: Bool) throws {
    let folder = try TemporaryFolder()
    let usual = try folder.write([], to: "usual")
    let file = try ReplacementFile(path: folder.file("out.csv"), mayBeNameless: mayBeNameless)
    try file.commit()
    #expect(mode(folder.file("out.csv")) == mode(usual))
  }

  private func put(_ text: String, in file: ReplacementFile) throws {
    let bytes = Array(text.utf8)
    try #require(write(file.descriptor, bytes, bytes.count) == bytes.count)
  }

  private func mode(_ path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode : nil
  }
}

private func canMakeNamelessFiles() -> Bool {
  let folder = FileManager.default.temporaryDirectory.path
  guard let descriptor = ReplacementFile.openNameless(in: folder) else { return false }
  close(descriptor)
  return true
}
