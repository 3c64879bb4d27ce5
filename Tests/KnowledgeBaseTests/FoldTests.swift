import Foundation
import Testing

@testable import KnowledgeBase

/// "|" stands for the sentinel in expectations.
private func folded(_ text: String) -> String {
  Fold.fold(text).replacingOccurrences(of: "\u{E000}", with: "|")
}

@Suite struct FoldTests {
  @Test(
    "Letters and digits stay together, case, width and diacritics go",
    arguments: [
      ("DeepSeek R1", "deepseek r1"), ("ＤｅｅｐＳｅｅｋ　Ｒ１", "deepseek r1"),
      ("Zürich", "zurich"), ("Zu\u{308}rich", "zurich"), ("São Paulo", "sao paulo"),
      ("Straße", "strasse"), ("STRASSE", "strasse"), ("Łódź", "lodz"), ("Ærø", "aero"),
      ("ﬁne", "fine"), ("①", "1"), ("5㎏", "5kg"), ("GPT Ⅳ", "gpt iv"), ("1½", "1 1 2"),
      ("⑴ a", "1 a"), ("İstanbul", "istanbul"), ("Ελλάς", "ελλασ"), ("١٢٣", "123"),
      ("m²", "m2"), ("Llama™ 4", "llama 4"), ("ŉ", "n"),
    ])
  func lettersAndDigits(_ text: String, _ expected: String) {
    #expect(folded(text) == expected)
  }

  @Test(
    "Every Han character and kana is a token of its own",
    arguments: [
      ("华为", "华 为"), ("华为Ascend 910C芯片", "华 为 ascend 910c 芯 片"),
      ("カタカナ", "カ タ カ ナ"), ("ガ", "カ"), ("ｶﾞ", "カ"), ("か\u{3099}", "か"),
      ("サーバー", "サ ー ハ ー"), ("㍿", "株 式 会 社"), ("人々", "人 々"), ("〇", "〇"),
      ("𠮷野家", "𠮷 野 家"), ("⻓城", "长 城"), ("⽉之暗⾯", "月 之 暗 面"),
      ("한국어", "한국어"), ("\u{1112}\u{1161}\u{11AB}국어", "한국어"),
    ])
  func hanAndKana(_ text: String, _ expected: String) {
    #expect(folded(text) == expected)
  }

  @Test(
    "Traditional characters become simplified ones",
    arguments: [
      ("臺積電", "台 积 电"), ("台積電", "台 积 电"), ("颱風", "台 风"), ("輝達", "辉 达"),
      ("華為", "华 为"), ("爲", "为"), ("體", "体"), ("導", "导"), ("龍", "龙"), ("恢復", "恢 复"),
      ("關於", "关 于"), ("這裡裏裡", "这 里 里 里"), ("說説", "说 说"),
      ("國际関係", "国 际 关 系"),
      ("特徵", "特 征"), ("什麼", "什 么"), ("衆眾", "众 众"), ("鍊", "炼"),
    ])
  func traditional(_ text: String, _ expected: String) {
    #expect(folded(text) == expected)
  }

  @Test("A character that is simplified already stays, even if Unihan knows another for it")
  func simplifiedStays() {
    #expect(Fold.key("后干面里台著乾只准余云系") == "后 干 面 里 台 著 乾 只 准 余 云 系")
  }

  @Test(
    "Separators between tokens become one space, and none stands at the ends",
    arguments: [
      ("  a \t b  ", "a b"), ("GPT-4.5", "gpt 4 5"), ("1,495", "1 495"), ("a_b/c@d", "a b c d"),
      ("", ""), (" \n ", ""), ("...", ""), ("《中国》（AI）", "中 国 ai"), ("👍🏽 ok", "ok"),
      ("25℃", "25 c"), ("a\u{0}b", "a b"),
    ])
  func separators(_ text: String, _ expected: String) {
    #expect(folded(text) == expected)
  }

  @Test(
    "A sentinel stands between sentences, never twice, never first or last",
    arguments: [
      ("中国。美国", "中 国 | 美 国"), ("好！好？好；好…好", "好 | 好 | 好 | 好 | 好"),
      ("One. Two! Three? Four; five", "one | two | three | four | five"),
      ("。。A。。。B。", "a | b"), ("What?! Yes", "what | yes"),
      ("He said \"no.\" Then", "he said no | then"),
      ("(so.) Then", "so | then"), ("很好!我们", "很 好 | 我 们"), ("3.人工", "3 人 工"), (".NET", "net"),
      ("end.", "end"), ("U.S.’s plan", "u s s plan"), ("Wait...what", "wait what"),
      ("Wait... what", "wait | what"), ("3．5", "3 5"),
    ])
  func sentences(_ text: String, _ expected: String) {
    #expect(folded(text) == expected)
  }

  @Test(
    "A line end separates sentences when it is doubled or follows punctuation",
    arguments: [
      ("a\nb", "a b"), ("a\r\nb", "a b"), ("a\n\nb", "a | b"), ("a\r\n \r\nb", "a | b"),
      ("a:\nb", "a | b"), ("标题\n正文", "标 题 正 文"), ("句。\n句", "句 | 句"),
      ("state-of-the-\nart", "state of the art"), ("a\u{2029}b", "a | b"),
    ])
  func lineEnds(_ text: String, _ expected: String) {
    #expect(folded(text) == expected)
  }

  @Test(
    "Plus and sharp at the end of a word are part of it",
    arguments: [
      ("C++", "cplusplus"), ("DeepLabV3+", "deeplabv3plus"), ("C#", "csharp"), ("A+B", "a b"),
      ("C++语言", "cplusplus 语 言"), ("C++17", "cplusplus 17"), ("Ｃ＋＋", "cplusplus"),
      ("+ a", "a"), ("中+", "中"), ("# Title", "title"), ("F♯ major", "fsharp major"),
      ("a + b", "a b"), ("C#, C++.", "csharp cplusplus"),
    ])
  func plusAndSharp(_ text: String, _ expected: String) {
    #expect(folded(text) == expected)
  }

  @Test(
    "An apostrophe inside a word leaves no trace",
    arguments: [
      ("China's", "chinas"), ("China’s", "chinas"), ("'quoted'", "quoted"),
      ("labs' own", "labs own"),
      ("L’IA", "lia"), ("中's", "中 s"), ("Xi\u{2BC}an", "xian"),
    ])
  func apostrophes(_ text: String, _ expected: String) {
    #expect(folded(text) == expected)
  }

  @Test(
    "What nobody sees leaves no trace",
    arguments: [
      ("Deep\u{200B}Seek", "deepseek"), ("\u{FEFF}a", "a"), ("co\u{AD}operate", "cooperate"),
      ("a\u{202E}b\u{202C}", "ab"), ("葛\u{E0100}城", "葛 城"), ("☺\u{FE0F}a", "a"),
      ("a\u{E000}b", "ab"), ("\u{E000} a \u{E000} b \u{E000}", "a b"), ("a\u{F8FF}\u{10FFFD}", "a"),
    ])
  func invisible(_ text: String, _ expected: String) {
    #expect(folded(text) == expected)
  }

  @Test("A key has no sentinel and is otherwise the same text")
  func keys() {
    #expect(Fold.key("GPT‑4o") == "gpt 4o")
    #expect(Fold.key("gpt-4o") == "gpt 4o")
    #expect(Fold.key("臺積電") == "台 积 电")
    #expect(Fold.key("Yi. 零一万物！好") == "yi 零 一 万 物 好")
  }

  @Test("Appending keeps what the buffer holds, and begins a text of its own")
  func appending() {
    var out = ByteBuffer(capacity: 1)
    for text in ["A。", "B+", "", "中"] {
      var text = text
      text.withUTF8 { Fold.append($0, to: &out) }
    }
    #expect(out.text() == "abplus中")
    out.removeAll()
    Fold.append(UnsafeBufferPointer(start: nil, count: 0), to: &out)
    #expect(out.text() == "")
  }

  @Test("Bytes that are not UTF-8 separate tokens")
  func invalidBytes() {
    for bytes: [UInt8] in [
      [0x61, 0xFF, 0x62], [0x61, 0xC0, 0x80, 0x62], [0x61, 0xED, 0xA0, 0x80, 0x62],
      [0x61, 0xF4, 0x90, 0x80, 0x80, 0x62], [0x61, 0xE4, 0xB8, 0x62],
      [0x61, 0x80, 0x62, 0xE4, 0xB8],
    ] {
      #expect(fold(bytes) == Array("a b".utf8))
    }
  }

  private func fold(_ bytes: [UInt8]) -> [UInt8] {
    var out = ByteBuffer()
    bytes.withUnsafeBufferPointer { Fold.append($0, to: &out) }
    return out.withBytes(Array.init)
  }

  @Test("Random bytes never trap and always fold to valid UTF-8 of the promised form")
  func fuzz() {
    var random = SplitMix64(state: 1)
    let pieces = RandomText.pieces.map { Array($0.utf8) }
    for _ in 0..<20_000 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0..<24, using: &random) {
        if Bool.random(using: &random) {
          bytes.append(UInt8.random(in: 0...255, using: &random))
        } else {
          bytes += pieces.randomElement(using: &random) ?? []
        }
      }
      let result = fold(bytes)
      guard let text = String(validating: result, as: UTF8.self) else {
        Issue.record("invalid UTF-8 from \(bytes)")
        return
      }
      let tokens = text.split(separator: " ", omittingEmptySubsequences: false)
      let wellFormed =
        text.isEmpty
        || !tokens.contains("") && tokens.first != "\u{E000}" && tokens.last != "\u{E000}"
          && !zip(tokens, tokens.dropFirst()).contains { $0 == "\u{E000}" && $1 == "\u{E000}" }
          && !tokens.contains { $0 != "\u{E000}" && $0.unicodeScalars.contains(Fold.sentinel) }
      #expect(wellFormed, "\(bytes) folds to \(text)")
    }
  }

  @Test("Folding a key again changes nothing")
  func idempotent() {
    var random = SplitMix64(state: 2)
    for _ in 0..<20_000 {
      let text = RandomText.make(using: &random)
      let key = Fold.key(text)
      #expect(Fold.key(key).utf8.elementsEqual(key.utf8), "\(text.unicodeScalars.map(\.value))")
    }
  }

  @Test("Folding every code point again changes nothing, and its decomposition folds the same")
  func everyCodePoint() {
    for scalar in RandomText.assignedPlanes {
      let text = "x \(Character(scalar))"
      let key = Fold.key(text)
      let decomposed = Fold.key(text.decomposedStringWithCanonicalMapping)
      // Byte by byte: == on strings would not see what normalisation hides.
      let stable =
        Fold.key(key).utf8.elementsEqual(key.utf8) && decomposed.utf8.elementsEqual(key.utf8)
      #expect(stable, "\(scalar.debugDescription) folds to \(key), decomposed to \(decomposed)")
    }
  }

  @Test("A key without sentinels is the index text without sentinels")
  func keyIsFoldWithoutSentinels() {
    var random = SplitMix64(state: 3)
    for _ in 0..<5_000 {
      let text = RandomText.make(using: &random)
      let words = Fold.fold(text).split(separator: " ").filter { $0 != "\u{E000}" }
      #expect(Fold.key(text) == words.joined(separator: " "))
    }
  }
}

@Suite struct FoldTokenTests {
  @Test("Joined by spaces, the tokens of any text are its folded text")
  func joined() {
    var random = SplitMix64(state: 4)
    for _ in 0..<10_000 {
      let text = RandomText.make(using: &random)
      let tokens = Fold.tokens(text)
      #expect(tokens.map(\.text).joined(separator: " ") == Fold.fold(text))
      #expect(tokens.allSatisfy { $0.isSentinel == ($0.text == "\u{E000}") })
    }
  }

  @Test("Ranges rise, lie within the text, and cut it at whole characters")
  func ranges() {
    var random = SplitMix64(state: 5)
    for _ in 0..<5_000 {
      let text = RandomText.make(using: &random)
      let bytes = Array(text.utf8)
      var last = 0
      for token in Fold.tokens(text) {
        #expect(token.range.lowerBound >= last && !token.range.isEmpty)
        #expect(token.range.upperBound <= bytes.count)
        #expect(String(validating: bytes[token.range], as: UTF8.self) != nil)
        last = token.range.lowerBound
      }
    }
  }

  @Test("A range covers what the token was made of, marks and signs included")
  func coverage() {
    let text = "Cafe\u{301}, China’s C++。臺\u{FE00}電"
    let bytes = Array(text.utf8)
    let tokens = Fold.tokens(text)
    #expect(tokens.map(\.text) == ["cafe", "chinas", "cplusplus", "\u{E000}", "台", "电"])
    #expect(tokens.map(\.isSentinel) == [false, false, false, true, false, false])
    let parts = tokens.map { String(decoding: bytes[$0.range], as: UTF8.self) }
    #expect(
      parts.map { Array($0.utf8) }
        == ["Cafe\u{301}", "China’s", "C++", "。", "臺\u{FE00}", "電"].map { Array($0.utf8) })
  }
}

@Suite struct NormalizationTests {
  @Test("Names are composed, and what is composed stays byte for byte")
  func composes() {
    #expect(Array(Normalization.nfc("Zu\u{308}rich").utf8) == Array("Z\u{FC}rich".utf8))
    #expect(Array(Normalization.nfc("\u{1112}\u{1161}\u{11AB}").utf8) == Array("\u{D55C}".utf8))
    #expect(Array(Normalization.nfc("\u{212B}").utf8) == Array("\u{C5}".utf8))
    #expect(Array(Normalization.nfc("\u{F900}").utf8) == Array("\u{8C48}".utf8))
    for text in ["", "GPT-4o", "月之暗面", "한국", "Zürich", "𠮷"] {
      #expect(Array(Normalization.nfc(text).utf8) == Array(text.utf8))
    }
  }

  @Test("The result is Foundation's, for every code point after a letter and for random texts")
  func agrees() {
    var random = SplitMix64(state: 6)
    var texts = (0..<5_000).map { _ in RandomText.make(using: &random) }
    texts += RandomText.assignedPlanes.map { "a\(Character($0))" }
    for text in texts {
      // By way of the decomposition: composing at once, Foundation leaves U+AC00 U+11AB apart.
      let expected = text.decomposedStringWithCanonicalMapping.precomposedStringWithCanonicalMapping
      if !Normalization.nfc(text).utf8.elementsEqual(expected.utf8) {
        Issue.record("\(text.unicodeScalars.map(\.value))")
      }
    }
  }
}

/// A small generator with a seed, so that a failure can be repeated.
private struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

private enum RandomText {
  /// Every code point of the planes that have characters, and a few beyond.
  static let assignedPlanes =
    [UInt32(0)..<0x3_2400, 0xE_0000..<0xE_1000, 0x10_FF00..<0x11_0000]
    .joined().compactMap(Unicode.Scalar.init)

  /// What texts are made of: everything the folder has a rule for.
  static let pieces = [
    "a", "B", "9", " ", "  ", "\n", "\r\n", ".", "!", "?", ";", ",", "'", "’", "\"", ")", "+", "#",
    "＋", "中", "臺", "カ", "ﾞ", "\u{3099}", "。", "…", "！", "．", "\u{200B}", "\u{AD}", "\u{E000}", "é",
    "e\u{301}", "ß", "½", "㏂", "㍿", "⑴", "ŉ", "ﬁ", "한", "\u{1112}", "\u{1161}", "\u{11AB}", "가",
    "ㄱ",
    "👍", "™", "\u{345}", "𠮷", "ʼ", "\u{2028}", "-",
  ]

  static func make(using random: inout SplitMix64) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 0..<20, using: &random) {
      if Int.random(in: 0..<8, using: &random) == 0 {
        let value = UInt32.random(in: 0..<0x11_0000, using: &random)
        if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
      } else {
        text += pieces.randomElement(using: &random) ?? ""
      }
    }
    return text
  }
}
