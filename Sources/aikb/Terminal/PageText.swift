import KnowledgeBase
import Tabular

/// The page of an entity as text for a person.
struct PageText {
  let page: EntityPage
  let language: Language

  var text: String {
    var lines = [title, subtitle]
    if let retired = page.retired { lines.append(language.text("retired", "已撤销") + " " + retired) }
    if let asOf = page.asOf {
      lines.append(
        language.text(
          "as of \(asOf.text); what has no date on record is left in",
          "截至 \(asOf.text)；无日期记录的内容照列"))
    }
    for text in descriptions { lines += ["", text] }
    lines += section(properties)
    lines += section(events)
    lines += section(figures)
    for group in page.relations { lines += section(relations(group)) }
    lines += section(claims)
    lines += section(PageMentions(mentions: page.mentions, language: language).lines)
    lines += section(names)
    lines += section(sources)
    return lines.joined(separator: "\n") + "\n"
  }

  private var title: String {
    let name =
      switch language {
      case .zh: [page.entity.nameZH ?? page.entity.name]
      case .en: [page.entity.name]
      case .both: [page.entity.name, page.entity.nameZH].compactMap(\.self).removingRepeats
      }
    return name.joined(separator: "  ")
  }

  private var subtitle: String {
    "\(language.text(page.kind.label)) · \(page.entity.key)"
  }

  private var descriptions: [String] {
    switch language {
    case .zh: [page.descriptionZH ?? page.description].compactMap(\.self)
    case .en: [page.description ?? page.descriptionZH].compactMap(\.self)
    case .both: [page.description, page.descriptionZH].compactMap(\.self)
    }
  }

  // MARK: Properties

  private var properties: [String] {
    var rows: [(label: String, value: String)] = []
    for item in page.derived {
      let names = item.names.map { language.text($0.name, $0.nameZH) }.joined(separator: "; ")
      rows.append((language.text(item.column.label), names))
    }
    for item in page.properties {
      let value = Humanize.value(item.value, of: item.property, language)
        .split(separator: "\n", omittingEmptySubsequences: true).joined(separator: "; ")
      rows.append(
        (language.text(item.property.label), value + marks(item.sources)))
      for other in item.others {
        rows.append(
          (
            "",
            "≠ " + Humanize.value(other.value, of: item.property, language) + marks([other.source])
          ))
      }
      if !item.others.isEmpty, let reason = item.reason {
        rows.append(("", language.text("accepted because", "采用理由") + language.colon + reason))
      }
    }
    for item in page.unknowns {
      let says =
        item.state == "none"
        ? language.text("none, says", "无（据）") : language.text("not known, says", "未公开（据）")
      rows.append(
        (
          language.text(item.property.label),
          says + marks([item.source]) + (item.wording.map { ": “\($0)”" } ?? "")
        ))
    }
    for (confidence, sources) in confidences {
      rows.append((language.text("confidence", "置信度"), confidence + marks(sources)))
    }
    return aligned(rows)
  }

  /// Each source's own word for how sure it is, said once.
  private var confidences: [(word: String, sources: [Int])] {
    var found: [(word: String, sources: [Int])] = []
    for item in page.properties {
      for (source, word) in item.confidences {
        if let index = found.firstIndex(where: { $0.word == word }) {
          if !found[index].sources.contains(source) { found[index].sources.append(source) }
        } else {
          found.append((word, [source]))
        }
      }
    }
    return found
  }

  private func aligned(_ rows: [(label: String, value: String)]) -> [String] {
    let width = rows.map { DisplayWidth.of($0.label) }.max() ?? 0
    return rows.map { "  \(DisplayWidth.pad($0.label, to: width))  \($0.value)" }
  }

  // MARK: Dates, figures, claims

  private var events: [String] {
    guard !page.events.isEmpty else { return [] }
    return [language.text("dates", "日期")]
      + aligned(
        page.events.map { event in
          let details = [event.scope, event.note].compactMap(\.self)
          return (
            event.date,
            event.type + (details.isEmpty ? "" : "  (" + details.joined(separator: "; ") + ")")
              + marks(event.sources)
          )
        })
  }

  private var figures: [String] {
    guard !page.figures.isEmpty else { return [] }
    return [language.text("figures", "数据")]
      + aligned(
        page.figures.map { figure in
          let object = figure.object.map { " " + language.text($0.name, $0.nameZH) } ?? ""
          return (figure.measure + object, value(figure) + marks(figure.sources))
        })
  }

  /// `12.5M USD  (2024-01-01 – 2024-12-31; 12M–13M; + 3 older)`.
  private func value(_ figure: EntityPage.PageFigure) -> String {
    let unit = [figure.currency, figure.unit].compactMap(\.self).joined(separator: " / ")
    var text = figure.value.map { Humanize.count($0, language) } ?? "?"
    if !unit.isEmpty { text += " " + unit }
    var details = [figure.until.map { "\(figure.date) – \($0)" } ?? figure.date]
    if let low = figure.low, let high = figure.high {
      details.append("\(Humanize.count(low, language))–\(Humanize.count(high, language))")
    }
    if let condition = figure.condition { details.append(condition) }
    if figure.older > 0 { details.append("+ \(figure.older) \(language.text("older", "较早"))") }
    return text + "  (" + details.joined(separator: "; ") + ")"
  }

  private var claims: [String] {
    guard !page.claims.isEmpty else { return [] }
    return [language.text("claims", "主张")]
      + page.claims.map { claim in
        let text = language == .zh ? claim.textZH ?? claim.text : claim.text ?? claim.textZH
        return "  \(text ?? "")  (\(claim.modality); \(claim.source); \(claim.key))"
      }
  }

  // MARK: Relations

  private func relations(_ group: EntityPage.RelationGroup) -> [String] {
    let predicate = group.isForward ? group.predicate.label : group.predicate.inverseLabel
    return [language.text(predicate)]
      + group.relations.map { relation in
        let details = [
          relation.quantity.map { number in
            "× " + Humanize.short(number) + (relation.unit.map { " \($0)" } ?? "")
          },
          relation.share.map { "\(Humanize.short($0 * 100)) %" }, relation.qualifier,
          period(relation), relation.validity.flatMap(language.doubt),
          relation.note,
        ].compactMap(\.self)
        return "  " + language.text(relation.other.name, relation.other.nameZH)
          + (details.isEmpty ? "" : "  (" + details.joined(separator: "; ") + ")")
          + marks(relation.sources)
          + relation.others.map { "  ≠ \($0.column) \($0.value)" + marks([$0.source]) }.joined()
      }
  }

  private func period(_ relation: EntityPage.PageRelation) -> String? {
    switch (relation.validFrom, relation.validTo) {
    case (nil, nil): nil
    case (let from?, nil): "\(language.text("from", "自")) \(from)"
    case (nil, let to?): "\(language.text("to", "至")) \(to)"
    case (let from?, let to?): "\(from) – \(to)"
    }
  }

  // MARK: Names and sources

  private var names: [String] {
    guard !page.names.isEmpty || !page.identifiers.isEmpty else { return [] }
    var rows: [(label: String, value: String)] = []
    for name in page.names {
      rows.append((name.role, name.text + (name.source.map { marks([$0]) } ?? "")))
    }
    for identifier in page.identifiers { rows.append((identifier.scheme, identifier.value)) }
    return [language.text("names", "名称")] + aligned(rows)
  }

  private var sources: [String] {
    guard !page.sources.isEmpty else { return [] }
    return [language.text("sources", "来源")]
      + page.sources.enumerated().map { index, source in
        let parts = [
          source.title, source.publisher, source.published, source.licence, source.url,
        ].compactMap(\.self)
        return "  [\(index + 1)] \(parts.joined(separator: ". "))"
      }
  }

  // MARK: Small things

  private func section(_ lines: [String]) -> [String] { lines.isEmpty ? [] : [""] + lines }

  private func marks(_ numbers: [Int]) -> String {
    numbers.isEmpty ? "" : " " + numbers.sorted().map { "[\($0)]" }.joined()
  }
}

extension Array where Element: Equatable {
  /// Without elements that equal an earlier one.
  fileprivate var removingRepeats: [Element] {
    reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}
