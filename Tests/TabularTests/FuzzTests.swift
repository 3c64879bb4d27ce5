import Foundation
import Messages
import Tabular
import Testing

/// Inputs of every form with bytes changed, cut out, doubled and mixed: whatever comes is read or
/// refused with a reason, and ends. `AIKB_FUZZ` is the number of inputs; the same number makes the
/// same inputs.
@Suite struct FuzzTests {
  private static let count =
    ProcessInfo.processInfo.environment["AIKB_FUZZ"].flatMap { Int($0) } ?? 3_000

  private static let texts = [
    "a,b,c\r\n1,\"x\ny\",\"\"\"q\"\"\"\n3,,\n", "sep=;\na;b\n1;2\n", "模型\t日期\n通义千问\t2025\n",
    "[{\"a\":1,\"b\":{\"c\":[1,\"\\u4e2d\\n\"]}},{\"a\":null}]", "{\"a\":1}\n{\"b\":[]}\n",
    "{\"x\":{\"rows\":[{\"k\":true},{\"k\":1e5}]},\"y\":2}",
    "| a | b |\n|---|---|\n| 1 | x\\|y<br> |\n",
  ]

  private static let tokens =
    [
      "\"", "\"\"", ",", ";", "\t", "|", "\n", "\r", "\r\n", "{", "}", "[", "]", ":", "\\", "\\u",
      "PK",
      "sep=,", "|---|", "\u{FEFF}", "null", "1e999", "<", ">", "&", "]]>", "<!DOCTYPE", "😀", "中",
    ].map { Array($0.utf8) } + [
      [0], [0xFF], [0xFF, 0xFE], [0x81, 0x30], [0x1F, 0x8B, 8], [0xE4, 0xB8],
    ]

  @Test func `no input crashes, hangs, or is lost without a word`() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Fixtures/workbooks")
    let seeds =
      Self.texts.map { Array($0.utf8) }
      + Self.texts.map { text in text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } }
      + (try ["calc.xlsx", "calc.ods", "models.xlsx"].map {
        Array(try Data(contentsOf: folder.appending(path: $0)))
      })
    var generator = SeededGenerator(seed: 42)
    for _ in 0..<Self.count {
      var input = seeds.randomElement(using: &generator) ?? []
      for _ in 0..<Int.random(in: 1...6, using: &generator) { mutate(&input, &generator) }
      read(input)
    }
  }

  private func mutate(_ input: inout [UInt8], _ generator: inout SeededGenerator) {
    let at = Int.random(in: 0...input.count, using: &generator)
    switch Int.random(in: 0..<5, using: &generator) {
    case 0 where at < input.count: input[at] = UInt8.random(in: 0...255, using: &generator)
    case 1: input.insert(contentsOf: Self.tokens.randomElement(using: &generator) ?? [], at: at)
    case 2:
      input.removeSubrange(at..<min(input.count, at + Int.random(in: 0...9, using: &generator)))
    case 3: input.insert(contentsOf: input[at..<min(input.count, at + 30)], at: at)
    case 4 where at % 4 == 0: input.removeSubrange(at...)
    default: break
    }
  }

  private func read(_ input: [UInt8]) {
    do {
      let reader = try TableFile.open(ByteSource(bytes: input, name: "f"))
      var records = 0
      while true {
        do {
          guard try reader.next() else { break }
          for index in 0..<reader.fieldCount { _ = reader.bytes(index).count }
        } catch {
          #expect(!error.reason.en.isEmpty && !error.reason.zh.isEmpty)
          guard reader.canContinue else { break }
        }
        records += 1
        // Every record takes at least a byte, or is a row of a sheet.
        #expect(records <= 1_048_576 + input.count, "it ends")
      }
    } catch {
      #expect(!"\(error)".isEmpty)
    }
  }
}
