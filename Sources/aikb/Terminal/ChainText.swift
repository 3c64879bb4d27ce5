import KnowledgeBase

/// What joins two entities, as text for a person: a line for each chain, and under it who says so.
struct ChainText {
  let result: PathResult
  /// Key of the one source that counts.
  var accordingTo: String?
  let language: Language

  var text: String {
    var blocks: [[String]] = []
    if !result.direct.isEmpty {
      blocks.append(
        [language.text("directly", "直接")] + result.direct.flatMap { block($0, number: " ") })
    }
    let width = String(result.chains.count).count
    blocks += result.chains.enumerated().map { index, chain in
      let number = String(index + 1)
      return block(chain, number: String(repeating: " ", count: width - number.count) + number)
    }
    if let accordingTo {
      let heading = language.text("according to \(accordingTo)", "依据 \(accordingTo)")
      if blocks.isEmpty {
        blocks = [[heading + language.colon + language.notStated]]
      } else {
        blocks.insert([heading], at: 0)
      }
      if !result.others.isEmpty {
        blocks.append([language.text("others", "其他来源")])
        blocks += result.others.map { block($0, number: " ") }
      }
    }
    return blocks.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  private func block(_ chain: Chain, number: String) -> [String] {
    let languages: [Language] = language == .both ? [.en, .zh] : [language]
    let indent = String(repeating: " ", count: number.count)
    let lines = languages.enumerated().map { index, language in
      (index == 0 ? number : indent) + "  " + Self.line(chain, language)
    }
    return lines + chain.steps.flatMap { step in sources(step).map { indent + "    " + $0 } }
  }

  /// `Huawei –designs→ CloudMatrix 384 –competes with→ GB200 NVL72 ←designs– Nvidia`.
  static func line(_ chain: Chain, _ language: Language) -> String {
    guard let first = chain.steps.first else { return "" }
    return chain.steps.reduce(language.text(first.from.name, first.from.nameZH)) { text, step in
      let label = language == .zh ? step.predicate.label.zh : step.predicate.label.en
      let mark = step.validity == .possible ? "?" : ""
      let arrow = step.direction == .inward ? "←\(label)\(mark)–" : "–\(label)\(mark)→"
      return "\(text) \(arrow) \(language.text(step.to.name, step.to.nameZH))"
    }
  }

  /// `huawei designs cloudmatrix-384 (since 2025): cloudmatrix-paper, semianalysis-cloudmatrix`.
  private func sources(_ step: ChainStep) -> [String] {
    let ends = [step.from.key, step.to.key]
    let (subject, object) =
      step.direction == .inward ? (ends[1], ends[0]) : (ends[0], ends[1])
    return step.relations.map { relation in
      let details = [
        relation.qualifier, period(relation),
        relation.validity.flatMap(language.doubt),
      ].compactMap(\.self)
      let said =
        relation.sources.isEmpty
        ? language.text("no source", "无来源") : relation.sources.joined(separator: ", ")
      let isOthers = accordingTo.map { !step.isStated(by: $0) } ?? false
      return "\(subject) \(step.predicate.name) \(object)"
        + (isOthers ? " [\(language.notStated)]" : "")
        + (details.isEmpty ? "" : " (\(details.joined(separator: "; ")))") + ": " + said
    }
  }

  private func period(_ relation: ChainRelation) -> String? {
    switch (relation.validFrom, relation.validTo) {
    case (nil, nil): nil
    case (let from?, nil): "\(language.text("from", "自")) \(from)"
    case (nil, let to?): "\(language.text("to", "至")) \(to)"
    case (let from?, let to?): "\(from) – \(to)"
    }
  }
}
