/// The shape of a short text: `9` for digits in a row, `M` for the English name of a month, `P` for
/// `AM` or `PM`, everything else as it is. `12-Mar-2025` is `9-M-9`.
enum WordShape {
  /// No date is longer, in bytes.
  private static let limit = 32

  /// The shape of a text that begins with a digit or a month and has a word in it, which is all that
  /// can be a date; nil of any other, and of a long one.
  static func of(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> String? {
    guard text.count <= limit, let first = text.first,
      isDigit(first) ? text.contains(where: isOfWord) : month(at: text) != nil
    else { return nil }
    var shape: [UInt8] = []
    var rest = text
    while let byte = rest.first {
      if isDigit(byte) {
        rest = rest.drop(while: isDigit)
        shape.append(UInt8(ascii: "9"))
      } else if let length = month(at: rest) {
        rest = rest.dropFirst(length)
        shape.append(UInt8(ascii: "M"))
      } else if isHalf(rest) {
        rest = rest.dropFirst(2)
        shape.append(UInt8(ascii: "P"))
      } else {
        rest = rest.dropFirst()
        shape.append(byte)
      }
    }
    return String(decoding: shape, as: UTF8.self)
  }

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october",
    "november", "december",
  ].map { Array($0.utf8) }

  /// The first three letters of the months: nearly every text is told by them to be no date.
  private static let beginnings = months.map { beginning($0[...]) }

  private static func beginning(_ text: some Collection<UInt8>) -> UInt32 {
    text.prefix(3).reduce(0) { $0 << 8 | UInt32($1 | 0x20) }
  }

  /// How long the name of a month is that a text begins with, whole or its first three letters.
  private static func month(at text: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    guard text.count >= 3, beginnings.contains(beginning(text)) else { return nil }
    let letters = text.prefix { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20 }
    guard letters.count >= 3 else { return nil }
    let isMonth = months.contains { month in
      (letters.count == 3 || letters.count == month.count)
        && zip(letters, month).allSatisfy { $0 | 0x20 == $1 }
    }
    return isMonth ? letters.count : nil
  }

  /// A space, a letter (or what stands beside them in ASCII), or part of a character beyond.
  private static func isOfWord(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte >= UInt8(ascii: "A")
  }

  private static func isHalf(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let two = text.prefix(2).map { $0 | 0x20 }
    return two == Array("am".utf8) || two == Array("pm".utf8)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
  }
}
