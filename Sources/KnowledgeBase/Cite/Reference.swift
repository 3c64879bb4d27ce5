/// How references are written.
public enum ReferenceStyle: String, Sendable, CaseIterable {
  /// GB/T 7714—2015, numbered.
  case gbt7714
  /// The Chicago Manual of Style, bibliography.
  case chicago
  /// BibTeX entries.
  case bibtex
}

/// A list of references.
public struct ReferenceList: Sendable {
  /// In the order of the style.
  public let sources: [Source]
  /// How they are written.
  public let style: ReferenceStyle

  /// Sorts sources as the style wants it. GB/T 7714: Chinese first, by pinyin, then the others by
  /// author and title. Chicago: all of them by author and title, Chinese ones by pinyin. BibTeX: by
  /// key.
  public init(_ sources: [Source], style: ReferenceStyle) {
    self.style = style
    let sorted = sources.map { (order: Self.order(of: $0, style), source: $0) }
      .sorted {
        ($0.order.group, $0.order.text, $0.source.key) < (
          $1.order.group, $1.order.text, $1.source.key
        )
      }
    self.sources = sorted.map(\.source)
  }

  /// One text to a source; a number stands before it where the style has numbers.
  public var entries: [String] {
    sources.enumerated().map { index, source in
      switch style {
      case .gbt7714: "[\(index + 1)] \(GBT7714.reference(to: source))"
      case .chicago: Chicago.reference(to: source)
      case .bibtex: BibTeX.entry(for: source)
      }
    }
  }

  private static func order(
    of source: Source, _ style: ReferenceStyle
  ) -> (group: Int, text: String) {
    if style == .bibtex { return (0, source.key) }
    let text = [source.publisher, source.title].compactMap(\.self).joined(separator: " ")
    let syllables = Pinyin.syllables(text).joined(separator: " ")
    let isChinese = source.lang?.hasPrefix("zh") ?? false
    return (style == .gbt7714 && !isChinese ? 1 : 0, syllables.isEmpty ? Fold.key(text) : syllables)
  }
}
