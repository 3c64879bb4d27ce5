/// Words in which a character is not read as Unihan's first reading has it, as far as they turn up in
/// names: 长 is "chang" in 长鑫 and "zhang" in 校长.
///
/// Curated by hand from the names of firms, places, institutions and policies in the Seeds and in
/// lists of Chinese cities; the readings are those of 现代汉语词典.
enum PolyphoneWords {
  /// The longest word, in characters.
  static let longest = 4

  /// Whether some word begins with this character.
  static func begins(with character: String) -> Bool { beginnings.contains(character) }

  private static let beginnings = Set(words.keys.map { String($0.prefix(1)) })

  /// The syllables of a word, in simplified characters; nil where the first readings are right.
  static func syllables(_ word: String) -> [String]? { words[word] }

  private static let words: [String: [String]] = {
    var words: [String: [String]] = [:]
    for line in table.split(separator: "\n") {
      let parts = line.split(separator: " ").map(String.init)
      words[parts[0]] = Array(parts.dropFirst())
    }
    return words
  }()

  private static let table = """
    长鑫 chang xin
    长江 chang jiang
    长电 chang dian
    长城 chang cheng
    长安 chang an
    长春 chang chun
    长沙 chang sha
    长存 chang cun
    长虹 chang hong
    长飞 chang fei
    长川 chang chuan
    长光 chang guang
    长臂 chang bi
    长期 chang qi
    长文本 chang wen ben
    长上下文 chang shang xia wen
    校长 xiao zhang
    部长 bu zhang
    增长 zeng zhang
    成长 cheng zhang
    银行 yin hang
    行业 hang ye
    央行 yang hang
    行动 xing dong
    行政 xing zheng
    行为 xing wei
    执行 zhi xing
    重庆 chong qing
    重组 chong zu
    重复 chong fu
    重构 chong gou
    重塑 chong su
    成都 cheng du
    首都 shou du
    都市 du shi
    厦门 xia men
    六安 lu an
    蚌埠 beng bu
    乐山 le shan
    音乐 yin yue
    西藏 xi zang
    朝鲜 chao xian
    朝阳 chao yang
    柏林 bo lin
    阿里 a li
    阿联酋 a lian qiu
    会计 kuai ji
    单于 chan yu
    单独 dan du
    模具 mu ju
    供应 gong ying
    供给 gong ji
    调查 diao cha
    调度 diao du
    调制 tiao zhi
    微调 wei tiao
    协调 xie tiao
    空间 kong jian
    传感 chuan gan
    传统 chuan tong
    自传 zi zhuan
    率先 shuai xian
    效率 xiao lu
    数据 shu ju
    参数 can shu
    参考 can kao
    降低 jiang di
    还原 huan yuan
    给予 ji yu
    华为 hua wei
    为之 wei zhi
    转化 zhuan hua
    处理 chu li
    处方 chu fang
    中兴 zhong xing
    中国 zhong guo
    大夫 dai fu
    大疆 da jiang
    尽管 jin guan
    解决 jie jue
    校准 jiao zhun
    系统 xi tong
    角色 jue se
    薄膜 bo mo
    血液 xue ye
    卡脖子 qia bo zi
    石油 shi you
    相机 xiang ji
    强化 qiang hua
    弹性 tan xing
    弹药 dan yao
    更新 geng xin
    分子 fen zi
    载荷 zai he
    曾毅 zeng yi
    仇 qiu
    盛合 sheng he
    盛美 sheng mei
    澎湃 peng pai
    的卢 di lu
    地平线 di ping xian
    地区 di qu
    实地 shi di
    目的 mu di
    标的 biao di
    """
}
