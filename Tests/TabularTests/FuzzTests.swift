import Foundation
import Fuzzing
import Testing

/// Inputs of every form with bytes changed, cut out, doubled and mixed; `make fuzz` reads a million.
@Suite struct FuzzTests {
  @Test func `no input crashes, hangs, or loses a row without a word`() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Fixtures/workbooks")
    let files = try ["calc.xlsx", "calc.ods", "models.xlsx"].map {
      Array(try Data(contentsOf: folder.appending(path: $0)))
    }
    for number in 0..<1_500 {
      var generator = FuzzGenerator(number: number, files: files)
      let complaint = TableOracle.complaint(about: generator.input())
      #expect(complaint == nil, "input \(number)")
    }
  }
}
