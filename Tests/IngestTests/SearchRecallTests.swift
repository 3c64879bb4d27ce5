import Foundation
import KnowledgeBase
import SQLite
import Testing

/// The folder with published files to test on, if `AIKB_DATA` names one.
private let data = ProcessInfo.processInfo.environment["AIKB_DATA"].flatMap {
  $0.isEmpty ? nil : URL(filePath: $0)
}

/// Recall and precision against looking for the substring in every passage.
@Suite("Search finds every passage that holds a word", .enabled(if: data != nil))
struct SearchRecallTests {
  private static func isHan(_ scalar: Unicode.Scalar) -> Bool {
    (0x4E00...0x9FFF).contains(scalar.value)
  }

  /// Sentences of the files, those with Chinese characters apart.
  private static func sentences() throws -> (chinese: [String], english: [String]) {
    guard let data else { return ([], []) }
    var chinese: Set<String> = []
    var english: Set<String> = []
    for path in [
      "../essay", "china_llms/README.md", "cn_mofcom_lists/cn.json",
      "epoch_models/notable_ai_models_2025-12.csv",
      "epoch_models/large_scale_ai_models_2025-12.csv", "eto_supply_chain/inputs.csv",
    ] {
      var files = [data.appending(path: path).standardizedFileURL]
      if path == "../essay" {
        files = try FileManager.default.contentsOfDirectory(
          at: files[0], includingPropertiesForKeys: nil)
      }
      for file in files {
        let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        for line in text.split(whereSeparator: { "\n\r|\"\t".contains($0) }) where line.count > 12 {
          let piece = String(line.prefix(300))
          if piece.unicodeScalars.contains(where: isHan) {
            chinese.insert(piece)
          } else {
            english.insert(piece)
          }
        }
      }
    }
    return (chinese.sorted(), english.sorted())
  }

  /// As the brute force compares: width, case and accents aside.
  private static func plain(_ text: String) -> Data {
    let text = text.precomposedStringWithCompatibilityMapping.lowercased()
    return Data(
      text.replacing("’", with: "'").folding(options: .diacriticInsensitive, locale: nil).utf8)
  }

  /// Whether the word stands in the text with no letter or digit beside it, nor what belongs to a word
  /// as they do: `'` (model's), `+` and `#` (C++).
  private static func holdsWord(_ text: Data, _ word: Data) -> Bool {
    func isLetter(_ byte: UInt8) -> Bool {
      byte >= 0x61 && byte <= 0x7A || byte >= 0x30 && byte <= 0x39 || "'+#".utf8.contains(byte)
    }
    var start = text.startIndex
    while let found = text.range(of: word, in: start..<text.endIndex) {
      let isBegun = found.lowerBound == text.startIndex || !isLetter(text[found.lowerBound - 1])
      let isEnded = found.upperBound == text.endIndex || !isLetter(text[found.upperBound])
      if isBegun, isEnded { return true }
      start = found.lowerBound + 1
    }
    return false
  }

  @Test("20,000 passages: 100 % recall at one to four characters and for Latin words")
  func recall() throws {
    let folder = NSTemporaryDirectory() + "aikb-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let (chinese, english) = try Self.sentences()
    // Both languages in every passage, Chinese sentences in turn.
    let passages = (0..<20_000).map { number in
      chinese[number % chinese.count] + " " + english[number % english.count]
        + (number % 3 == 0 ? "。" + chinese[number / 3 % chinese.count] : "")
    }
    let store = try Store(path: folder + "/kb.db", access: .create)
    try store.writing {
      let writer = try Writer(store)
      let source = try writer.sources.put(Source(key: "text", title: "Text")).id
      let document = try writer.documents.put(
        key: "text", source: source, title: "Text", lang: "zh"
      ).id
      for (number, text) in passages.enumerated() {
        _ = try writer.documents.put(
          Passage(section: nil, heading: nil, text: text), at: number + 1, of: document)
      }
      try writer.finish()
    }
    let texts = passages.map(Self.plain)
    var random = SplitMix(state: 11)
    for length in 0...4 {  // 0 stands for Latin words
      var (right, found, both) = (0, 0, 0)
      for query in Self.queries(length, passages, &random) {
        let word = Self.plain(query)
        let truth = Set(
          texts.indices.filter {
            length == 0 ? Self.holdsWord(texts[$0], word) : texts[$0].range(of: word) != nil
          })
        let expression = try store.search(query, limit: 1).expression
        var hits: Set<Int> = []
        try store.db.query(
          """
          SELECT p.ordinal - 1 FROM search_index JOIN passage p ON p.id = search_index.rowid >> 2
           WHERE search_index MATCH ?1 AND search_index.rowid & 3 = 3
          """, [.text(expression)]
        ) { hits.insert(Int($0.int64(at: 0))) }
        let missed = truth.subtracting(hits).first.map { passages[$0] }
        #expect(missed == nil, "\(query)")
        right += truth.count
        found += hits.count
        both += truth.intersection(hits).count
      }
      let recall = Double(both) / Double(right)
      let precision = Double(both) / Double(found)
      print(
        "\(length == 0 ? "Latin words" : "\(length) Han"): recall \(recall), precision \(precision)"
      )
      #expect(precision >= 0.99)
    }
  }

  /// 80 pieces of the passages: so many Han characters in a row, or a Latin word.
  private static func queries(
    _ length: Int, _ passages: [String], _ random: inout SplitMix
  ) -> [String] {
    var queries: Set<String> = []
    while queries.count < 80 {
      let scalars = Array(passages[Int(random.next() % UInt64(passages.count))].unicodeScalars)
      let start = Int(random.next() % UInt64(scalars.count))
      if length == 0 {
        let words = String(String.UnicodeScalarView(scalars[start...].prefix(60)))
          .split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
        if let word = words.dropFirst().dropLast().first(where: { $0.count > 2 }) {
          queries.insert(String(word))
        }
      } else if start + length <= scalars.count,
        scalars[start..<start + length].allSatisfy(isHan)
      {
        queries.insert(String(String.UnicodeScalarView(scalars[start..<start + length])))
      }
    }
    return queries.sorted()
  }
}

/// SplitMix64 (Steele, Lea and Flood 2014), so that every run asks the same.
private struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}
