/// Composition of conjoining jamo, so that decomposed Korean folds as composed Korean does.
/// See "Hangul Syllable Composition", https://www.unicode.org/versions/Unicode15.0.0/ch03.pdf.
enum Hangul {
  private static let leading: Range<UInt32> = 0x1100..<0x1113
  private static let vowels: Range<UInt32> = 0x1161..<0x1176
  private static let trailing: Range<UInt32> = 0x11A8..<0x11C3
  private static let syllables: Range<UInt32> = 0xAC00..<0xD7A4

  /// The syllable that `last` and the jamo `next` make together; nil when they stay apart.
  @inline(__always)
  static func composed(_ last: @autoclosure () -> UInt32?, _ next: UInt32) -> UInt32? {
    guard next >= vowels.lowerBound, next < trailing.upperBound, let last = last() else {
      return nil
    }
    if leading.contains(last), vowels.contains(next) {
      return syllables.lowerBound + ((last - leading.lowerBound) * 21 + next - vowels.lowerBound)
        * 28
    }
    if syllables.contains(last), (last - syllables.lowerBound) % 28 == 0, trailing.contains(next) {
      return last + next - trailing.lowerBound + 1
    }
    return nil
  }
}
