/// Makes inputs: the seeds with bytes changed, cut out, doubled and mixed. The same number makes the
/// same input.
package struct FuzzGenerator {
  private var random: SeededGenerator
  /// Whole files to start from, besides the seeds.
  private let files: [[UInt8]]

  package init(number: Int, files: [[UInt8]] = []) {
    random = SeededGenerator(seed: UInt64(truncatingIfNeeded: number) &* 0x2545_F491_4F6C_DD1D)
    self.files = files
  }

  private static let texts = [
    "\"", "\"\"", ",", ";", "\t", "|", "\n", "\r", "\r\n", "{", "}", "[", "]", ":", "\\", "\\u",
    "PK",
    "sep=,", "|---|", "\u{FEFF}", "null", "1e999", "<", ">", "&", "]]>", "<!DOCTYPE", "😀", "中",
    "-1",
    "9223372036854775807", "4294967295", " r=\"1048576\"", " t=\"s\"", "</row>", "<row>", "Mk7777x",
  ].map { Array($0.utf8) }

  private static let bytes: [[UInt8]] = [
    [0], [0xFF], [0xFF, 0xFE], [0x81, 0x30], [0x1F, 0x8B, 8], [0xE4, 0xB8], [0xA4, 0xA4],
  ]

  package mutating func input() -> FuzzInput {
    let form = FuzzInput.Form.allCases.randomElement(using: &random) ?? .file
    var bytes = start(form)
    let changes = Int.random(in: 1...6, using: &random)
    for _ in 0..<changes { change(&bytes, isText: form == .csv) }
    return FuzzInput(form, bytes)
  }

  private mutating func start(_ form: FuzzInput.Form) -> [UInt8] {
    if form == .file, !files.isEmpty, Int.random(in: 0..<4, using: &random) == 0 {
      return files.randomElement(using: &random) ?? []
    }
    let text = FuzzSeeds.texts(form).randomElement(using: &random) ?? ""
    let isWide = form == .file || form == .gzip
    guard isWide, Int.random(in: 0..<4, using: &random) == 0 else { return Array(text.utf8) }
    return text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
  }

  private mutating func change(_ bytes: inout [UInt8], isText: Bool) {
    let at = Int.random(in: 0...bytes.count, using: &random)
    let few = at..<min(bytes.count, at + Int.random(in: 0...9, using: &random))
    switch Int.random(in: 0..<6, using: &random) {
    case 0 where at < bytes.count:
      bytes[at] = isText ? 0x21 : UInt8.random(in: 0...255, using: &random)
    case 1, 2:
      let words = isText ? Self.texts : Self.texts + Self.bytes
      bytes.insert(contentsOf: words.randomElement(using: &random) ?? [], at: at)
    case 3: bytes.removeSubrange(few)
    case 4: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + 30)], at: at)
    case 5 where at % 4 == 0: bytes.removeSubrange(at...)
    default: break
    }
  }
}
