/// What a row of the text index belongs to. The row's id is four times the owner's row id plus the
/// raw value, so that the index alone tells what was found.
package enum SearchOwner: Int64, Sendable, CaseIterable {
  case entity, claim, source, passage

  /// The id in `search_text` of the owner with this row id.
  func identifier(_ id: Int64) -> Int64 { id << 2 | rawValue }

  /// The ids in `search_text`, in order.
  func identifiers(_ ids: Set<Int64>) -> [Int64] { ids.sorted().map(identifier) }

  /// What the row of this id in `search_text` belongs to.
  init(identifier: Int64) {
    self = SearchOwner(rawValue: identifier & 3) ?? .entity
  }

  /// What a hit that is no entity has for its kind.
  var name: String {
    switch self {
    case .entity: "entity"
    case .claim: "claim"
    case .source: "source"
    case .passage: "passage"
    }
  }

  /// What the index holds of each owner: id, name and Chinese name, two texts, further names.
  var texts: String {
    switch self {
    case .entity:
      """
      SELECT e.id << 2 AS id, e.name, e.name_zh, e.description, e.description_zh,
             (SELECT group_concat(text, char(10) || char(10)) FROM
               (SELECT text FROM name n WHERE n.entity = e.id AND n.role <> 'pinyin' ORDER BY text))
        FROM entity e
      """
    case .claim: "SELECT e.id << 2 | 1 AS id, NULL, NULL, e.text, e.text_zh, e.quote FROM claim e"
    case .source:
      "SELECT e.id << 2 | 2 AS id, NULL, NULL, e.title, NULL, e.publisher FROM source e"
    case .passage:
      "SELECT e.id << 2 | 3 AS id, NULL, NULL, e.text, NULL, e.heading FROM passage e"
    }
  }
}
