/// Folding: the one form under which texts are indexed and names are matched.
///
/// Case, width, diacritics and other compatibility forms, traditional Chinese characters and
/// punctuation disappear, so that "GPT‑4o" finds "gpt-4o" and 臺積電 finds 台积电. A query is folded
/// like the text it searches. The rules of single code points are made from Unicode 15.0 by
/// Scripts/unicode-tables.py; the rules of context are in ``Folder``.
///
/// Every combining mark goes, those of Indic scripts included: `unicode61`, which tokenises the
/// index text, would cut a word at them.
public enum Fold {
  /// Version of the rules. An index made under another version has to be made anew.
  public static let version: Int = 1

  /// The token that stands where a sentence ends, so that phrases do not cross it. A private-use
  /// character, which `unicode61` takes for a letter; the ones of the input are dropped.
  package static let sentinel: Unicode.Scalar = "\u{E000}"

  /// The folded text for the full-text index: tokens joined by single spaces, every Han character
  /// and kana a token of its own, a sentinel token U+E000 between sentences.
  ///
  ///     Fold.fold("华为发布昇腾910C。GPT-4.5!")  // "华 为 发 布 升 腾 910c \u{E000} gpt 4 5"
  public static func fold(_ text: String) -> String { folded(text, sentences: true) }

  /// The folded text that names are matched by: as ``fold(_:)``, without sentinels. Folding a key
  /// again changes nothing.
  ///
  ///     Fold.key("GPT‑4o") == Fold.key("gpt-4o")  // "gpt 4o"
  public static func key(_ text: String) -> String { folded(text, sentences: false) }

  /// Appends the folded index text of `utf8` to `out`. Bytes that are not UTF-8 separate tokens.
  package static func append(_ utf8: UnsafeBufferPointer<UInt8>, to out: inout ByteBuffer) {
    var observer = NoObserver()
    Folder.run(utf8, sentences: true, into: &out, observer: &observer)
  }

  /// The tokens of ``fold(_:)``, each with the part of `text` that it comes from.
  ///
  /// Joined by spaces they are the folded text. A character that folds to several tokens (㍿) gives
  /// each of them its whole range.
  package static func tokens(_ text: String) -> [FoldToken] {
    var text = text
    var out = ByteBuffer(capacity: text.utf8.count * 2)
    var observer = TokenObserver()
    text.withUTF8 { Folder.run($0, sentences: true, into: &out, observer: &observer) }
    return observer.tokens(in: out)
  }

  private static func folded(_ text: String, sentences: Bool) -> String {
    var text = text
    var out = ByteBuffer(capacity: text.utf8.count * 3 / 2 + Folder<NoObserver>.slack)
    var observer = NoObserver()
    text.withUTF8 { Folder.run($0, sentences: sentences, into: &out, observer: &observer) }
    return out.text()
  }
}
