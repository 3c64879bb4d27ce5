internal import Tabular

/// The levels of headings in a plain text that neither numbers nor marks them.
///
/// What remains of the levels there is the lead-in: a section that holds one short paragraph and is
/// followed by sections that hold much more introduces those. They are its subsections up to the
/// next lead-in, up to a heading that closes a text ("结论", "Conclusion"), and no more of them than
/// the lead-in counts ("两国…", "three ways …"). With fewer than two of them it introduces nothing.
enum HeadingLevels {
  /// A heading and the paragraphs before the next.
  struct Section {
    let heading: String
    let paragraphs: [String]
  }

  /// A level for each section, 1 or 2.
  static func of(_ sections: [Section]) -> [Int] {
    var levels = [Int](repeating: 1, count: sections.count)
    for (index, section) in sections.enumerated() where isLeadIn(section) {
      let limit = count(in: section.paragraphs[0]) ?? Int.max
      let width = DisplayWidth.of(section.paragraphs[0])
      let children = sections[(index + 1)...].prefix {
        !isLeadIn($0) && !isClosing($0.heading) && Self.width($0) > 2 * width
      }.prefix(limit)
      guard children.count > 1 else { continue }
      for child in children.indices { levels[child] = 2 }
    }
    return levels
  }

  /// At most eighty Chinese characters in one paragraph.
  private static func isLeadIn(_ section: Section) -> Bool {
    section.paragraphs.count == 1 && DisplayWidth.of(section.paragraphs[0]) <= 160
      && !isClosing(section.heading)
  }

  private static func width(_ section: Section) -> Int {
    section.paragraphs.reduce(0) { $0 + DisplayWidth.of($1) }
  }

  private static func isClosing(_ heading: String) -> Bool {
    let closings = [
      "结论", "結論", "结语", "結語", "总结", "總結", "参考文献", "參考文獻", "附录", "附錄", "致谢", "致謝",
      "conclusion", "summary", "outlook", "references", "appendix", "acknowledgements",
    ]
    return closings.contains { heading.lowercased().hasPrefix($0) }
  }

  /// How many things a lead-in announces.
  private static func count(in text: String) -> Int? {
    let numerals: [Character: Int] = ["两": 2, "兩": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6]
    for (numeral, next) in zip(text, text.dropFirst()) {
      if let count = numerals[numeral], "国國个個种種点點方类類项項大条條层層家步".contains(next) {
        return count
      }
    }
    let words = ["two": 2, "three": 3, "four": 4, "five": 5, "six": 6]
    return text.lowercased().split { !$0.isLetter }.lazy.compactMap { words[String($0)] }.first
  }
}
