import CUnicode

/// Mandarin readings, as keys are made of them and as names are typed.
public enum Pinyin {
  /// The syllables of a Chinese name, without tones and with `ü` as `u` (as in 绿, "lu").
  ///
  /// Each Han character gives Unihan's first reading, whatever the word (长 is always "zhang");
  /// words of ASCII letters and digits stay, folded; what has no reading is left out. So every
  /// element matches `[a-z0-9]+`. Keys are made of these and never change: see ``typed(_:)`` for
  /// readings that depend on the word.
  ///
  ///     Pinyin.syllables("月之暗面")  // ["yue", "zhi", "an", "mian"]
  ///     Pinyin.syllables("智谱AI")   // ["zhi", "pu", "ai"]
  package static func syllables(_ text: String) -> [String] {
    parts(of: text).map(\.text)
  }

  /// A Chinese name as it is typed in Latin letters, without spaces, tones and (for `ü`) dots.
  struct Typed: Hashable {
    /// "taijidian", "zhipuai".
    let full: String
    /// The first letters of its characters, with Latin words whole: "tjd", "zpai".
    let initials: String
  }

  /// How a name is typed: as its characters are read in its words (``PolyphoneWords``), and where
  /// that differs also as each is read by itself. Empty for a name without a Chinese character.
  ///
  ///     Pinyin.typed("长鑫存储")  // changxincunchu cxcc, and zhangxincunchu zxcc
  static func typed(_ text: String) -> [Typed] {
    let plain = parts(of: text)
    guard plain.contains(where: \.isHan) else { return [] }
    var read = plain
    var start = 0
    while start < read.count {
      guard PolyphoneWords.begins(with: plain[start].character) else {
        start += 1
        continue
      }
      let longest = min(PolyphoneWords.longest, read.count - start)
      let known = stride(from: longest, to: 0, by: -1).lazy.compactMap { length in
        PolyphoneWords.syllables(
          plain[start..<start + length].map(\.character).joined())
      }.first
      for (offset, syllable) in (known ?? []).enumerated() { read[start + offset].text = syllable }
      start += known?.count ?? 1
    }
    if read == plain { return [typed(plain)] }
    return Set([read, plain].map(Self.typed)).sorted { $0.full < $1.full }
  }

  private static func typed(_ parts: [Part]) -> Typed {
    Typed(
      full: parts.map(\.text).joined(),
      initials: parts.map { $0.isHan ? String($0.text.prefix(1)) : $0.text }.joined())
  }

  private struct Part: Hashable {
    /// The folded character or Latin word.
    let character: String
    /// How it is read.
    var text: String
    let isHan: Bool
  }

  private static func parts(of text: String) -> [Part] {
    Fold.tokens(text).compactMap { token in
      guard !token.isSentinel, let scalar = token.text.unicodeScalars.first else { return nil }
      if let syllable = aikb_pinyin(scalar.value) {
        return Part(character: token.text, text: String(cString: syllable), isHan: true)
      }
      guard token.text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
      return Part(character: token.text, text: token.text, isHan: false)
    }
  }
}
