/// A number as a cell of a workbook stores it.
enum SheetNumber {
  /// The number without the noise of its last binary digits: `0.1` for `0.10000000000000001`. A whole
  /// number that is written out keeps every digit, which an id of 22 needs.
  static func text(of written: String) -> String {
    let digits = written.utf8.drop { $0 == UInt8(ascii: "-") }
    let isWhole = digits.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    guard !isWhole, let number = Double(written) else { return written }
    return RealText.of(number)
  }
}
