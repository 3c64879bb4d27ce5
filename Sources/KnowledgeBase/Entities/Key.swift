internal import CUnicode

/// Keys of entities and sources: `[a-z0-9]+(-[a-z0-9]+)*`, made once from a name, never recomputed.
public enum Key {
  /// Whether `text` has the form of a key.
  public static func isValid(_ text: String) -> Bool {
    var dash = true  // a dash may not come now
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        dash = false
      case UInt8(ascii: "-") where !dash: dash = true
      default: return false
      }
    }
    return !dash
  }

  /// The key a name gives: letters and digits folded to ASCII (`+` → plus, `#` → sharp), Chinese as
  /// pinyin without tones (Unihan's first reading); nil when nothing of the name can be written so.
  ///
  ///     Key.slug("DeepLabV3+")  // "deeplabv3plus"
  ///     Key.slug("月之暗面")      // "yue-zhi-an-mian"
  public static func slug(_ name: String) -> String? {
    var words: [String] = []
    var word = ""
    func close() {
      if !word.isEmpty { words.append(word) }
      word = ""
    }
    for character in Normalization.nfc(name) {
      if character == "+" || character == "#" {
        word += character == "+" ? "plus" : "sharp"
        continue
      }
      if let byte = character.asciiValue {
        let folded = aikb_ascii_text(byte)
        if isLetterOrDigit(folded) {
          word.unicodeScalars.append(Unicode.Scalar(folded))
        } else {
          close()
        }
        continue
      }
      let folded = Fold.key(String(character))
      if folded.utf8.allSatisfy({ Self.isLetterOrDigit($0) }), !folded.isEmpty {
        word += folded
      } else {
        close()
        words += Pinyin.syllables(String(character))
      }
    }
    close()
    return words.isEmpty ? nil : words.joined(separator: "-")
  }

  /// Hexadecimal digits of a hash (FNV-1a, 64 bits) of the natural key: the last resort against
  /// collisions.
  ///
  /// - Parameter digits: up to 16.
  package static func digest(_ naturalKey: String, digits: Int = 6) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in naturalKey.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let hex = String(hash, radix: 16)
    return String((String(repeating: "0", count: 16 - hex.count) + hex).suffix(digits))
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
