import KnowledgeBase
import Tabular

/// The page of an entity as rows (section, property, value, detail, sources), for CSV and JSON.
struct PageRows {
  let page: EntityPage

  var rows: [[Cell]] {
    var rows: [[Cell]] = [
      row("entity", "key", .text(page.entity.key)), row("entity", "kind", .text(page.entity.kind)),
      row("entity", "name", .text(page.entity.name)),
    ]
    if let name = page.entity.nameZH { rows.append(row("entity", "name_zh", .text(name))) }
    for (property, text) in [
      ("description", page.description), ("description_zh", page.descriptionZH),
      ("retired", page.retired), ("as_of", page.asOf?.text),
    ] {
      if let text { rows.append(row("entity", property, .text(text))) }
    }
    for item in page.derived {
      rows.append(row("property", item.column.name, .text(item.value)))
    }
    for item in page.properties {
      rows.append(
        row(
          "property", item.property.name, Cell(item.value),
          item.confidences.isEmpty
            ? nil : item.confidences.map { "confidence \($0.word)" }.joined(separator: "; "),
          item.sources))
      for other in item.others {
        rows.append(
          row("other", item.property.name, Cell(other.value), item.reason, [other.source]))
      }
    }
    for item in page.unknowns {
      rows.append(
        row("unknown", item.property.name, .text(item.state), item.wording, [item.source]))
    }
    for event in page.events {
      let details = [event.scope, event.note].compactMap(\.self)
      rows.append(
        row(
          "event", event.type, .text(event.date),
          details.isEmpty ? nil : details.joined(separator: "; "), event.sources))
    }
    for figure in page.figures {
      let details = [
        figure.object?.key, figure.until.map { "\(figure.date) – \($0)" } ?? figure.date,
        figure.currency, figure.unit, figure.basis, figure.condition,
        figure.low.map { "low \(Humanize.short($0))" },
        figure.high.map { "high \(Humanize.short($0))" },
      ].compactMap(\.self)
      rows.append(
        row(
          "figure", figure.measure, Cell(figure.value), details.joined(separator: "; "),
          figure.sources))
    }
    for claim in page.claims {
      rows.append(
        row("claim", claim.key, .text(claim.text ?? claim.textZH ?? ""), claim.modality))
    }
    for mention in page.mentions {
      let place = [mention.section, mention.heading].compactMap(\.self).joined(separator: " ")
      rows.append(
        row(
          "mention", "\(mention.document)#\(mention.passage)", .integer(Int64(mention.count)),
          place.isEmpty ? nil : place))
    }
    for group in page.relations {
      let name = group.isForward ? group.predicate.name : group.predicate.inverse
      for relation in group.relations {
        let details = [
          relation.qualifier, relation.validFrom.map { "from \($0)" },
          relation.validTo.map { "to \($0)" },
          relation.validity.flatMap(Language.en.doubt), relation.share.map { "share \($0)" },
          relation.quantity.map { "quantity \(Humanize.short($0)) \(relation.unit ?? "")" },
          relation.note,
        ].compactMap(\.self)
        rows.append(
          row(
            "relation", name, .text(relation.other.key),
            details.isEmpty ? nil : details.joined(separator: "; "), relation.sources))
        for other in relation.others {
          rows.append(
            row(
              "other", "\(name) \(relation.other.key) \(other.column)", .text(other.value), nil,
              [other.source]))
        }
      }
    }
    for name in page.names {
      rows.append(
        row("name", name.role, .text(name.text), name.lang, name.source.map { [$0] } ?? []))
    }
    for identifier in page.identifiers {
      rows.append(row("identifier", identifier.scheme, .text(identifier.value)))
    }
    return rows
  }

  private func row(
    _ section: String, _ property: String, _ value: Cell, _ detail: String? = nil,
    _ sources: [Int] = []
  ) -> [Cell] {
    let keys = sources.map { page.sources[$0 - 1].key }.joined(separator: "; ")
    return [
      .text(section), .text(property), value, Cell(detail), keys.isEmpty ? .null : .text(keys),
    ]
  }
}
