/// References by The Chicago Manual of Style, notes and bibliography
/// (https://www.chicagomanualofstyle.org/tools_citationguide/citation-guide-1.html).
enum Chicago {
  /// Website content, 14.207 of the 17th edition: author (here the publisher), title in quotation
  /// marks, date, address. Only what has no date of publication gets the date of access; without
  /// that either, it is "n.d.".
  static func reference(to source: Source) -> String {
    var text = source.publisher.map { ended($0) + " " } ?? ""
    text += "“\(ended(quotable(source.title)))”"
    if let date = source.published.map(written) {
      text += " \(date)."
    } else if let date = source.retrieved.map(written) {
      text += " Accessed \(date)."
    } else {
      text += " n.d."
    }
    if let url = source.url { text += " \(url)." }
    return text
  }

  /// `December 5, 2025`, `December 2025` or `2025`; a text that is no date stays as it is.
  static func written(_ date: String) -> String {
    guard let parts = PartialDate(date) else { return date }
    guard let month = parts.month else { return "\(parts.year)" }
    let name = months[month - 1]
    return parts.day.map { "\(name) \($0), \(parts.year)" } ?? "\(name) \(parts.year)"
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  /// Quotations within a title that stands in quotation marks have single ones.
  private static func quotable(_ title: String) -> String {
    var isOpen = false
    return String(
      title.map { character -> Character in
        switch character {
        case "“": return "‘"
        case "”": return "’"
        case "\"":
          isOpen.toggle()
          return isOpen ? "‘" : "’"
        default: return character
        }
      })
  }

  /// With a full stop at the end where no other mark ends the sentence.
  private static func ended(_ text: String) -> String {
    guard let last = text.last else { return text }
    return ".?!。？！".contains(last) ? text : text + "."
  }
}
