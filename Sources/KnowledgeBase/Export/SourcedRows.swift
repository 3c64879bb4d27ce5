internal import Messages
internal import SQLite
internal import Tabular

/// Rows with who says so beside each value, and without what a licence forbids to pass on.
///
/// What a row is about is seen from its columns: a relation from `subject`, `predicate` and `object`,
/// a figure from `subject`, `measure` and `date`, an event from `entity`, `event` and `date`, an entity
/// from `key`, else from `entity`; what has a column `source` of its own names its source there.
package final class SourcedRows {
  /// What stands behind the name of a property in the columns about its sources. Of a relation, a
  /// figure or an event, which has them once, `source` takes the place of the first.
  package static let suffixes = ["_source", "_basis", "_low", "_high"]
  /// These columns of a record.
  package static let recordColumns = ["source", "source_basis", "source_low", "source_high"]

  private enum Basis {
    /// The places of the columns that identify a record.
    case record([Int])
    /// The place of the key, and of each column that is a property.
    case entity(Int, properties: [Int])
    /// The place of the key of the source.
    case source(Int)
  }

  /// A source as it stands behind a row.
  private struct Citation {
    let key: String
    let basis: String?
    let low: Double?
    let high: Double?
    let fields: [Substring]
    /// Gives the very value that is accepted.
    let agrees: Bool
    let isExcluded: Bool
  }

  /// The names of the columns, with those about sources.
  package let columns: [String]

  private let names: [String]
  private let basis: Basis
  /// The citations of what a row is about.
  private let statement: Statement
  private let isListed: Bool
  private var credits: [String?: Set<String>] = [:]

  /// - Parameters:
  ///   - columns: of the rows.
  ///   - withSources: add the columns about sources.
  ///   - licences: whose values are left out; `*` stands for any ending.
  /// - Throws: ``KnowledgeBaseError/invalid(_:)`` where nothing in a row says what it is about.
  package init(
    _ store: Store, columns: [String], withSources: Bool, excluding licences: [String]
  ) throws {
    names = columns
    isListed = withSources
    let condition: String
    func places(_ wanted: [String]) -> [Int]? {
      let found = wanted.compactMap(columns.firstIndex(of:))
      return found.count == wanted.count ? found : nil
    }
    if let places = places(["subject", "predicate", "object", "qualifier", "valid_from"]) {
      basis = .record(places)
      condition = Self.relation
    } else if let places = places(["subject", "measure", "object", "date", "condition"]) {
      basis = .record(places)
      condition = Self.figure
    } else if let places = places(["entity", "event", "date", "scope"]) {
      basis = .record(places)
      condition = Self.event
    } else if let key = columns.firstIndex(of: "key"), !columns.contains("source"),
      !columns.contains("publisher")
    {
      let known = Set(try store.registry.kinds.flatMap(\.properties).map(\.name))
        .union(Property.common.map(\.name))
      basis = .entity(
        key, properties: columns.indices.filter { known.contains(columns[$0]) })
      condition = "c.entity = (SELECT id FROM entity WHERE key = ?1)"
    } else if let source = columns.firstIndex(of: "source")
      ?? (columns.contains("publisher") ? columns.firstIndex(of: "key") : nil)
    {
      basis = .source(source)
      condition = "s.key = ?1"
    } else {
      throw KnowledgeBaseError.invalid(
        Message(
          "nothing in these rows says what they are about, so their sources cannot be told; give a "
            + "column 'key', 'source', or all that identify a relation, a figure or an event",
          "这些行没有说明各自所指的对象，因此无法确定来源；请加入列 'key'、'source'，或能确定关系、数据或事件的全部列"))
    }
    let tests = licences.map { "ifnull(s.licence, '') GLOB \($0.quotedText)" }
    let isExcluded = tests.isEmpty ? "0" : tests.joined(separator: " OR ")
    // A source that nothing cites is one all the same.
    let from =
      condition == "s.key = ?1"
      ? "source s LEFT JOIN citation c ON 0" : "citation c JOIN source s ON s.id = c.source"
    statement = try store.db.prepare(
      """
      SELECT s.key, s.licence, ifnull(s.attribution, s.title), c.basis, c.low, c.high, c.fields,
             c.value IS NULL AND c.state = 'value' AND c.rank >= 0, \(isExcluded)
        FROM \(from) WHERE c.retired IS NULL AND \(condition) ORDER BY s.key
      """, persistent: true)
    guard withSources else {
      self.columns = columns
      return
    }
    switch basis {
    case .record: self.columns = columns + Self.recordColumns.filter { !columns.contains($0) }
    case .entity(_, let properties):
      self.columns = columns.enumerated().flatMap { at, name in
        [name] + (properties.contains(at) ? Self.suffixes.map { name + $0 } : [])
      }
    case .source: self.columns = columns
    }
  }

  /// The row as it is passed on; nil where only sources that are left out speak of it. A value that
  /// only these give is left out.
  package func row(_ fields: [Field]) throws -> [Field]? {
    let citations = try citations(of: fields)
    let allowed = citations.filter { !$0.isExcluded }
    if allowed.isEmpty, !citations.isEmpty { return nil }
    switch basis {
    case .source: return fields
    case .record: return isListed ? fields + Self.details(allowed) : fields
    case .entity(_, let properties):
      return fields.enumerated().flatMap { at, field -> [Field] in
        guard properties.contains(at) else { return [field] }
        let name = names[at]
        let behind = citations.filter { $0.agrees && $0.fields.contains { $0 == name } }
        let kept = behind.filter { !$0.isExcluded }
        let value = kept.isEmpty && !behind.isEmpty ? .null : field
        return isListed ? [value] + Self.details(kept) : [value]
      }
    }
  }

  /// The licences of the sources behind the rows so far, with the credits they ask for.
  package var licences: [SourceLicence] {
    credits.sorted { ($0.key ?? "") < ($1.key ?? "") }.map {
      SourceLicence(name: $0.key, attributions: $0.value.sorted())
    }
  }

  // MARK: Citations

  private static let relation = """
    c.relation = (SELECT r.id FROM relation r JOIN predicate p ON p.id = r.predicate
      WHERE r.subject = (SELECT id FROM entity WHERE key = ?1) AND p.name = ?2
        AND r.object = (SELECT id FROM entity WHERE key = ?3) AND r.qualifier = ifnull(?4, '')
        AND r.valid_from IS ?5)
    """

  private static let figure = """
    c.figure = (SELECT f.id FROM figure f
      WHERE f.subject = (SELECT id FROM entity WHERE key = ?1) AND f.measure = ?2
        AND f.object IS (SELECT id FROM entity WHERE key = ?3) AND f.date = ?4
        AND f.condition = ifnull(?5, ''))
    """

  private static let event = """
    c.event = (SELECT v.id FROM event v
      WHERE v.entity = (SELECT id FROM entity WHERE key = ?1) AND v.type = ?2 AND v.date = ?3
        AND v.scope = ifnull(?4, ''))
    """

  private func citations(of fields: [Field]) throws -> [Citation] {
    let identity =
      switch basis {
      case .record(let places): places.map { fields[$0] }
      case .entity(let key, _): [fields[key]]
      case .source(let place): [fields[place]]
      }
    defer { statement.reset() }
    for (at, field) in identity.enumerated() {
      try statement.bind(field.string.map(Value.text) ?? .null, at: at + 1)
    }
    var found: [Citation] = []
    while try statement.step() {
      let citation = Citation(
        key: statement.string(at: 0) ?? "", basis: statement.string(at: 3),
        low: statement.type(at: 4) == .null ? nil : statement.double(at: 4),
        high: statement.type(at: 5) == .null ? nil : statement.double(at: 5),
        fields: (statement.string(at: 6) ?? "").split(separator: ","),
        agrees: statement.int64(at: 7) == 1, isExcluded: statement.int64(at: 8) == 1)
      found.append(citation)
      if !citation.isExcluded {
        credits[statement.string(at: 1), default: []].insert(statement.string(at: 2) ?? "")
      }
    }
    return found
  }

  /// Sources, basis, low and high: what several say differently stands with `; ` between.
  private static func details(_ citations: [Citation]) -> [Field] {
    [
      joined(citations.map(\.key)), joined(citations.compactMap(\.basis)),
      joined(citations.compactMap(\.low)), joined(citations.compactMap(\.high)),
    ]
  }

  private static func joined(_ texts: [String]) -> Field {
    texts.isEmpty ? .null : .text(Set(texts).sorted().joined(separator: "; "))
  }

  private static func joined(_ numbers: [Double]) -> Field {
    let different = Set(numbers).sorted()
    if different.count == 1 { return .real(different[0]) }
    return joined(different.map(RealText.of))
  }
}
