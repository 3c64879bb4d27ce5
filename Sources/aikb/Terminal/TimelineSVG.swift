import KnowledgeBase
import Tabular

/// A timeline as a drawing (SVG): lanes from top to bottom, time from left to right. A day is a
/// dot, a date of which only the month or the year is known a bar over all of it.
struct TimelineSVG {
  let timeline: Timeline
  let language: Language
  /// The span asked for, which the axis shows whole.
  let from: PartialDate?
  let to: PartialDate?

  /// More cannot be told apart.
  static let mostDates = 2000

  // Pixels.
  private static let width = 1200.0
  private static let lanesLeft = 210.0
  private static let lanesRight = 1160.0
  private static let top = 44.0
  private static let rowHeight = 18.0
  private static let lanePadding = 9.0
  private static let fontSize = 12.0
  /// Of half a Han character, and of a Latin one at most.
  private static let cellWidth = 6.6
  private static let labelCells = 58
  private static let titleCells = 28
  /// Told apart by people who do not tell red from green (Okabe and Ito,
  /// https://jfly.uni-koeln.de/color/).
  private static let colours = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56609A", "#8A6D00"]

  /// What happened to one entity on one date, placed.
  private struct Mark {
    let entries: [Timeline.Entry]
    let isDay: Bool
    let start: Double
    let end: Double
    let label: String
    /// The label stands to the left, where it would not fit on the right.
    let isLabelLeft: Bool
    let extent: ClosedRange<Double>
    var row = 0
  }

  private struct LaneDrawing {
    let title: [String]
    let colour: String
    let background: String
    let marks: [Mark]
    let top: Double
    let height: Double
  }

  var text: String {
    let axis = TimelineAxis(
      dates: timeline.entries.flatMap { [clipped($0.date.firstDay), clipped($0.date.lastDay)] }
        + [from?.firstDay, to?.lastDay].compactMap(\.self),
      left: Self.lanesLeft, right: Self.lanesRight)
    let lanes = laneDrawings(axis)
    let bottom = lanes.last.map { $0.top + $0.height } ?? Self.top
    let height = bottom + 48
    var lines = [
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
      """
      <svg xmlns="http://www.w3.org/2000/svg" xml:lang="\(language == .zh ? "zh-Hans" : "en")" \
      width="\(n(Self.width))" height="\(n(height))" viewBox="0 0 \(n(Self.width)) \(n(height))" \
      role="img" font-size="\(n(Self.fontSize))" \
      font-family="'Noto Sans', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif">
      """,
      "<title>\(SVGText.escaped(title))</title>",
      "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>",
    ]
    for lane in lanes {
      lines.append(
        """
        <rect x="0" y="\(n(lane.top))" width="\(n(Self.width))" height="\(n(lane.height))" \
        fill="\(lane.background)"/>
        """)
    }
    for tick in axis.ticks { lines += draw(tick, bottom: bottom) }
    for lane in lanes { lines += draw(lane) }
    lines.append(legend(y: bottom + 34))
    lines.append("</svg>")
    return lines.joined(separator: "\n") + "\n"
  }

  private var title: String {
    let names = timeline.lanes.map { language == .zh ? $0.title.zh : $0.title.en }
    return "\(language.text("Timeline", "时间线")): \(names.joined(separator: "; "))"
  }

  // MARK: Placing

  private func laneDrawings(_ axis: TimelineAxis) -> [LaneDrawing] {
    var lanes: [LaneDrawing] = []
    var top = Self.top
    for (index, lane) in timeline.lanes.enumerated() {
      let entries = timeline.entries.filter { $0.lane == index }
      let marks = packed(
        together(entries).map { mark($0, axis, isAlone: lane.entities.count == 1) })
      let title = WrappedText.lines(self.title(of: lane), width: Self.titleCells)
      let rows = max((marks.map(\.row).max() ?? 0) + 1, title.count)
      let height = Double(rows) * Self.rowHeight + 2 * Self.lanePadding
      lanes.append(
        LaneDrawing(
          title: title, colour: Self.colours[index % Self.colours.count],
          background: index % 2 == 0 ? "#f4f5f7" : "#ffffff", marks: marks, top: top,
          height: height))
      top += height
    }
    return lanes
  }

  /// The words of a filter are the same in both languages.
  private func title(of lane: Timeline.Lane) -> String {
    switch language {
    case .zh: lane.title.zh
    case .both where lane.coverage == nil: language.text(lane.title)
    case .en, .both: lane.title.en
    }
  }

  /// What happened to one entity on one date, in the order of the calendar.
  private func together(_ entries: [Timeline.Entry]) -> [[Timeline.Entry]] {
    var groups: [[Timeline.Entry]] = []
    for entry in entries {
      if let last = groups.last?.first, last.entity == entry.entity, last.date == entry.date {
        groups[groups.count - 1].append(entry)
      } else {
        groups.append([entry])
      }
    }
    return groups
  }

  private func mark(_ entries: [Timeline.Entry], _ axis: TimelineAxis, isAlone: Bool) -> Mark {
    let date = entries[0].date
    let label = label(entries, isAlone: isAlone)
    let labelWidth = Double(DisplayWidth.of(label)) * Self.cellWidth + 8
    var start = axis.x(clipped(date.firstDay))
    var end = axis.x(clipped(date.lastDay), isEnd: true)
    if date.precision == .day {
      let middle = (start + end) / 2
      (start, end) = (middle - 4, middle + 4)
    } else if end - start < 6 {
      end = start + 6
    }
    let isLabelLeft = end + labelWidth > Self.width - 6
    return Mark(
      entries: entries, isDay: date.precision == .day, start: start, end: end, label: label,
      isLabelLeft: isLabelLeft,
      extent: isLabelLeft ? (start - labelWidth)...end : start...(end + labelWidth))
  }

  /// The name, then what happened; a long name is cut rather than what happened.
  private func label(_ entries: [Timeline.Entry], isAlone: Bool) -> String {
    var events: [String] = []
    for entry in entries {
      let event = language.text(entry.label)
      if !events.contains(event) { events.append(event) }
    }
    var words = events.joined(separator: language == .zh ? "、" : ", ")
    if entries.count == 1, let scope = entries[0].scope { words += " (\(scope))" }
    words = DisplayWidth.cut(words, to: Self.labelCells)
    guard !isAlone else { return words }
    let room = max(Self.labelCells - DisplayWidth.of(words), Self.labelCells / 2)
    return DisplayWidth.cut(language.name(of: entries[0].entity), to: room) + " " + words
  }

  /// Puts each mark into the first row of its lane in which nothing overlaps it.
  private func packed(_ marks: [Mark]) -> [Mark] {
    var rows: [[ClosedRange<Double>]] = []
    return marks.map { mark in
      var mark = mark
      let free = rows.firstIndex { row in
        row.allSatisfy {
          $0.upperBound + 4 < mark.extent.lowerBound || mark.extent.upperBound + 4 < $0.lowerBound
        }
      }
      if let free {
        rows[free].append(mark.extent)
        mark.row = free
      } else {
        mark.row = rows.count
        rows.append([mark.extent])
      }
      return mark
    }
  }

  /// A day of a coarse date that lies outside the span asked for, at its edge.
  private func clipped(_ day: Int) -> Int {
    min(max(day, from?.firstDay ?? day), to?.lastDay ?? day)
  }

  // MARK: Drawing

  private func draw(_ tick: TimelineAxis.Tick, bottom: Double) -> [String] {
    let x = n(tick.x)
    return [
      """
      <line x1="\(x)" y1="\(n(Self.top - 6))" x2="\(x)" y2="\(n(bottom))" \
      stroke="#c9ced6" stroke-width="1"/>
      """,
      """
      <text x="\(x)" y="\(n(Self.top - 14))" text-anchor="middle" fill="#5a6270">\
      \(SVGText.escaped(tick.text))</text>
      """,
    ]
  }

  private func draw(_ lane: LaneDrawing) -> [String] {
    let titles = lane.title.enumerated().map { index, line in
      let y = lane.top + Self.lanePadding + Double(index) * Self.rowHeight + 13
      return """
        <text x="12" y="\(n(y))" font-weight="600" fill="\(lane.colour)">\
        \(SVGText.escaped(line))</text>
        """
    }
    return titles + lane.marks.map { draw($0, in: lane) }
  }

  private func draw(_ mark: Mark, in lane: LaneDrawing) -> String {
    let y = lane.top + Self.lanePadding + Double(mark.row) * Self.rowHeight + Self.rowHeight / 2
    let shape =
      mark.isDay
      ? """
      <circle cx="\(n(mark.start + 4))" cy="\(n(y))" r="4" fill="\(lane.colour)"/>
      """
      : """
      <rect x="\(n(mark.start))" y="\(n(y - 4))" width="\(n(mark.end - mark.start))" height="8" \
      rx="4" fill="\(lane.colour)" fill-opacity="0.45"/>
      """
    let x = mark.isLabelLeft ? mark.start - 4 : mark.end + 4
    let tip = mark.entries.map { SVGText.escaped(details($0)) }.joined(separator: "&#10;")
    return """
      <g><title>\(tip)</title>\(shape)\
      <text x="\(n(x))" y="\(n(y + 4))" text-anchor="\(mark.isLabelLeft ? "end" : "start")" \
      fill="#20242b" stroke="\(lane.background)" stroke-width="3" paint-order="stroke">\
      \(SVGText.escaped(mark.label))</text></g>
      """
  }

  /// What a browser shows when the pointer rests on a mark.
  private func details(_ entry: Timeline.Entry) -> String {
    let event = language.text(entry.label)
    let parts = [
      "\(entry.date.text) \(language.name(of: entry.entity)) \(event)",
      entry.documentNumber, entry.scope, entry.note,
      entry.sources.isEmpty ? nil : "[\(entry.sources.joined(separator: "; "))]",
    ]
    return parts.compactMap(\.self).joined(separator: " · ")
  }

  private func legend(y: Double) -> String {
    let day = language.text("day", "精确到日")
    let coarse = language.text("month or year only", "仅知月份或年份")
    let x = Self.lanesLeft
    let second = x + 40 + Double(DisplayWidth.of(day)) * Self.cellWidth
    return """
      <g fill="#5a6270"><circle cx="\(n(x))" cy="\(n(y - 4))" r="4"/>\
      <text x="\(n(x + 10))" y="\(n(y))">\(SVGText.escaped(day))</text>\
      <rect x="\(n(second))" y="\(n(y - 8))" width="24" height="8" rx="4" fill-opacity="0.45"/>\
      <text x="\(n(second + 32))" y="\(n(y))">\(SVGText.escaped(coarse))</text></g>
      """
  }

  private func n(_ value: Double) -> String { SVGText.number(value) }
}
