import KnowledgeBase
import Tabular

/// A timeline as rows. Dates are written as they are known.
struct TimelineRows {
  let timeline: Timeline
  let language: Language

  var columns: [String] {
    ["date", "precision", "event", "entity", "name"] + (language == .both ? ["name_zh"] : [])
      + ["kind", "lane", "scope", "document_no", "note", "others", "sources"]
  }

  var rows: [[Cell]] {
    timeline.entries.map { entry in
      let lane = timeline.lanes[entry.lane].title
      let others = entry.others.map { "\($0.date) [\($0.source)]" }.joined(separator: "; ")
      let name = language == .both ? entry.entity.name : language.name(of: entry.entity)
      return [
        .text(entry.date.text), .text(entry.date.precision.rawValue),
        .text(language == .zh ? entry.label.zh : entry.event), .text(entry.entity.key),
        .text(name),
      ] + (language == .both ? [Cell(entry.entity.nameZH)] : []) + [
        .text(entry.entity.kind), .text(language == .zh ? lane.zh : lane.en), Cell(entry.scope),
        Cell(entry.documentNumber), Cell(entry.note), others.isEmpty ? .null : .text(others),
        entry.sources.isEmpty ? .null : .text(entry.sources.joined(separator: "; ")),
      ]
    }
  }
}
