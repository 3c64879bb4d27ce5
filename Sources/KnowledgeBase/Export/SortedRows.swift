internal import SQLite
internal import Tabular

/// The rows of a statement, which come in any order, sorted by entity and then by further columns.
///
/// SQLite would compare keys and copy names for it; here only row ids come out of it. Memory does not
/// grow with the rows: where they are too many, the statement runs several times, and each time
/// those of the first entities that are still missing are kept, as many as there is room for.
struct SortedRows {
  /// A row, as long as the call lasts that gives it.
  struct Row {
    fileprivate let start: UnsafeRawPointer
    fileprivate let columns: [Column]
    fileprivate let entities: EntityOrder
  }

  /// What is written: a column of the statement, of an entity the text.
  fileprivate struct Column {
    let place: Int
    let text: EntityOrder.Text
  }

  private let store: Store
  private let sql: String
  private let entities: EntityOrder
  private let columns: [Column]
  /// Whether a column of the statement holds an entity.
  private let holdsEntity: [Bool]
  private let order: [Int]
  private let room: Int

  /// - Parameter room: how many bytes of rows are kept in memory.
  init(
    _ store: Store, _ statement: ExportStatement, _ entities: EntityOrder, room: Int = 64 << 20
  ) throws {
    self.store = store
    self.entities = entities
    self.room = room
    sql = statement.sql
    order = statement.order
    let count = try store.db.prepare(sql).columnCount
    holdsEntity = (0..<count).map(statement.entities.contains)
    var columns = (0..<count).map { Column(place: $0, text: .key) }
    for (place, column, text) in statement.insertions {
      columns.insert(Column(place: column, text: text), at: place)
    }
    self.columns = columns
  }

  /// Calls `body` with each row.
  func forEach(_ body: (Row) throws -> Void) throws {
    guard let last = order.last else { return }
    let isCompared = (0...last).map(order.contains)
    var buffer = RowBuffer(size: room)
    var first: UInt32 = 0
    while true {
      let limit = try fill(&buffer, from: first)
      try buffer.forEachInOrder(isCompared) {
        try body(Row(start: $0, columns: columns, entities: entities))
      }
      guard let limit else { return }
      first = limit
      buffer.removeAll()
    }
  }

  /// Takes the rows of the entities from one rank on.
  ///
  /// - Returns: the first rank there was no room for; nil where there was room for all.
  private func fill(_ buffer: inout RowBuffer, from first: UInt32) throws -> UInt32? {
    var limit: UInt32?
    var room = room
    let statement = try store.db.prepare(sql)
    while try statement.step() {
      guard let rank = entities.rank(of: statement.int64(at: order[0])), rank >= first,
        limit.map({ rank < $0 }) ?? true
      else { continue }
      buffer.beginRow(rank)
      if !append(statement, to: &buffer) { buffer.dropRow() }
      if buffer.size > room {
        limit = buffer.keepLowerHalf()
        // The rows of one entity are never parted.
        room = max(room, 2 * buffer.size)
      }
    }
    return limit
  }

  /// False where an entity is not there, so that the row belongs to nothing.
  private func append(_ row: borrowing Statement, to buffer: inout RowBuffer) -> Bool {
    for (column, isEntity) in holdsEntity.enumerated() {
      if !isEntity || row.isNull(at: column) {
        buffer.append(row, at: column)
      } else if let rank = entities.rank(of: row.int64(at: column)) {
        buffer.append(entity: rank)
      } else {
        return false
      }
    }
    return true
  }
}

extension SortedRows.Row {
  /// Writes the first columns as a row.
  func write(to writer: inout RowWriter, columns count: Int) throws {
    try writer.beginRow()
    try forEach(count) { value, text in
      switch value {
      case .null: try writer.fieldNull()
      case .integer(let number): try writer.field(integer: number)
      case .real(let number): try writer.field(real: number)
      case .text(let text): try writer.field(utf8: text)
      case .blob(let bytes): try writer.field(blob: bytes)
      case .entity(let rank):
        try entities.withText(text, of: rank) { text in
          try text.isEmpty ? writer.fieldNull() : writer.field(bytes: text)
        }
      }
    }
    try writer.endRow()
  }

  /// The first columns.
  func fields(columns count: Int) -> [Field] {
    var fields: [Field] = []
    forEach(count) { value, text in
      switch value {
      case .null: fields.append(.null)
      case .integer(let number): fields.append(.integer(number))
      case .real(let number): fields.append(.real(number))
      case .text(let text): fields.append(.text(String(decoding: text, as: UTF8.self)))
      case .blob(let bytes): fields.append(.blob(Array(bytes)))
      case .entity(let rank):
        entities.withText(text, of: rank) { text in
          fields.append(text.isEmpty ? .null : .text(String(decoding: text, as: UTF8.self)))
        }
      }
    }
    return fields
  }

  /// Calls `body` with the value of each of the first columns, and the text that is written of an entity.
  private func forEach(
    _ count: Int, _ body: (RowBuffer.Value, EntityOrder.Text) throws -> Void
  ) rethrows {
    let columns = columns.prefix(count)
    let last = columns.lazy.map(\.place).max() ?? -1
    try withUnsafeTemporaryAllocation(of: RowBuffer.Value.self, capacity: last + 1) { values in
      var place = start
      for column in values.indices {
        values.initializeElement(at: column, to: RowBuffer.value(at: &place))
      }
      for column in columns { try body(values[column.place], column.text) }
    }
  }
}
