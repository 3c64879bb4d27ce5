/// Changes a text at random: by bytes, by words that mean something in its form, by lines. The same
/// random numbers make the same changes.
package struct TextChanges {
  private var random: SeededGenerator
  private let words: [String]

  /// - Parameters:
  ///   - number: of the input.
  ///   - words: to put in the place of others.
  package init(number: Int, words: [String]) {
    random = SeededGenerator(seed: UInt64(truncatingIfNeeded: number) &* 0x9FB2_1C65_1E98_DF25)
    self.words = words
  }

  /// A number below `bound`.
  package mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }

  /// One of a few; the first of none is never asked for.
  package mutating func one<Value>(of values: [Value]) -> Value { values[below(values.count)] }

  /// The text with up to `most` changes.
  package mutating func changed(_ text: String, most: Int = 4) -> [UInt8] {
    var bytes = Array(text.utf8)
    for _ in 0...below(most) {
      switch below(8) {
      case 0: changeByte(&bytes)
      case 1, 2: changeLines(&bytes)
      default: changeWord(&bytes)
      }
    }
    return bytes
  }

  private mutating func changeByte(_ bytes: inout [UInt8]) {
    let at = below(bytes.count + 1)
    switch below(4) {
    case 0 where at < bytes.count: bytes[at] = UInt8(below(256))
    case 1: bytes.removeSubrange(at..<min(bytes.count, at + below(9)))
    case 2 where below(4) == 0: bytes.removeSubrange(at...)
    default: bytes.insert(UInt8(below(256)), at: at)
    }
  }

  /// Leaves a line out, doubles it, puts it in another place or further in.
  private mutating func changeLines(_ bytes: inout [UInt8]) {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let at = below(lines.count)
    let line = lines[at]
    switch below(4) {
    case 0: lines.remove(at: at)
    case 1: lines.insert(line, at: below(lines.count + 1))
    case 2: lines.swapAt(at, below(lines.count))
    default: lines[at] = [UInt8](repeating: UInt8(ascii: " "), count: 1 + below(4)) + line
    }
    bytes = Array(lines.joined(separator: [UInt8(ascii: "\n")]))
  }

  /// Puts a word of the list, or another of the text, in the place of a word or beside it.
  private mutating func changeWord(_ bytes: inout [UInt8]) {
    let places = Self.words(in: bytes)
    guard !places.isEmpty else { return bytes.append(contentsOf: one(of: words).utf8) }
    let place = one(of: places)
    let word = below(3) == 0 ? Array(bytes[one(of: places)]) : Array(one(of: words).utf8)
    switch below(4) {
    case 0: bytes.insert(contentsOf: word, at: place.upperBound)
    case 1: bytes.removeSubrange(place)
    default: bytes.replaceSubrange(place, with: word)
    }
  }

  /// Runs of letters and digits, and the signs between them each by itself.
  private static func words(in bytes: [UInt8]) -> [Range<Int>] {
    func isLetter(_ byte: UInt8) -> Bool {
      byte >= 0x80 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
        || 0x30...0x39 ~= byte || 0x41...0x5A ~= byte || 0x61...0x7A ~= byte
    }
    var words: [Range<Int>] = []
    var at = 0
    while at < bytes.count {
      var end = at + 1
      if isLetter(bytes[at]) { while end < bytes.count, isLetter(bytes[end]) { end += 1 } }
      words.append(at..<end)
      at = end
    }
    return words
  }
}
