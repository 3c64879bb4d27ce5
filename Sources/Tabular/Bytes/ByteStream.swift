internal import Messages

/// Bytes made from other bytes while they are read: unpacked, decoded or taken out of a workbook.
protocol ByteStream: AnyObject {
  /// Copies the next bytes to `target`: some of them, 0 only at the end.
  ///
  /// - Throws: `TabularError` if there is something wrong with what they are made from.
  func read(into target: UnsafeMutableRawBufferPointer) throws(TabularError) -> Int

  /// What its user should know about how they were made, complete once all are read.
  var remarks: [Message] { get }

  /// Where the records stand that the bytes hold, if that is not where their lines are.
  var places: RecordPlaces? { get }
}

extension ByteStream {
  var remarks: [Message] { [] }
  var places: RecordPlaces? { nil }
}

/// The rows or lines from which records were made, in the order of the records.
final class RecordPlaces {
  private var numbers: [Int] = []
  private var taken = 0

  func append(_ number: Int) { numbers.append(number) }

  /// The number of the next record.
  func next() -> Int? {
    guard taken < numbers.count else { return nil }
    defer { taken += 1 }
    if taken > 4096, taken * 2 > numbers.count {
      numbers.removeFirst(taken)
      taken = 0
    }
    return numbers[taken]
  }
}
