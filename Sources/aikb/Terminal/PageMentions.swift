import KnowledgeBase

/// The passages that name an entity, by document, for its page.
struct PageMentions {
  let mentions: [EntityPage.PassageMention]
  let language: Language

  /// Passages shown of each document.
  private static let limit = 8

  var lines: [String] {
    guard !mentions.isEmpty else { return [] }
    var lines = [language.text("named in", "提及")]
    for document in documents {
      lines.append("  \(document[0].title) (\(document[0].document))")
      for mention in document.prefix(Self.limit) {
        let place = [mention.section, mention.heading].compactMap(\.self).joined(separator: " ")
        let times = mention.count > 1 ? " ×\(mention.count)" : ""
        lines.append("    #\(mention.passage) \(place)\(times)")
      }
      let more = document.count - Self.limit
      if more > 0 { lines.append("    " + language.text("… and \(more) more", "……另有 \(more) 段")) }
    }
    return lines
  }

  /// The mentions of each document.
  private var documents: [[EntityPage.PassageMention]] {
    mentions.reduce(into: []) { documents, mention in
      if documents.last?.first?.document == mention.document {
        documents[documents.count - 1].append(mention)
      } else {
        documents.append([mention])
      }
    }
  }
}
