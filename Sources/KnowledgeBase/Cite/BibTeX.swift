/// Entries for BibTeX (Oren Patashnik, BibTeXing, 1988: https://ctan.org/pkg/bibtex).
enum BibTeX {
  /// `@misc` with fields that every style knows: the address stands in `howpublished`, the dates in
  /// `note`. The key is the source's own, so that it never changes. Names and titles are in a second
  /// pair of braces: an organisation is no first and last name, and no style changes the case.
  static func entry(for source: Source) -> String {
    var fields: [(name: String, value: String)] = []
    if let publisher = source.publisher {
      fields.append(("author", "{{\(escaped(publisher))}}"))
    } else {
      // "A key to sort by and to make labels of when the author is missing."
      fields.append(("key", "{\(escaped(source.title))}"))
    }
    fields.append(("title", "{{\(escaped(source.title))}}"))
    if let date = source.published.flatMap({ PartialDate($0) }) {
      fields.append(("year", "{\(date.year)}"))
      if let month = date.month { fields.append(("month", months[month - 1])) }
    }
    if let url = source.url { fields.append(("howpublished", "{\\url{\(address(url))}}")) }
    let dates = [
      source.published.map { "Published \($0)" }, source.retrieved.map { "accessed \($0)" },
    ].compactMap(\.self)
    if let first = dates.first {
      let capital = first.prefix(1).uppercased() + first.dropFirst()
      let note = ([capital] + dates.dropFirst()).joined(separator: ", ")
      fields.append(("note", "{\(escaped(note))}"))
    }
    if let language = source.lang.flatMap({ languages[String($0.prefix(2))] }) {
      fields.append(("language", "{\(language)}"))
    }
    let lines = fields.map { "  \($0.name) = \($0.value),\n" }.joined()
    return "@misc{\(source.key),\n\(lines)}"
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// Names as the styles that know the field expect them.
  private static let languages = [
    "zh": "chinese", "en": "english", "ja": "japanese", "ko": "korean", "de": "german",
    "fr": "french", "es": "spanish", "pt": "portuguese", "nl": "dutch", "ru": "russian",
    "pl": "polish", "uk": "ukrainian",
  ]

  /// Text in which no character has a meaning to TeX.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "&", "%", "$", "#", "_", "{", "}": result += "\\\(character)"
      case "\\": result += "\\textbackslash{}"
      case "~": result += "\\textasciitilde{}"
      case "^": result += "\\textasciicircum{}"
      case "\n", "\r\n", "\t": result += " "
      default: result.append(character)
      }
    }
    return result
  }

  /// `\url` takes everything as it is but what would end or escape its argument; that is
  /// percent-encoded (https://www.rfc-editor.org/rfc/rfc3986#section-2.1).
  private static func address(_ url: String) -> String {
    let codes: [Character: String] = ["{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20", "^": "%5E"]
    return url.map { codes[$0] ?? String($0) }.joined()
  }
}
