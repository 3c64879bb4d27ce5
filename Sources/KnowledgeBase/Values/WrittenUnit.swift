/// Units as people write them behind a number: GB, TB/s, kW, PFLOP/s, 纳米; by the unit of the column.
///
/// Prefixes are SI (80 GB are 80 × 10⁹ bytes), and of bytes also binary where it is written so (GiB).
enum WrittenUnit {
  /// Ways to write the units of columns. B alone is no byte, and a letter alone no prefix: 80B of
  /// memory could be billions.
  private static let symbols: [String: [String]] = [
    "B": ["B", "byte", "bytes", "Byte", "Bytes", "字节"],
    "B/s": ["B/s", "Bps", "byte/s", "bytes/s", "Byte/s", "字节/秒"],
    "FLOP": ["FLOP", "FLOPs", "FLOPS", "flop"],
    "FLOP/s": ["FLOP/s", "FLOPs/s", "FLOPS", "FLOPs", "Flops", "flops", "flop/s", "OP/s", "OPS"],
    "OP/s": ["OP/s", "OPs/s", "OPS", "OPs", "Ops", "FLOP/s", "FLOPS"],
    "W": ["W", "watt", "watts", "Watt", "Watts", "瓦"],
    "nm": ["nm", "纳米"],
    "mm²": ["mm²", "mm2", "mm^2", "平方毫米"],
    "token": ["token", "tokens", "Token", "Tokens"],
  ]

  /// Powers of ten by SI prefix; those of 千 and 兆 stand before 瓦 and 字节.
  private static let prefixes: [String: Int] = [
    "k": 3, "K": 3, "M": 6, "G": 9, "T": 12, "P": 15, "E": 18, "Z": 21, "Y": 24, "千": 3,
  ]

  /// Powers of 1024 (IEC 80000-13).
  private static let binary: [String: Int] = [
    "Ki": 1, "Mi": 2, "Gi": 3, "Ti": 4, "Pi": 5, "Ei": 6,
  ]

  /// What a number before this suffix is multiplied by to be in `unit`; nil when it is no such unit.
  ///
  /// - Parameter words: powers of ten by word, which stand before any unit: 128 thousand tokens.
  static func factor(
    of suffix: String, in unit: String, words: [String: Int]
  ) -> DecimalNumber? {
    for symbol in (symbols[unit] ?? []).sorted(by: { $0.count > $1.count })
    where suffix.hasSuffix(symbol) {
      let written = suffix.dropLast(symbol.count)
      let prefix = String(written.last == " " ? written.dropLast() : written)
      if prefix.isEmpty {
        // "80B" and "80 B" do not tell bytes from billions.
        return symbol == "B" ? nil : DecimalNumber(1, 0)
      }
      if let power = prefixes[prefix] ?? words[prefix.lowercased()] {
        return DecimalNumber(1, power)
      }
      if unit.hasPrefix("B"), let power = binary[prefix] {
        return DecimalNumber(Int128(1) << (10 * power), 0)
      }
    }
    return nil
  }
}
