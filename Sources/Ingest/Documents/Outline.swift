internal import KnowledgeBase
internal import Tabular

/// The headings and paragraphs of a text in Markdown or plain text, in either language.
///
/// A paragraph is what stands between blank lines; where a text has none, every line is one. A heading
/// is a line that Markdown marks (`## Heading`, or underlined), one that begins with its number
/// (`2.1 Heading`, `一、标题`, `第三章 标题`), or in plain text a short line of its own that does not end as
/// a sentence does and has a paragraph after it. Headings without a number are counted per level.
struct Outline {
  /// The first heading, where it stands above everything else.
  private(set) var title: String?
  private(set) var passages: [Passage] = []

  /// zh where more than a fifth of the letters are Chinese characters, else en.
  private(set) var language = "en"

  init(_ text: String) {
    let blocks = Self.blocks(text)
    let isMarkdown = blocks.contains { $0.text.hasPrefix("# ") || $0.text.hasPrefix("## ") }
    let headings = blocks.indices.map { index in
      Heading(
        blocks[index], next: index + 1 < blocks.count ? blocks[index + 1] : nil,
        isMarkdown: isMarkdown, isFirst: index == 0)
    }
    if let first = headings.first ?? nil, first.number == nil, isTitle(first, blocks, isMarkdown) {
      title = first.text
    }
    let levels = isMarkdown ? [:] : Self.levels(of: headings, blocks, title)
    var counters: [Int] = []
    var section: String?
    var heading: String?
    // A heading with nothing under it would be found by nobody.
    var bare: String?
    func keepBare() {
      if let text = bare { passages.append(Passage(section: section, heading: text, text: text)) }
      bare = nil
    }
    // A text says its title again where the first page ends.
    for (index, block) in blocks.enumerated() where block.text != title {
      guard let found = headings[index] else {
        bare = nil
        passages.append(Passage(section: section, heading: heading, text: block.text))
        continue
      }
      if found.text == title { continue }
      keepBare()
      heading = found.text
      bare = found.text
      if let number = found.number {
        section = number
        counters = number.split(separator: ".").compactMap { Int($0) }
      } else {
        let marked = max(1, found.level - (isMarkdown && title != nil ? 1 : 0))
        let level = levels[index] ?? marked
        counters = Array(counters.prefix(level))
        while counters.count < level { counters.append(0) }
        counters[level - 1] += 1
        section = counters.map { String(max(1, $0)) }.joined(separator: ".")
      }
    }
    keepBare()
    language = Self.language(of: text)
  }

  /// Whether the first heading names the whole text: the only one of Markdown's first level, or a line
  /// of plain text.
  private func isTitle(_ found: Heading, _ blocks: [Block], _ isMarkdown: Bool) -> Bool {
    guard isMarkdown else { return true }
    return found.level == 1 && blocks.count { $0.text.hasPrefix("# ") } == 1
  }

  /// The levels of headings without numbers, by the number of their block; none where the text
  /// numbers some of them.
  private static func levels(
    of headings: [Heading?], _ blocks: [Block], _ title: String?
  ) -> [Int: Int] {
    guard headings.allSatisfy({ $0?.number == nil }) else { return [:] }
    let starts = headings.indices.filter { headings[$0].map { $0.text != title } ?? false }
    let ends = starts.dropFirst() + [headings.count]
    let sections = zip(starts, ends).map { start, end in
      HeadingLevels.Section(
        heading: blocks[start].text, paragraphs: blocks[(start + 1)..<end].map(\.text))
    }
    return Dictionary(uniqueKeysWithValues: zip(starts, HeadingLevels.of(sections)))
  }

  private static func language(of text: String) -> String {
    var (han, letters) = (0, 0)
    // The beginning of a long text tells it as well as the whole.
    for scalar in text.unicodeScalars.prefix(100_000) where scalar.properties.isAlphabetic {
      letters += 1
      if scalar.properties.isIdeographic { han += 1 }
    }
    return han * 5 > letters ? "zh" : "en"
  }

  // MARK: Blocks

  /// Lines that belong together.
  struct Block {
    let text: String
    let lineCount: Int
  }

  private static func blocks(_ text: String) -> [Block] {
    let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
      .map { trimmed($0) }
    let hasBlankLines = lines.dropLast().contains("")
    var blocks: [Block] = []
    var current: [String] = []
    func close() {
      if !current.isEmpty {
        blocks.append(Block(text: current.joined(separator: "\n"), lineCount: current.count))
      }
      current = []
    }
    for line in lines {
      let isMarked = line.hasPrefix("#") && Heading.level(ofMarkdown: line) != nil
      if line.isEmpty || isMarked || !hasBlankLines { close() }
      if !line.isEmpty { current.append(line) }
      if isMarked { close() }
    }
    close()
    return blocks
  }

  /// Without white space at the end, and without what indents a paragraph.
  private static func trimmed(_ line: Substring) -> String {
    var line = line
    while let last = line.last, last.isWhitespace { line.removeLast() }
    while let first = line.first, first.isWhitespace { line.removeFirst() }
    return String(line)
  }
}

/// A heading of a text: what it says, its level from 1, and the number it carries.
struct Heading {
  let text: String
  let level: Int
  /// "2.1"; nil where the text does not number it.
  let number: String?

  /// Nil when the block is no heading.
  init?(_ block: Outline.Block, next: Outline.Block?, isMarkdown: Bool, isFirst: Bool) {
    if let level = Self.level(ofMarkdown: block.text) {
      var text = block.text.drop { $0 == "#" }
      while text.last == "#" || text.last == " " { text.removeLast() }
      self.init(numbered: String(text.drop { $0 == " " }), level: level)
      return
    }
    // Underlined, as Markdown also has it.
    let lines = block.text.split(separator: "\n")
    if lines.count == 2, let mark = lines[1].first, mark == "=" || mark == "-",
      lines[1].count >= 3, lines[1].allSatisfy({ $0 == mark })
    {
      self.init(numbered: String(lines[0]), level: mark == "=" ? 1 : 2)
      return
    }
    guard block.lineCount == 1, Self.isShort(block.text) else { return nil }
    if let (number, rest) = Self.number(of: block.text), !rest.isEmpty, next != nil {
      self.init(
        text: rest, level: number.split(separator: ".").count, number: number)
      return
    }
    // In plain text a short line of its own is a heading if something longer comes after it: a caption
    // or a page number has the next heading there.
    guard !isMarkdown, let next, isFirst || !Self.isShort(next.text) || next.lineCount > 1,
      block.text.contains(where: \.isLetter)
    else { return nil }
    self.init(text: block.text, level: 1, number: nil)
  }

  private init(text: String, level: Int, number: String?) {
    self.text = text
    self.level = level
    self.number = number
  }

  private init(numbered text: String, level: Int) {
    if let (number, rest) = Self.number(of: text), !rest.isEmpty {
      self.init(text: rest, level: level, number: number)
    } else {
      self.init(text: text, level: level, number: nil)
    }
  }

  /// The number of `#` before a space; nil for any other line.
  static func level(ofMarkdown line: String) -> Int? {
    let marks = line.prefix { $0 == "#" }.count
    guard (1...6).contains(marks), line.dropFirst(marks).first == " ",
      !line.contains("\n")
    else { return nil }
    return marks
  }

  /// At most forty Chinese characters wide, and not a sentence.
  private static func isShort(_ text: String) -> Bool {
    guard DisplayWidth.of(text) <= 80, let last = text.last else { return false }
    return !"。！？；，：…．.!?;,:\"”」』)）".contains(last) || last == ")" || last == "）"
  }

  /// The number a heading begins with, in Arabic numerals joined by dots, and the rest.
  static func number(of text: String) -> (number: String, rest: String)? {
    let digits = text.prefix { $0.isASCII && $0.isNumber || $0 == "." }
    if let first = digits.first, first != "." {
      let parts = digits.split(separator: ".")
      let after = text.dropFirst(digits.count)
      let mark = after.first
      // "2.1 Heading", "3、标题", "1. Heading"; not "3nm" and not "2025 年".
      guard parts.count <= 4, parts.allSatisfy({ $0.count <= 2 }),
        mark == " " || mark == "、" || mark == "　" || mark == "\t"
      else { return nil }
      return (parts.joined(separator: "."), strip(after))
    }
    var rest = text[...]
    let isChapter = rest.first == "第"
    if isChapter { rest.removeFirst() }
    if rest.first == "（" || rest.first == "(" { return nil }
    let numeral = rest.prefix { "零一二三四五六七八九十".contains($0) }
    guard !numeral.isEmpty, let value = value(ofChinese: String(numeral)) else { return nil }
    let after = rest.dropFirst(numeral.count)
    guard let mark = after.first, isChapter ? "章节部篇".contains(mark) : mark == "、" else {
      return nil
    }
    return (String(value), strip(after))
  }

  private static func strip(_ text: Substring) -> String {
    String(text.drop { $0.isWhitespace || "、.章节部篇".contains($0) })
  }

  /// 1 to 99.
  private static func value(ofChinese numeral: String) -> Int? {
    let digits: [Character: Int] = [
      "零": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    ]
    guard let ten = numeral.firstIndex(of: "十") else {
      return numeral.count == 1 ? numeral.first.flatMap { digits[$0] } : nil
    }
    let before = numeral[..<ten]
    let after = numeral[numeral.index(after: ten)...]
    guard before.count <= 1, after.count <= 1 else { return nil }
    return (before.first.flatMap { digits[$0] } ?? 1) * 10
      + (after.first.flatMap { digits[$0] } ?? 0)
  }
}
