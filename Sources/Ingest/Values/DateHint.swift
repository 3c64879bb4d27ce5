internal import Messages

/// What to write for a time that is no date of the store. A date is as precise as a year, a month or a
/// day (``PartialDate``); a quarter or the middle of a year is neither, and nothing is guessed.
enum DateHint {
  /// Goes behind what is wrong; nil where nothing is known of such a text.
  static func message(for text: String) -> Message? {
    let text = (FullWidth.narrowed(text) ?? text).lowercased()
    if text.contains(/fy ?\d|财年|財年|fiscal/) {
      return Message(
        "; a fiscal year: write the day or month on which it ended", "；这是财年：请写其结束的日或月")
    }
    let years = text.matches(of: /(?:^|\D)((?:19|20)\d\d)(?=\D|$)/).map { String($0.1) }
    guard let year = years.first else { return withoutYear(text) }
    if years.count > 1 || text.contains(/\d ?[–—~～至到-] ?\d+ ?月/) {
      return Message("; a span of time: write when it began", "；这是一段时间：请写其开始的日期")
    }
    if let month = text.firstMatch(of: /(\d{1,2})月(上旬|中旬|下旬|初|中|底|末)/)?.1 {
      let date = "\(year)-\(month.count == 1 ? "0" : "")\(month)"
      return Message(
        "; dates are as precise as a year, a month or a day: write \(date)",
        "；日期只精确到年、月或日：请写 \(date)")
    }
    let parts =
      /q[1-4]|[1-4]q|季|quarter|h[12]|[12]h|半年|half|early|mid|late|begin|end|spring|summer|autumn|fall|winter|年初|年中|年底|年末|春|夏|秋|冬/
    if text.contains(parts) {
      return Message(
        "; dates are as precise as a year, a month or a day: write \(year), or the month where it is "
          + "known",
        "；日期只精确到年、月或日：请写 \(year)；若知道月份，请写月份")
    }
    if text.contains(/[~≈?？]|^c\.|circa|about|约|約|左右|前后|预计|預計|expected|planned|est|\(.*\)/) {
      return Message(
        "; write the date alone; how sure it is belongs into a column of its own",
        "；请只写日期；是否确定应写在另一列")
    }
    return nil
  }

  private static func withoutYear(_ text: String) -> Message? {
    if text.contains(/^[a-z]{3,9}\.?[ \-'’]+\d{1,2}$|^\d{1,2}[ \-]+[a-z]{3,9}\.?$/) {
      return Message(
        "; is the number the day or the year? write 2025-07, or 2025-07-25",
        "；其中的数是日还是年？请写 2025-07 或 2025-07-25")
    }
    if text.contains(/^1\d\d(年|[\/.\-]\d)/) {
      return Message(
        "; if the year is one of the Republic (民國), write it as 2025",
        "；若为民国纪年，请换算为公元年，如 2025")
    }
    if text.contains(/^'?\d\d年|['’]\d\d$/) {
      return Message("; write the year with four digits", "；年份请写四位数")
    }
    if text.contains(/^\d{1,2}月(\d{1,2}[日号])?$/) {
      return Message("; the year is missing", "；缺少年份")
    }
    return text.contains(/^(19|20)\d{4}$/)
      ? Message("; write year and month as 2025-07", "；年月请写作 2025-07") : nil
  }
}
