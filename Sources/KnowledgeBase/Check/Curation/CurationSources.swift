internal import Messages
internal import SQLite

extension Checker {
  /// Sources whose licence is not stated, or forbids what is done with them.
  mutating func sources() throws {
    for (record, values) in try RecordRows.sources.select(
      ["t.licence", "t.reliability"], where: "1", in: store)
    {
      guard let objection = Licence.objection(licence: values[0], reliability: values[1]) else {
        continue
      }
      damage(
        [record], column: "licence", objection,
        values[0] == nil
          ? Message(
            "state it: an SPDX identifier, or proprietary", "请写明 SPDX 标识符，或 proprietary")
          : Message("leave the source and its rows out", "请删去该来源及其数据"))
    }
  }

  /// The longest quote, counted in Chinese characters and in words of other scripts. What is taken
  /// word for word stays a small part of its source.
  private static let longestQuote = 30

  /// Quotes that are more than a few words.
  mutating func quotes() throws {
    for rows in [RecordRows.claims, .citations] {
      var seen: Set<RecordReference> = []
      for (record, values) in try rows.select(
        ["t.quote"], where: "t.quote IS NOT NULL", in: store)
      {
        let length = Fold.key(values[0] ?? "").split(separator: " ").count
        guard length > Self.longestQuote, seen.insert(record).inserted else { continue }
        damage(
          [record], column: "quote",
          Message("a quote of \(length) words or characters", "引文长达 \(length) 字（词）"),
          Message(
            "cut it to \(Self.longestQuote), or say it in words of your own",
            "请缩短至 \(Self.longestQuote) 字（词）以内，或改用自己的话"))
      }
    }
  }

  /// Links that lead nowhere by their form alone. A text property called url holds several, one to a
  /// line.
  mutating func links() throws {
    var columns = [(rows: RecordRows.sources, column: "url")]
    for kind in registry.kinds {
      columns += kind.properties.filter { $0.type == .url || $0.name == "url" }
        .map { (.entities(kind), $0.name) }
    }
    for (rows, column) in columns {
      for (record, values) in try rows.select(
        ["t.\(column.quoted)"], where: "t.\(column.quoted) IS NOT NULL", in: store)
      {
        for link in (values[0] ?? "").split(whereSeparator: \.isNewline)
        where !WebAddress.isValid(link) {
          damage(
            [record], column: column,
            Message("'\(link)' is not the address of a page", "'\(link)' 不是网页地址"),
            Message(
              "write https:// and the address, several one to a line",
              "请写 https:// 开头的完整地址，多个地址各占一行"))
        }
      }
    }
  }
}

/// The form of the addresses of web pages.
enum WebAddress {
  /// Whether a text is an absolute http or https URL with a host that is a name with a dot or a
  /// number, without white space or the characters RFC 3986 leaves out of URLs
  /// (https://www.rfc-editor.org/rfc/rfc3986#section-2).
  static func isValid(_ text: Substring) -> Bool {
    guard let scheme = ["https://", "http://"].first(where: text.hasPrefix) else { return false }
    let rest = text.dropFirst(scheme.count)
    let host = rest.prefix { !"/?#:".contains($0) }
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    let isHost =
      labels.count > 1
      && labels.allSatisfy { label in
        !label.isEmpty && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
      }
    return isHost
      && rest.unicodeScalars.allSatisfy {
        $0.value > 32 && $0.value != 127 && !"\"<>\\^`{|}".unicodeScalars.contains($0)
      }
  }
}
