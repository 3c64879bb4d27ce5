/// Finds what looks like a name in a text: by capitals, marks around it, or how it ends.
enum CandidateScanner {
  /// What stands between two marks, on one line.
  static func enclosed(
    _ text: [Unicode.Scalar], _ open: Unicode.Scalar, _ close: Unicode.Scalar
  ) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start: Int?
    for (index, scalar) in text.enumerated() {
      if let begin = start, scalar == close {
        found.append(begin..<index)
        start = nil
      } else if scalar == open {
        start = index + 1
      } else if scalar == "\n" {
        start = nil
      }
    }
    return found.filter { $0.count > 1 }
  }

  /// How the Chinese names of companies and institutions end.
  private static let endings: [[Unicode.Scalar]] = [
    "有限公司", "股份公司", "公司", "集团", "集團", "大学", "大學", "学院", "學院", "研究院", "研究所", "实验室", "實驗室",
    "银行", "銀行", "基金会", "基金會", "委员会", "委員會", "联盟", "聯盟",
  ].map { Array($0.unicodeScalars) }
  private static let endingStarts = Set(endings.map { $0[0] })

  /// What says of a company what it does, not how it is called.
  private static let generic: Set<String> = [
    "科技", "汽车", "汽車", "半导体", "半導體", "芯片", "晶片", "初创", "新創", "互联网", "網路", "上市", "外国", "外國",
    "人工智能", "人工智慧", "云计算", "软件", "硬件", "母", "子", "分", "跨国", "本土", "创业", "民营", "国有", "投资", "咨询",
  ]

  /// Characters that end a Chinese name before it begins: particles, conjunctions, prepositions.
  private static let breaks = Set(
    "的了和与與及或在是为為由被把对對从從向到将將等个個家这這那该該其各每某以于於并並也都就而但因如已又后前新旧大小国國际際许多数".unicodeScalars)

  /// Names such as 某某公司: at most eight characters, from the last particle on.
  static func withEnding(_ text: [Unicode.Scalar], _ isKnown: [Bool]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = 0
    while index < text.count {
      guard
        endingStarts.contains(text[index]), !isKnown[index],
        let ending = endings.first(where: { text[index...].starts(with: $0) })
      else {
        index += 1
        continue
      }
      var start = index
      while start > 0, index - start < 6, text[start - 1].isLogographic, !isKnown[start - 1],
        !breaks.contains(text[start - 1])
      {
        start -= 1
      }
      var end = index + ending.count
      while let further = endings.first(where: { text[end...].starts(with: $0) }) {
        end += further.count
      }
      let before = String(String.UnicodeScalarView(text[start..<index]))
      if index - start >= 2, !generic.contains(before) { found.append(start..<end) }
      index = end
    }
    return found
  }

  /// Words that join others of a name without a capital.
  private static let joints: Set<String> = ["of", "and", "for", "the", "de", "&"]

  /// Words no name consists of, though sentences begin with them.
  private static let starters: Set<String> = [
    "a", "an", "the", "this", "that", "these", "those", "it", "its", "he", "she", "we", "they", "i",
    "you", "in", "on", "at", "by", "for", "of", "to", "from", "with", "as", "and", "or", "but",
    "if",
    "when", "while", "after", "before", "since", "because", "although", "however", "what", "which",
    "who", "how", "why", "where", "there", "here", "not", "no", "yes", "all", "some", "many",
    "most",
    "both", "each", "such", "other", "our", "their", "his", "her", "my", "your", "is", "are", "was",
    "were", "be", "has", "have", "had", "do", "does", "did", "will", "would", "can", "could", "may",
    "january", "february", "march", "april", "june", "july", "august", "september", "october",
    "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
    "sunday", "mr", "mrs", "ms", "dr",
  ]

  /// Runs of words with capitals, and the words written small.
  static func capitalised(
    _ text: [Unicode.Scalar], _ isKnown: [Bool]
  ) -> (runs: [Range<Int>], small: Set<String>) {
    var runs: [Range<Int>] = []
    var small: Set<String> = []
    var run: Range<Int>?
    var beginsSentence = true
    func close() {
      if let found = run, isName(text[found], beginsSentence) { runs.append(found) }
      run = nil
    }
    var end = 0
    for word in words(text) {
      let written = String(String.UnicodeScalarView(text[word]))
      let lower = written.lowercased()
      let isJoined =
        word.lowerBound == end + 1 && (text[end] == " " || text[end] == "\u{A0}")
      if !isJoined { close() }
      end = word.upperBound
      let isCapital =
        written.unicodeScalars.contains { $0.properties.isUppercase } && !isKnown[word.lowerBound]
      let isNumber = text[word].allSatisfy { ("0"..."9").contains($0) || $0 == "." }
      if !isCapital, !isNumber {
        small.insert(lower)
        if run == nil || !joints.contains(lower) { close() }
        continue
      }
      if starters.contains(lower) {
        close()
      } else if let open = run {
        run = open.lowerBound..<word.upperBound
      } else if isCapital {
        run = word
        beginsSentence = Self.beginsSentence(text, at: word.lowerBound)
      }
    }
    close()
    return (runs, small)
  }

  /// Whether a word stands first, or after a full stop.
  private static func beginsSentence(_ text: [Unicode.Scalar], at index: Int) -> Bool {
    guard let last = text[..<index].last(where: { !$0.properties.isWhitespace }) else {
      return true
    }
    return ".!?。！？：:“\"".unicodeScalars.contains(last)
  }

  /// More than one letter, and not a word that has its capital from the beginning of a sentence.
  private static func isName(_ run: ArraySlice<Unicode.Scalar>, _ beginsSentence: Bool) -> Bool {
    guard run.count(where: { $0.properties.isAlphabetic }) > 1 else { return false }
    return !beginsSentence || !run.dropFirst().allSatisfy { $0.properties.isLowercase }
  }

  /// Words of Latin, Greek … letters and digits, with the hyphens, stops and apostrophes inside them.
  private static func words(_ text: [Unicode.Scalar]) -> [Range<Int>] {
    func isLetter(_ scalar: Unicode.Scalar) -> Bool {
      if scalar.isASCII {
        return ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
          || ("0"..."9").contains(scalar)
      }
      return !scalar.isLogographic && scalar.properties.isAlphabetic
    }
    var words: [Range<Int>] = []
    var index = 0
    while index < text.count {
      guard isLetter(text[index]) else {
        index += 1
        continue
      }
      let start = index
      while index < text.count,
        isLetter(text[index])
          || ("-.‑+".unicodeScalars.contains(text[index]) && index + 1 < text.count
            && isLetter(text[index + 1]))
      {
        index += 1
      }
      words.append(start..<index)
    }
    return words
  }
}
