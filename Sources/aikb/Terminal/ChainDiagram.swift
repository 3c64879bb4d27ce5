import KnowledgeBase

/// Chains as a flowchart in the language of Mermaid, https://mermaid.js.org/syntax/flowchart.html: an
/// arrow from subject to object, dotted where it only may hold, with two heads where it holds both
/// ways.
struct ChainDiagram {
  let result: PathResult
  let language: Language

  var text: String {
    var lines = ["flowchart LR"]
    var nodes: [String: String] = [:]
    var arrows: Set<String> = []
    func node(_ entity: EntityReference) -> String {
      if let known = nodes[entity.key] { return known }
      // A key may hold words and dashes that mean something to Mermaid.
      let name = "n\(nodes.count + 1)"
      nodes[entity.key] = name
      lines.append("  \(name)[\"\(Self.escaped(language.text(entity.name, entity.nameZH)))\"]")
      return name
    }
    _ = (node(result.from), node(result.to))
    for step in result.numbered.flatMap(\.chain.steps) {
      let (from, to) = (node(step.from), node(step.to))
      let (tail, head) = step.direction == .inward ? (to, from) : (from, to)
      let label = Self.escaped(language.text(step.predicate.label))
      let start = step.direction == .either ? "<" : ""
      let arrow =
        step.validity == .possible
        ? "\(start)-. \"\(label)\" .->" : "\(start)-- \"\(label)\" -->"
      let line = "  \(tail) \(arrow) \(head)"
      let again = "  \(head) \(arrow) \(tail)"
      guard step.direction != .either || !arrows.contains(again) else { continue }
      if arrows.insert(line).inserted { lines.append(line) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A label in double quotes; a quote in it is an entity code, and so is a backquote, with which a
  /// label would begin to be Markdown.
  private static func escaped(_ text: String) -> String {
    text.map { character in
      switch character {
      case "\"": "#quot;"
      case "#": "#35;"
      case "`": "#96;"
      case "<": "#lt;"
      case ">": "#gt;"
      case "\n", "\r\n", "\r": " "
      default: String(character)
      }
    }.joined()
  }
}
