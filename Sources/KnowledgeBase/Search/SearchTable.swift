/// The FTS5 tables that are searched.
enum SearchTable: String {
  /// The words of names of entities.
  case names = "search_name_index"
  /// All texts.
  case texts = "search_index"

  /// How much a place in each column counts, as `text_weight` takes it.
  var weights: String {
    switch self {
    case .names: "2.0, 1.0, 1.5"
    case .texts: "3.0, 2.0, 1.0, 2.5, 1.0"
    }
  }
}
