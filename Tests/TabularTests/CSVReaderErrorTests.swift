import Foundation
import Fuzzing
import Glibc
import Messages
import Tabular
import Testing

@Suite struct CSVReaderErrorTests {
  /// What a column without a name may mean.
  private let further = "; if the header stands further down, say --header LINE"

  @Test func `a file that cannot be opened is named with the reason`() throws {
    let folder = try TemporaryFolder()
    let missing = folder.file("none.csv")
    #expect(openMessage(missing) == "\(missing): no such file")
    #expect(openMessage(folder.path) == "\(folder.path): is a directory, not a file")
  }

  @Test(.enabled(if: geteuid() != 0, "the superuser may read everything"))
  func `a file that may not be read is named with the reason`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Array("a\n".utf8), to: "secret.csv")
    chmod(path, 0)
    #expect(openMessage(path) == "\(path): cannot be opened: Permission denied")
  }

  @Test(arguments: ["", "\u{FEFF}", "\n\r\n", "sep=;\n"])
  func `a file without a header line is empty`(text: String) {
    #expect(message(for: text) == "t.csv: empty file: there is no header line")
  }

  @Test func `a record with too few or too many fields is told by its line`() {
    #expect(message(for: "a,b,c\n1,2,3\n\n1,2\n") == "t.csv:4: 2 fields, header has 3")
    #expect(message(for: "a,b\n1,2,3\n") == "t.csv:2: 3 fields, header has 2")
    #expect(message(for: "a,b\n   \n") == "t.csv:2: 1 field, header has 2")
  }

  @Test func `a quote left open is told by the line on which it was opened`() {
    #expect(
      message(for: "a,b\n1,\"x\ny\"\n2,\"open\n3,4\n")
        == "t.csv:4: column 2 (b): the quote opened here is never closed")
    #expect(
      message(for: "a,\"b\n1,2\n") == "t.csv:1: column 2: the quote opened here is never closed")
  }

  @Test func `text after a closing quote is told by line and column`() {
    let expected = "t.csv:2: column 2 (b): text after the closing quote"
    #expect(message(for: "a,b\n1,\"x\" y\n") == expected)
    #expect(message(for: "a,b\n1,\"x\"y\"z\",3\n") == expected)
    #expect(message(for: "a,b\n1,\"x\"y") == expected)
    #expect(
      message(for: "a,b\n1,\"x\n\"y\n") == "t.csv:3: column 2 (b): text after the closing quote")
  }

  @Test func `bytes that are not UTF-8 are told by line and column`() {
    let before = Array("name,note\nok,好\n\"two\nlines\",".utf8)
    #expect(
      message(for: before + [0x92] + Array("s\n".utf8))
        == "t.csv:4: column 2 (note): not UTF-8: byte 0x92")
    #expect(message(for: [0x61, 0xFF]) == "t.csv:1: column 1: not UTF-8: byte 0xFF")
  }

  @Test(
    arguments: [
      [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80],
      [0xF0, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80],
      [0xE4, 0xB8], [0xE4, 0xB8, 0x41], [0xF0, 0x9F, 0x98], [0xC3],
    ] as [[UInt8]])
  func `sequences that Unicode calls ill-formed are refused`(sequence: [UInt8]) {
    let line = Array("a\nlong enough for words ".utf8)
    let expected = "t.csv:2: column 1 (a): not UTF-8: byte 0x\(hex(sequence[0]))"
    #expect(message(for: line + sequence) == expected, "at the end")
    #expect(message(for: line + sequence + Array(" and on\n".utf8)) == expected, "inside")
  }

  @Test(
    arguments: [
      "\u{7F}", "\u{80}", "\u{7FF}", "\u{800}", "\u{FFFF}", "\u{10000}", "\u{10FFFF}", "\u{92}",
      "\u{D7FF}", "\u{E000}",
    ])
  func `the first and last characters of each length are text`(character: String) throws {
    #expect(try reader("a\nx\(character)y\n").rest() == [["x\(character)y"]])
  }

  @Test func `a NUL is told by its position in the file`() {
    #expect(
      message(for: "a,b\n1,x\0y\n")
        == "t.csv:2: column 2 (b): binary data: NUL at byte 8 of the file")
    #expect(
      message(for: Array("\u{FEFF}a".utf8) + [0] + [UInt8](repeating: 7, count: 3_000_000))
        == "t.csv:1: column 1: binary data: NUL at byte 5 of the file")
  }

  @Test func `a position in the file counts what has left the buffer`() throws {
    let bytes = Array(("a\n" + String(repeating: "1234567\n", count: 100) + "\0").utf8)
    let reader = try reader(bytes, bufferSize: 16)
    let error = #expect(throws: TabularError.self) { try reader.rest() }
    #expect(error?.line == 102)
    #expect(error?.reason.en == "binary data: NUL at byte 803 of the file")
  }

  @Test func `a column without a name or with another's name is refused`() {
    #expect(message(for: "a,,c\n") == "t.csv:1: column 2: the column has no name\(further)")
    #expect(message(for: "a,,,d,\n") == "t.csv:1: column 2: the column has no name\(further)")
    #expect(message(for: ",b\n") == "t.csv:1: column 1: the column has no name\(further)")
    #expect(message(for: ",,\n") == "t.csv:1: column 1: the column has no name\(further)")
    #expect(
      message(for: "a,b, a\n") == "t.csv:1: column 3 (a): column 1 has the same name")
  }

  @Test func `something in a column without a name at the end is refused`() throws {
    #expect(
      message(for: "a,b,,\n1,2,,\n1,2,,x\n")
        == "t.csv:3: column 4: the column has no name, but this field is not empty")
    #expect(message(for: "a,b,,\n1,2\n") == "t.csv:2: 2 fields, header has 4")
    let reader = try reader("a,\n1,x\n2,\n")
    #expect(throws: TabularError.self) { try reader.next() }
    #expect(reader.canContinue)
    #expect(reader.rawText == "1,x")
    #expect(try reader.rest() == [["2"]])
  }

  @Test func `a record above the limit is refused and nothing is read behind it`() throws {
    let text = "a\n" + String(repeating: "x", count: 5000) + "\n1\n"
    let reader = try reader(Array(text.utf8), bufferSize: 64, recordLimit: 4096)
    #expect(throws: TabularError.self) { try reader.next() }
    #expect(!reader.canContinue)
    #expect(try !reader.next())
  }

  @Test(arguments: [64, 4096])
  func `a quote left open is told by its line where the limit ends the record`(
    bufferSize: Int
  ) throws {
    let text = "a,b\n\"x\ny\",\"open\n" + String(repeating: "line,\"\"\n", count: 1000)
    let reader = try reader(Array(text.utf8), bufferSize: bufferSize, recordLimit: 4096)
    let error = #expect(throws: TabularError.self) { try reader.next() }
    #expect(
      error?.description
        == "t.csv:3: column 2 (b): record longer than 4 KiB: the quote opened here is not closed")
  }

  @Test func `the limit is 64 MiB unless another is given`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Array("a\n1\n\"open".utf8), to: "open.csv")
    // A file with a hole: its size on the disk is nothing, its end is NUL bytes.
    #expect(truncate(path, 200 << 20) == 0)
    let reader = try CSVReader(file: path)
    #expect(try reader.next())
    let error = #expect(throws: TabularError.self) { try reader.next() }
    #expect(error?.line == 3)
    #expect(error?.reason.en == "record longer than 64 MiB: the quote opened here is not closed")
    #expect(reader.bytesRead <= 65 << 20)
  }

  @Test(arguments: [1, 7, 1 << 20])
  func `reading goes on behind a record at fault`(bufferSize: Int) throws {
    var bytes = Array("a,b\n1,2\n3\n4,\"x\"y\n5,".utf8)
    bytes += [0xFF] + Array("\n6,".utf8) + [0xC3, 0x0A] + Array("7,8\n9,\"open\n".utf8)
    let reader = try reader(bytes, bufferSize: bufferSize)
    var log: [String] = []
    while true {
      do {
        guard try reader.next() else { break }
        log.append("\(reader.string(0)) \(reader.string(1))")
      } catch {
        #expect(reader.canContinue)
        log.append("\(error) [\(reader.rawText)]")
      }
    }
    #expect(
      log == [
        "1 2",
        "t.csv:3: 1 field, header has 2 [3]",
        "t.csv:4: column 2 (b): text after the closing quote [4,\"x\"y]",
        "t.csv:5: column 2 (b): not UTF-8: byte 0xFF [5,\u{FFFD}]",
        "t.csv:6: column 2 (b): not UTF-8: byte 0xC3 [6,\u{FFFD}]",
        "7 8",
        "t.csv:8: column 2 (b): the quote opened here is never closed [9,\"open\n]",
      ])
  }

  @Test func `an error prints what is known of its place`() {
    var error = TabularError(file: "models.csv", reason: Message("not a date: soon", "不是日期：soon"))
    #expect(error.description == "models.csv: not a date: soon")
    error.line = 12
    #expect(error.description == "models.csv:12: not a date: soon")
    error.column = 3
    #expect(error.description == "models.csv:12: column 3: not a date: soon")
    error.columnName = "released"
    #expect(error.description == "models.csv:12: column 3 (released): not a date: soon")
  }

  @Test func `random bytes are read or refused, but never crash`() {
    var generator = SeededGenerator(seed: 20)
    let alphabet = Array("a,;\"\"\"\n\r\n é中".utf8) + [0, 0xFF, 0xE4]
    for _ in 0..<5_000 {
      let count = Int.random(in: 0...40, using: &generator)
      let bytes = (0..<count).map { _ in alphabet.randomElement(using: &generator) ?? 0 }
      guard let reader = try? reader(bytes, bufferSize: 5) else { continue }
      while true {
        do {
          guard try reader.next() else { break }
        } catch {
          guard reader.canContinue else { break }
        }
        // Every field must be safe to ask for, of a record at fault too.
        for index in 0..<reader.fieldCount { _ = reader.string(index) }
      }
    }
  }

  private func openMessage(_ path: String) -> String {
    do {
      _ = try CSVReader(file: path)
      return "no error"
    } catch {
      return error.description
    }
  }

  private func hex(_ byte: UInt8) -> String { String(byte, radix: 16, uppercase: true) }
}
