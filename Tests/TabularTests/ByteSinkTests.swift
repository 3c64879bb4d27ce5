import Foundation
import Glibc
import Messages
import Tabular
import Testing

@Suite struct ByteSinkTests {
  @Test func `a file appears when it is committed, and only it`() throws {
    let folder = try TemporaryFolder()
    let sink = try ByteSink.file(folder.file("out.csv"))
    try sink.write("hello")
    try sink.flush()
    #expect(try !folder.names.contains("out.csv"))
    try sink.commit()
    #expect(try folder.names == ["out.csv"])
    #expect(try folder.read("out.csv") == "hello")
  }

  @Test func `a file that is not committed leaves nothing behind and harms nothing`() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(Array("old".utf8), to: "out.csv")
    do {
      let sink = try ByteSink.file(folder.file("out.csv"))
      try sink.write("new")
      try sink.flush()
      #expect(try folder.read("out.csv") == "old")
    }
    #expect(try folder.names == ["out.csv"])
    #expect(try folder.read("out.csv") == "old")
  }

  @Test func `a file that is replaced keeps its permissions`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write([], to: "out.csv")
    chmod(path, 0o640)
    let sink = try ByteSink.file(path)
    try sink.write("new")
    try sink.commit()
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o640)
  }

  @Test func `a symbolic link keeps pointing where it does`() throws {
    let folder = try TemporaryFolder()
    let target = try folder.write(Array("old".utf8), to: "target.csv")
    let link = folder.file("link.csv")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
    let sink = try ByteSink.file(link)
    try sink.write("new")
    try sink.commit()
    #expect(try folder.read("target.csv") == "new")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == target)
  }

  @Test func `a device is written to and not replaced`() throws {
    let sink = try ByteSink.file("/dev/null")
    try sink.write("gone")
    try sink.commit()
    var status = stat()
    #expect(stat("/dev/null", &status) == 0)
    #expect(status.st_mode & S_IFMT == S_IFCHR)
  }

  @Test func `a full device says so`() throws {
    let sink = try ByteSink.file("/dev/full")
    try sink.write("x")
    #expect(throws: SinkError.full("/dev/full")) { try sink.flush() }
    #expect(SinkError.full("/dev/full").description == "/dev/full: no space left")
  }

  @Test func `a file that cannot be created is named with the reason`() throws {
    let folder = try TemporaryFolder()
    #expect(throws: SinkError.failed(folder.file("no/out.csv"), code: ENOENT)) {
      try ByteSink.file(folder.file("no/out.csv"))
    }
    let error = try #require(throws: SinkError.self) { try ByteSink.file(folder.path) }
    #expect(error.description == "\(folder.path): cannot be written: Is a directory")
  }

  @Test func `a pipe that nobody reads is told from a failure`() throws {
    signal(SIGPIPE, SIG_IGN)
    var ends: [CInt] = [0, 0]
    #expect(pipe(&ends) == 0)
    close(ends[0])
    defer { close(ends[1]) }
    let sink = ByteSink.descriptor(ends[1], name: "pipe")
    var writer = RowWriter(format: .csv, columns: ["a"], to: sink)
    try writer.write([.integer(1)])
    #expect(throws: SinkError.closedPipe) { try writer.finish() }
    try writer.finish()  // what could not be delivered is gone, and not tried again
  }

  @Test func `more than the buffer holds comes out in order`() throws {
    let sink = ByteSink.memory()
    var expected = ""
    for number in 0..<60_000 {
      try sink.write("line ")
      try sink.write(Int64(number))
      try sink.write(UInt8(ascii: "\n"))
      expected += "line \(number)\n"
    }
    let large = String(repeating: "中", count: 200_000)
    try sink.write(large)
    #expect(String(decoding: sink.bytes, as: UTF8.self) == expected + large)
  }
}
