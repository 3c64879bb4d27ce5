import KnowledgeBase

/// Columns that come in both languages (`name` and `name_zh`) shown in one.
struct LanguageColumns {
  /// Names of the columns that are shown.
  let names: [String]
  /// For each of them the columns of the query to take it from: the first that is not blank.
  private let places: [[Int]]
  /// The columns are those of the query.
  let isWhole: Bool

  /// Both languages stay as the query has them; one language leaves the twins out, and falls back
  /// to the other where it has no name.
  init(_ columns: [String], _ language: Language) {
    let twins = columns.enumerated().compactMap { index, column in
      columns.firstIndex(of: column + "_zh").map { (own: index, zh: $0) }
    }
    isWhole = language == .both || twins.isEmpty
    let left = language == .both ? [] : twins.map(\.zh)
    let shown = columns.indices.filter { !left.contains($0) }
    names = shown.map { columns[$0] }
    places = shown.map { index in
      guard language != .both, let twin = twins.first(where: { $0.own == index }) else {
        return [index]
      }
      return language == .zh ? [twin.zh, twin.own] : [twin.own, twin.zh]
    }
  }

  /// The fields that are shown of a row.
  func fields(of row: [Field]) -> [Field] {
    if isWhole { return row }
    return places.map { places in places.lazy.map { row[$0] }.first { $0 != .null } ?? .null }
  }
}
