/// The rows of a table, each made into another one while it is read.
final class RewrittenTable: ByteStream {
  /// The cells of the row; nil leaves it out.
  typealias Rewrite = (CSVReader) throws(TabularError) -> [String?]?

  let places: RecordPlaces? = RecordPlaces()
  private let readers: [CSVReader]
  private let rewrite: Rewrite
  private let width: Int
  private var current = 0
  private var output = ByteQueue()
  private var record: CSVRecord

  private init(
    _ readers: [CSVReader], _ header: [String], _ delimiter: UInt8, _ rewrite: @escaping Rewrite
  ) {
    self.readers = readers
    record = CSVRecord(delimiter: delimiter)
    self.rewrite = rewrite
    width = header.count
    places?.append(readers.first?.line ?? 1)
    for name in header { record.append(name) }
    emit()
  }

  /// Reads the rows of one table, or of several with the same columns one behind the other.
  ///
  /// - Parameter delimiter: between the cells of the new table.
  /// - Throws: `TabularError` when `header` is none.
  static func reader(
    _ readers: CSVReader..., header: [String], delimiter: UInt8 = UInt8(ascii: ","),
    _ rewrite: @escaping Rewrite
  ) throws(TabularError) -> CSVReader {
    try reader(readers, header: header, delimiter: delimiter, rewrite)
  }

  /// The same from an array, which is not empty.
  static func reader(
    _ readers: [CSVReader], header: [String], delimiter: UInt8 = UInt8(ascii: ","),
    _ rewrite: @escaping Rewrite
  ) throws(TabularError) -> CSVReader {
    let table = RewrittenTable(readers, header, delimiter, rewrite)
    return try CSVReader(
      source: ByteSource(table, from: readers[0].source), delimiter: delimiter)
  }

  func read(into target: UnsafeMutableRawBufferPointer) throws(TabularError) -> Int {
    while output.isEmpty, current < readers.count {
      let reader = readers[current]
      guard try reader.next() else {
        current += 1
        continue
      }
      guard let cells = try rewrite(reader) else { continue }
      places?.append(reader.line)
      for cell in cells { record.append(cell, keepsApostrophe: true) }
      emit()
    }
    return output.take(into: target)
  }

  private func emit() {
    record.end(fields: width)
    output.append(record.bytes)
    record.removeAll()
  }
}
