import Testing

@testable import KnowledgeBase

@Suite struct PinyinTests {
  @Test(
    "A Chinese name gives its syllables without tones",
    arguments: [
      ("月之暗面", "yue zhi an mian"), ("深度求索", "shen du qiu suo"), ("百度", "bai du"),
      ("智谱", "zhi pu"), ("华为技术有限公司", "hua wei ji shu you xian gong si"),
    ])
  func syllables(_ name: String, _ expected: String) {
    #expect(Pinyin.syllables(name).joined(separator: " ") == expected)
  }

  @Test("The letter ü is written u, as keys have ASCII letters only")
  func umlaut() {
    #expect(Pinyin.syllables("绿女略虐") == ["lu", "nu", "lue", "nue"])
  }

  @Test("Traditional and simplified names give the same syllables")
  func traditional() {
    #expect(Pinyin.syllables("臺積電") == Pinyin.syllables("台积电"))
    #expect(Pinyin.syllables("臺積電") == ["tai", "ji", "dian"])
  }

  @Test("Latin words and digits stay, folded")
  func mixed() {
    #expect(Pinyin.syllables("智谱AI") == ["zhi", "pu", "ai"])
    #expect(
      Pinyin.syllables("昇腾910C。零一万物") == ["sheng", "teng", "910c", "ling", "yi", "wan", "wu"])
  }

  @Test("What has no reading is left out")
  func noReading() {
    #expect(Pinyin.syllables("かな Ελλάδα！한국") == [])
    #expect(Pinyin.syllables("") == [])
  }

  @Test("The first reading counts whatever the word")
  func polyphones() {
    #expect(Pinyin.syllables("长江") == ["zhang", "jiang"])
    #expect(Pinyin.syllables("银行") == ["yin", "xing"])
  }
}
