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
    var lines = ["\(claim.key) · \(word(claim.modality)) · \(place)"]
    lines += texts.compactMap(\.self).map { "  " + $0 }
    if let quote = claim.quote { lines.append("  “\(quote)”") }
    if !claim.about.isEmpty {
      let names = claim.about.map { language.text($0.name, $0.nameZH) }
      lines.append("  \(word("about")): \(names.joined(separator: "; "))")
    }
    for evidence in claim.evidence {
      let details = [evidence.source.map { "[\($0)]" }, evidence.note].compactMap(\.self)
      lines.append(
        "  \(word(evidence.stance)): \(evidence.target)"
          + (details.isEmpty ? "" : " " + details.joined(separator: " ")))
    }
    if claim.evidence.isEmpty { lines.append("  \(word("no evidence on record"))") }
    return lines
  }

  /// A modality, a stance or a word of ours.
  private func word(_ english: String) -> String {
    language.text(english, Self.chinese[english])
  }

  private static let chinese = [
    "fact": "事实", "assessment": "评价", "prediction": "预测", "recommendation": "建议",
    "warning": "警告", "conditional": "条件判断", "about": "关于", "supports": "支持",
    "contradicts": "反驳", "premise": "前提", "no evidence on record": "暂无佐证",
  ]
}
