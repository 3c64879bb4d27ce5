/// Words that Taiwan and Hong Kong use for what the mainland calls otherwise, beyond the characters
/// that ``Fold`` makes the same: 晶片 is 芯片, 輝達 is 英伟达.
///
/// A query is also looked for under the other word. The texts keep their own: folded into one form,
/// 晶 would no longer be found in 晶片.
enum RegionalWords {
  /// Groups of words with one meaning, in simplified characters. Curated by hand; words that mean
  /// something else across the strait (土豆, 资讯) stay out.
  private static let groups: [[String]] = table.split(separator: "\n").map {
    $0.split(separator: " ").map(String.init)
  }

  /// Words by their first character.
  private static let words: [String: [(word: [String], others: [[String]])]] = {
    var words: [String: [(word: [String], others: [[String]])]] = [:]
    for group in groups {
      let split = group.map { $0.unicodeScalars.map(String.init) }
      for (index, word) in split.enumerated() {
        let others = split.indices.filter { $0 != index }.map { split[$0] }
        words[word[0], default: []].append((word, others))
      }
    }
    return words
  }()

  /// The folded tokens with regional words exchanged, the original not among them; at most four.
  static func variants(of tokens: [String]) -> [[String]] {
    var variants: [[String]] = []
    for (index, token) in tokens.enumerated() where token.utf8.count > 1 {
      for (word, others) in words[token] ?? [] where tokens[index...].starts(with: word) {
        for other in others {
          var variant = tokens
          variant.replaceSubrange(index..<index + word.count, with: other)
          if !variants.contains(variant) { variants.append(variant) }
        }
      }
    }
    return Array(variants.prefix(4))
  }

  private static let table = """
    芯片 晶片
    英伟达 辉达
    人工智能 人工智慧
    集成电路 积体电路
    软件 软体
    硬件 硬体
    内存 记忆体
    服务器 伺服器
    网络 网路
    程序 程式
    算法 演算法
    光刻 微影
    硅片 硅晶圆 矽晶圆
    硅 矽
    纳米 奈米
    数字化 数位化
    大数据 大资料
    数据中心 资料中心
    数据库 资料库
    超级计算机 超级电脑
    激光 雷射
    质量 品质
    特朗普 川普
    智能手机 智慧型手机
    朝鲜 北韩
    韩国 南韩
    沙特阿拉伯 沙乌地阿拉伯
    意大利 义大利
    新西兰 纽西兰
    澳大利亚 澳洲
    老挝 寮国
    云计算 云端运算
    算力 运算力
    机器学习 机械学习
    操作系统 作业系统
    开源 开放原始码
    """
}
