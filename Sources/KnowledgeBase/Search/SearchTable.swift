/// The FTS5 tables that are searched.
enum SearchTable: String {
  /// The words of names of entities.
  case names = "search_name_index"
  /// All texts.
  case texts = "search_index"

  /// How much a place in each column counts.
  var columnWeights: [Double] {
    switch self {
    case .names: [2, 1, 1.5]
    case .texts: [3, 2, 1, 2.5, 1]
    }
  }

  /// The same as `text_weight` takes it.
  var weights: String {
    switch self {
    case .names: Self.nameWeights
    case .texts: Self.textWeights
    }
  }

  private static let nameWeights = arguments(of: .names)
  private static let textWeights = arguments(of: .texts)

  private static func arguments(of table: SearchTable) -> String {
    table.columnWeights.map(\.description).joined(separator: ", ")
  }
}
