/// Names that are ordinary words of their language as well: 前沿 is the supercomputer Frontier and
/// "the forefront". They are taken for a name only where the context says so.
enum OrdinaryWords {
  private static let chinese: Set<String> = [
    "前沿", "创意", "創意", "浪潮", "星火", "曙光", "小米", "快手", "苹果", "蘋果", "天工", "商量", "百灵", "豆包",
    "百川", "盘古", "盤古", "超微", "通快", "高意", "科天", "新思", "豪雅", "混元", "长存", "胜高", "应用材料", "灵光",
    "幻方", "阶跃", "階躍", "天马", "天馬", "天池", "真武", "含光", "星辰", "银河", "銀河", "长城", "長城", "理想", "现代",
    "金山", "方正", "迅雷", "海光", "元宝", "悟道", "书生", "蓝图", "探索", "昆仑", "飞腾", "领英", "脸书", "字节", "紫光", "天河",
    "神威", "顶点",
  ]

  /// These begin a sentence with a capital whatever they mean.
  private static let english: Set<String> = [
    "alphabet", "amazon", "apple", "arctic", "arm", "aurora", "azure", "block", "bloom", "cadence",
    "canon", "character", "coherent", "colossus", "command", "cortex", "cursor", "dawning", "disco",
    "eagle", "falcon", "figure", "frontier", "grace", "granite", "helios", "hyperion", "inception",
    "intelligence", "ironwood", "jupiter", "mercury", "meta", "moonshot", "nothing", "nova",
    "oracle", "perplexity", "prometheus", "scale", "screen", "sierra", "snowflake", "spark",
    "stargate", "summit", "target", "titan", "together",
  ]

  /// Whether the name, as it is written at its place in a text, may be just a word.
  static func contain(_ written: String, at name: Range<Int>, _ tokens: [MentionToken]) -> Bool {
    let first = tokens[name.lowerBound]
    guard first.isAlphabetic else { return chinese.contains(written) }
    let beginsSentence = name.lowerBound == 0 || first.gap == .sentence
    return name.count == 1 && beginsSentence && english.contains(first.text)
  }
}
