internal import Messages
internal import SQLite

/// Reads and writes the citations of one record at a time.
package final class CitationWriter {
  private let store: Store
  private let sources: SourceWriter
  /// What the command asked for besides the rule.
  package var policy = StatementPolicy()
  /// The source whose statements are remembered in ``heard``.
  package var watched: Int64?
  /// The records of which the source that is watched has said something.
  private(set) var heard: Set<CitationOwner> = []
  /// Those of them of which it had stopped saying anything.
  private(set) var back: Set<CitationOwner> = []
  private let bulk: BulkLoad
  private let update: Statement
  private let delete: Statement
  /// By ``CitationOwner/place``.
  private let inserts: [CitationInsert]
  /// Values that rows without a source gave for columns the user holds by hand, by record and column.
  private var refused: [CitationOwner: [String: String]] = [:]

  init(store: Store, sources: SourceWriter, bulk: BulkLoad) throws {
    self.store = store
    self.bulk = bulk
    self.sources = sources
    inserts = try CitationOwner.columns.map { try CitationInsert(owner: $0, store: store) }
    update = try store.db.prepare(
      """
      UPDATE citation SET fields = ?, value = ?, wording = ?, state = ?, rank = ?, reason = ?,
        basis = ?, low = ?, high = ?, confidence = ?, as_of = ?, locator = ?, quote = ?, retired = ?
       WHERE id = ?
      """, persistent: true)
    delete = try store.db.prepare("DELETE FROM citation WHERE id = ?", persistent: true)
  }

  /// Adds the row that says a source gives these columns of a record, as they are.
  ///
  /// - Returns: whether it was new.
  func addPlain(
    _ owner: CitationOwner, source: Int64, fields: String, detail: CitationDetail
  ) throws(SQLiteError) -> Bool {
    try inserts[owner.place].addPlain(owner.id, source, fields, detail)
    return store.db.changes > 0
  }

  /// A source has said something of a record.
  ///
  /// What was withdrawn because the source had stopped saying it is back before it is compared.
  func hear(_ owner: CitationOwner, from source: Int64) throws {
    guard source == watched, heard.insert(owner).inserted else { return }
    try store.db.run(
      """
      UPDATE citation SET retired = NULL
       WHERE \(owner.column) = ? AND source = ? AND retired IS NOT NULL
      """, .integer(owner.id), .integer(source))
    if store.db.changes > 0 { back.insert(owner) }
  }

  /// Ends what is being read.
  func stop() {
    for insert in inserts { insert.stop() }
  }

  /// The user, as who stands behind what is set by hand.
  func byHand() throws -> SourceRank {
    _ = try sources.put(Source.byHand)
    return try sources.rank(of: Source.byHand.key)
  }

  /// Remembers what a row without a source said of a column that the user holds by hand: a citation
  /// of the same ingest without a value means this one.
  func refuse(_ value: String, for column: String, of owner: CitationOwner) {
    refused[owner, default: [:]][column] = value
  }

  /// What a row of this ingest said of a column that the user holds by hand.
  package func refusedValue(of column: String, _ owner: CitationOwner) -> String? {
    refused[owner]?[column]
  }

  /// Adds what a source says about a new record: one row for all columns, one for those of another
  /// basis, and one for each column with a wording of its own.
  func addAll(
    _ owner: CitationOwner, _ assertions: [EntityRecord.Assertion], _ attribution: Attribution
  ) throws {
    try hear(owner, from: attribution.source.id)
    // What was accepted by hand or has a quote is said of one column at a time.
    let isShared = attribution.detail.isShared
    _ = try addPlain(
      owner, source: attribution.source.id, fields: isShared ? fields(of: assertions) : "",
      detail: attribution.detail)
    if isShared {
      for basis in Set(assertions.compactMap(\.basis)).sorted() {
        var detail = attribution.detail
        detail.basis = basis
        let columns = fields(of: assertions, basis: basis)
        if columns.isEmpty { continue }
        _ = try addPlain(owner, source: attribution.source.id, fields: columns, detail: detail)
      }
    }
    for assertion in assertions where assertion.wording != nil || !isShared {
      try add(
        owner,
        Citation(
          source: attribution.source, fields: [assertion.column],
          detail: attribution.detail.with(assertion)))
    }
  }

  /// The columns of one basis that are given without a wording of their own, sorted, comma-joined.
  private func fields(of assertions: [EntityRecord.Assertion], basis: String? = nil) -> String {
    var columns: [String] = []
    for assertion in assertions where assertion.wording == nil && assertion.basis == basis {
      columns.append(assertion.column)
    }
    columns.sort()
    return columns.count == 1 ? columns[0] : columns.joined(separator: ",")
  }

  /// Whether the source is on record for every one of these columns, in the same words; for none of
  /// them, whether it is on record at all.
  func has(
    _ owner: CitationOwner, _ assertions: [EntityRecord.Assertion], _ attribution: Attribution
  ) throws -> Bool {
    try bulk.settle()
    // The same file once more finds its own rows.
    if attribution.detail.isShared, assertions.allSatisfy({ $0.wording == nil && $0.basis == nil }),
      try inserts[owner.place].hasPlain(
        owner.id, attribution.source.id, fields(of: assertions), attribution.detail)
    {
      return true
    }
    let rows = try all(of: owner, from: attribution.source.id)
    if assertions.isEmpty { return rows.contains { $0.detail == attribution.detail } }
    return assertions.allSatisfy { assertion in
      let detail = attribution.detail.with(assertion)
      return rows.contains { $0.agrees(on: assertion.column) && $0.detail == detail }
    }
  }

  /// All citations of a record.
  func all(of owner: CitationOwner, from source: Int64? = nil) throws -> [Citation] {
    try bulk.settle()
    var rows: [Citation] = []
    // `+id` keeps SQLite from choosing the index on `source` for the sake of the order.
    let filter = source == nil ? "" : " AND source = ?2"
    try store.db.query(
      """
      SELECT id, source, fields, value, wording, state, rank, reason, basis, low, high, confidence,
             as_of, locator, quote, retired
        FROM citation WHERE \(owner.column) = ?1\(filter) ORDER BY +id
      """, [.integer(owner.id)] + (source.map { [.integer($0)] } ?? [])
    ) { row in
      let fields = row.text(2)
      var citation = Citation(
        id: row.int64(at: 0), source: try sources.rank(of: row.int64(at: 1)),
        fields: fields.isEmpty ? [] : fields.split(separator: ",").map(String.init),
        value: row.string(at: 3))
      citation.detail.wording = row.string(at: 4)
      citation.detail.state = row.text(5)
      citation.detail.rank = row.int64(at: 6)
      citation.detail.reason = row.string(at: 7)
      citation.detail.basis = row.string(at: 8)
      citation.detail.low = row.isNull(at: 9) ? nil : row.double(at: 9)
      citation.detail.high = row.isNull(at: 10) ? nil : row.double(at: 10)
      citation.detail.confidence = row.string(at: 11)
      citation.detail.asOf = row.string(at: 12)
      citation.detail.locator = row.string(at: 13)
      citation.detail.quote = row.string(at: 14)
      citation.detail.retired = row.string(at: 15)
      rows.append(citation)
    }
    return rows
  }

  /// Makes the stored rows of a record those of `after`; `before` is what `all(of:)` gave.
  ///
  /// - Returns: whether anything changed.
  @discardableResult
  func replace(_ owner: CitationOwner, before: [Citation], after: [Citation]) throws -> Bool {
    guard before != after else { return false }
    let kept = Set(after.compactMap(\.id))
    for citation in before {
      guard let id = citation.id, !kept.contains(id) else { continue }
      try delete.bind(id, at: 1)
      try delete.run()
    }
    // Shrink lists before they grow elsewhere, so that the unique indexes never see a row twice.
    for citation in after {
      guard let id = citation.id, !before.contains(citation) else { continue }
      try citation.bind(to: update, from: 1)
      try update.bind(id, at: 15)
      try update.run()
    }
    for citation in after where citation.id == nil { try add(owner, citation) }
    return true
  }

  /// Records one citation as `citations.csv` gives it.
  ///
  /// - Parameters:
  ///   - value: canonical; what the column holds counts as agreement.
  ///   - held: the record's accepted values by column.
  /// - Throws: ``KnowledgeBaseError/invalid(_:)`` for a second value accepted by hand, or one that is
  ///   not what the column holds.
  package func put(
    _ owner: CitationOwner, source: SourceRank, fields: [String], value: String?,
    detail: CitationDetail, held: () throws -> [String: String]
  ) throws -> Outcome {
    try hear(owner, from: source.id)
    var detail = detail
    // A value that was rejected keeps standing beside the column, whatever that holds.
    let differing = try value.flatMap {
      try detail.rank >= 0 && held()[fields[0]] == $0 ? nil : $0
    }
    let before = try all(of: owner)
    if detail.rank == 1, source.key != Source.byHand.key,
      Acceptance(before).isHeldByHand(fields.joined(separator: ","))
    {
      detail.rank = 0
    }
    if detail.rank == 1 {
      guard differing == nil else {
        let accepted = try held()[fields[0]].map(Message.init(verbatim:))
        throw KnowledgeBaseError.invalid(
          Message(
            "rank 1 marks the accepted value, but \(fields[0]) holds ",
            "rank 1 标记所采用的值，但 \(fields[0]) 的值为") + (accepted ?? Message("nothing", "空")))
      }
    }
    if detail.rank == 1,
      let other = before.first(where: {
        $0.detail.rank == 1 && $0.fields == fields && $0.source != source
      })
    {
      throw KnowledgeBaseError.invalid(
        Message(
          "\(fields.joined(separator: ",")) is already accepted by hand from \(other.source.key)",
          "\(fields.joined(separator: ",")) 已手工采用 \(other.source.key) 的值"))
    }
    var after = before
    if differing != nil {
      for index in after.indices
      where after[index].source == source && after[index].detail.isShared
        && after[index].agrees(on: fields[0]) && !detail.isElsewhere(than: after[index].detail)
      {
        after[index].fields.removeAll { $0 == fields[0] }
      }
    }
    if let same = after.firstIndex(where: {
      $0.source == source && $0.fields == fields && $0.detail.locator == detail.locator
    }) {
      after[same].value = differing
      after[same].detail = detail
    } else if differing == nil, detail.isShared,
      after.contains(where: {
        $0.source == source && $0.value == nil && $0.detail == detail
          && Set(fields).isSubset(of: $0.fields)
      })
    {
      return .unchanged
    } else {
      try replace(owner, before: before, after: after)
      try add(
        owner, Citation(source: source, fields: fields, value: differing, detail: detail))
      return .added
    }
    return try replace(owner, before: before, after: after) ? .changed : .unchanged
  }

  func add(_ owner: CitationOwner, _ citation: Citation) throws(SQLiteError) {
    try inserts[owner.place].add(owner.id, citation)
  }
}
