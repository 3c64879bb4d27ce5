import CUnicode

/// Mandarin readings, as keys are made of them.
public enum Pinyin {
  /// The syllables of a Chinese name, without tones and with `ü` as `u` (as in 绿, "lu").
  ///
  /// Each Han character gives Unihan's first reading, whatever the word (长 is always "zhang");
  /// words of ASCII letters and digits stay, folded; what has no reading is left out. So every
  /// element matches `[a-z0-9]+`.
  ///
  ///     Pinyin.syllables("月之暗面")  // ["yue", "zhi", "an", "mian"]
  ///     Pinyin.syllables("智谱AI")   // ["zhi", "pu", "ai"]
  package static func syllables(_ text: String) -> [String] {
    Fold.tokens(text).compactMap { token in
      guard !token.isSentinel, let scalar = token.text.unicodeScalars.first else { return nil }
      if let syllable = aikb_pinyin(scalar.value) { return String(cString: syllable) }
      return token.text.utf8.allSatisfy { $0 < 0x80 } ? token.text : nil
    }
  }
}
