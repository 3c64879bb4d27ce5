import Messages
import Tabular

/// What must be true of reading any bytes whatever, besides that it ends without a crash:
///
/// - every refusal says why, in both languages;
/// - every mark that stands in a text is in a name, in a field, in a record that was refused with a
///   reason, or in what was said to be left out: no row is lost in silence;
/// - text with separators has the very records that `ReferenceCSV` finds.
package enum TableOracle {
  /// What is wrong with how `input` is read; nil if nothing is.
  package static func complaint(about input: FuzzInput) -> String? {
    input.form == .csv ? comparison(input.bytes) : marks(in: input)
  }

  // MARK: Marks

  private static func marks(in input: FuzzInput) -> String? {
    do throws(TabularError) {
      let reader = try TableFile.open(ByteSource(bytes: input.file, name: "f"))
      guard let read = try allText(of: reader) else { return nil }
      guard input.form == .file || input.form == .gzip else { return nil }
      if reader.remarks.contains(where: { $0.en.contains("left out") }) { return nil }
      let expected = counts(in: plainBytes(of: input.bytes, reader.encoding))
      let found = counts(in: read)
      for (mark, count) in expected where found[mark, default: 0] < count {
        // The name of a member of many objects is that of one column.
        let isName = reader.header.contains { $0.contains(mark) }
        if !isName { return "\(mark) is lost" }
      }
      return nil
    } catch {
      return error.reason.en.isEmpty || error.reason.zh.isEmpty ? "refused without a reason" : nil
    }
  }

  /// All that the reader hands out or refuses by the record; nil where it gave up on the rest.
  private static func allText(of reader: CSVReader) throws(TabularError) -> [UInt8]? {
    var text: [UInt8] = []
    for name in reader.header { text += Array(name.utf8) + [0] }
    while true {
      do throws(TabularError) {
        guard try reader.next() else { return text }
        for index in 0..<reader.fieldCount { text += Array(reader.bytes(index)) + [0] }
      } catch {
        guard reader.canContinue else { throw error }
        if error.reason.en.isEmpty || error.reason.zh.isEmpty { throw error }
        text += Array(reader.rawRecord) + [0]
      }
    }
  }

  /// The bytes of a text one for each character of ASCII, and something else for any other.
  private static func plainBytes(of bytes: [UInt8], _ encoding: TextEncoding) -> [UInt8] {
    let high: Int
    switch encoding {
    case .utf16LittleEndian: high = 1
    case .utf16BigEndian: high = 0
    case .utf8, .windows1252: return bytes
    // A byte of ASCII may be the second half of a character.
    case .gb18030, .big5:
      return bytes.indices.map { $0 > 0 && bytes[$0 - 1] >= 0x80 ? 0xFF : bytes[$0] }
    }
    return stride(from: 0, to: bytes.count - 1, by: 2).map {
      bytes[$0 + high] == 0 ? bytes[$0 + 1 - high] : 0xFF
    }
  }

  private static func counts(in text: [UInt8]) -> [String: Int] {
    var counts: [String: Int] = [:]
    var at = 0
    while at + 7 <= text.count {
      let isMark =
        text[at] == UInt8(ascii: "M") && text[at + 1] == UInt8(ascii: "k")
        && text[at + 6] == UInt8(ascii: "x")
        && text[at + 2..<at + 6].allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
      if isMark { counts[String(decoding: text[at..<at + 7], as: UTF8.self), default: 0] += 1 }
      at += isMark ? 7 : 1
    }
    return counts
  }

  // MARK: Comparison

  private static func comparison(_ bytes: [UInt8]) -> String? {
    guard !bytes.contains(0), String(validating: bytes, as: UTF8.self) != nil else { return nil }
    var text = bytes[...]
    if text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
    // A line that names the separator is a matter of its own.
    guard !String(decoding: text.prefix(8), as: UTF8.self).lowercased().contains("sep=") else {
      return nil
    }
    let delimiter = [",", ";", "\t", "|"].map { UInt8(ascii: $0) }[bytes.count % 4]
    let records = ReferenceCSV.records(of: text, delimiter: delimiter)
    let reader: CSVReader
    do throws(TabularError) {
      reader = try CSVReader(
        source: ByteSource(bytes: bytes, name: "f"), delimiter: delimiter,
        bufferSize: 1 + bytes.count % 40)
    } catch {
      return nil  // The header is refused, and with it the file.
    }
    guard case .fields(let header)? = records.first else { return "a header that is none" }
    for record in records.dropFirst() {
      if let complaint = compare(reader, record, columns: header.count) { return complaint }
    }
    do throws(TabularError) {
      return try reader.next() ? "a record too many" : nil
    } catch {
      return "a fault too many: \(error.reason.en)"
    }
  }

  private static func compare(
    _ reader: CSVReader, _ record: ReferenceCSV.Record, columns: Int
  ) -> String? {
    let names = reader.header.count
    var isRight = false
    if case .fields(let fields) = record, fields.count == columns {
      isRight = fields[names...].allSatisfy(\.isEmpty)
    }
    do throws(TabularError) {
      guard try reader.next() else { return "a record is missing" }
      guard isRight, case .fields(let fields) = record else {
        return "line \(reader.line) is wrong"
      }
      let read = (0..<names).map { Array(reader.bytes($0)) }
      return read == Array(fields[..<names]) ? nil : "line \(reader.line) is read otherwise"
    } catch {
      if isRight { return "line \(reader.line) is refused: \(error.reason.en)" }
      return reader.canContinue ? nil : "nothing is read behind line \(reader.line)"
    }
  }
}
