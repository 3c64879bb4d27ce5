internal import KnowledgeBase
internal import Messages
internal import Tabular

/// Where records stand in the files they came from. Found by reading the files once more: a store does
/// not remember lines.
struct RecordPlaces {
  private var places: [RecordReference: TabularError] = [:]

  /// - Throws: `TabularError` when a file cannot be read.
  init(of records: [RecordReference], in files: [InputFile]) throws {
    for (stem, records) in Dictionary(grouping: records, by: \.file) {
      guard let file = files.first(where: { $0.stem == stem }) else { continue }
      try find(records, in: file)
    }
  }

  /// The place of a record, without a reason; only the file where the row is not found.
  func error(at record: RecordReference) -> TabularError {
    places[record] ?? TabularError(file: record.file + ".csv", reason: Message(verbatim: ""))
  }

  private mutating func find(_ records: [RecordReference], in file: InputFile) throws {
    let reader = try file.open()
    let header = Header(reader.header)
    // Records of one file are told apart by the same columns.
    let rows = records.filter { !$0.identity.isEmpty }
    let columns = rows.first?.identity.keys.sorted().filter { header[$0] != nil } ?? []
    var wanted = Dictionary(grouping: rows) { record in
      columns.map { record.identity[$0] ?? "" }
    }
    for record in records {
      places[record] = TabularError(file: file.name, reason: Message(verbatim: ""))
    }
    while !wanted.isEmpty, try reader.next() {
      let identity = columns.map { reader.cell(header[$0]) ?? "" }
      for record in wanted.removeValue(forKey: identity) ?? [] {
        let column = record.column.flatMap { header[$0] }
        places[record] = TabularError(
          file: file.name, line: reader.line, column: column.map { $0 + 1 },
          columnName: column.map { header.names[$0] }, reason: Message(verbatim: ""))
      }
    }
  }
}
