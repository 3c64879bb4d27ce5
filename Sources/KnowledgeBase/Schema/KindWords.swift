/// Words people use for a kind that comes with the program, beside its name, plural and labels. A search
/// and the headers of tables take them: elsewhere 数据中心 is an entity's name.
enum KindWords {
  /// The name of the kind; nil for any other word.
  static func name(of word: String) -> String? { name(ofFolded: Fold.key(word)) }

  /// The same for folded text.
  static func name(ofFolded word: String) -> String? { names[word] }

  private static let names: [String: String] = {
    var names: [String: String] = [:]
    for (kind, words) in words {
      for word in words.split(separator: " ") { names[Fold.key(String(word))] = kind }
    }
    return names
  }()

  private static let words = [
    "country": "国家 地区",
    "firm": "公司 厂商 企業 company companies",
    "institution":
      "机构 大学 政府机构 institute institutes organisation organisations organization organizations",
    "person": "人物 persons",
    "model": "大模型 语言模型 llm llms",
    "chip": "芯片 加速器 处理器 gpus accelerator accelerators processor processors",
    "facility": "工厂 晶圆厂 数据中心 超算 fab fabs datacenter datacenters",
    "policy": "法规 法律 规则 regulation regulations rule rules law laws",
    "technology": "产品 technologies",
    "concept": "概念",
  ]
}

extension Registry {
  /// The kind that a word of a search means: as ``kind(_:)``, or a word people use for it (公司,
  /// company).
  ///
  /// - Throws: ``KnowledgeBaseError/unknown(what:name:nearest:listed:)``.
  func kind(meantBy word: String) throws -> Kind {
    do {
      return try kind(word)
    } catch {
      guard let name = KindWords.name(of: word) else { throw error }
      return try kind(name)
    }
  }
}

extension Registry {
  /// The kind that folded text is a word for; nil when it is none.
  func kind(written key: String) -> Kind? {
    if let own = kindFolded[key] { return kinds[own] }
    return KindWords.name(ofFolded: key).flatMap { name in kinds.first { $0.name == name } }
  }
}
