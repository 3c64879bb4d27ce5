/// A record of delimited text that is put together from the cells of another form.
struct CSVRecord {
  /// Between the fields.
  let delimiter: UInt8
  private(set) var bytes: [UInt8] = []
  private(set) var fieldCount = 0

  init(delimiter: UInt8 = UInt8(ascii: ",")) { self.delimiter = delimiter }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    fieldCount = 0
  }

  /// Appends a text; nil is nothing at all, which the empty text is not.
  ///
  /// - Parameter keepsApostrophe: a text that looks like one guarded by `ExcelGuard` is no such
  ///   thing, and is read back as it is.
  mutating func append(_ text: String?, keepsApostrophe: Bool = false) {
    if fieldCount > 0 { bytes.append(delimiter) }
    fieldCount += 1
    guard let text else { return }
    withUTF8(of: text) { utf8 in
      let isGuarded = keepsApostrophe && ExcelGuard.isWritten(before: utf8, excel: false)
      guard isGuarded || needsQuotes(utf8) else { return bytes.append(contentsOf: utf8) }
      bytes.append(UInt8(ascii: "\""))
      if isGuarded { bytes.append(UInt8(ascii: "'")) }
      if utf8.contains(UInt8(ascii: "\"")) {
        for byte in utf8 {
          if byte == UInt8(ascii: "\"") { bytes.append(byte) }
          bytes.append(byte)
        }
      } else {
        bytes.append(contentsOf: utf8)
      }
      bytes.append(UInt8(ascii: "\""))
    }
  }

  /// Fills up with empty fields to `count` and ends the line.
  mutating func end(fields count: Int) {
    while fieldCount < count { append(nil) }
    // A line with nothing on it would be no record.
    if bytes.isEmpty { bytes += [UInt8(ascii: "\""), UInt8(ascii: "\"")] }
    bytes.append(UInt8(ascii: "\n"))
  }

  private func needsQuotes(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    text.isEmpty
      || text.contains {
        $0 == delimiter || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\n")
          || $0 == UInt8(ascii: "\r")
      }
  }
}
