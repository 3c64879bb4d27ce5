import KnowledgeBase

/// Claims as text for a person.
struct ClaimText {
  let claims: [ClaimEntry]
  let language: Language

  var text: String {
    claims.map { lines($0).joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  private func lines(_ claim: ClaimEntry) -> [String] {
    let texts =
      switch language {
      case .zh: [claim.textZH ?? claim.text]
      case .en: [claim.text ?? claim.textZH]
      case .both: [claim.text, claim.textZH]
      }
    let place = [claim.speaker, claim.source, claim.locator, claim.made].compactMap(\.self)
      .joined(separator: ", ")
    var lines = ["\(claim.key) · \(Self.word(claim.modality, language)) · \(place)"]
    lines += texts.compactMap(\.self).map { "  " + $0 }
    if let quote = claim.quote { lines.append("  “\(quote)”") }
    if !claim.about.isEmpty {
      let names = claim.about.map { language.name($0.name, $0.nameZH) }
      lines.append("  \(Self.word("about", language)): \(names.joined(separator: "; "))")
    }
    for evidence in claim.evidence {
      let details = [evidence.source.map { "[\($0)]" }, evidence.note].compactMap(\.self)
      lines.append(
        "  \(Self.word(evidence.stance, language)): \(evidence.target)"
          + (details.isEmpty ? "" : " " + details.joined(separator: " ")))
    }
    if claim.evidence.isEmpty { lines.append("  \(Self.word("no evidence on record", language))") }
    return lines
  }

  private static func word(_ english: String, _ language: Language) -> String {
    guard language == .zh else { return english }
    return [
      "fact": "事实", "assessment": "评价", "prediction": "预测", "recommendation": "建议",
      "warning": "警告", "conditional": "条件判断", "about": "关于", "supports": "支持",
      "contradicts": "反驳", "premise": "前提", "no evidence on record": "暂无佐证",
    ][english] ?? english
  }
}
