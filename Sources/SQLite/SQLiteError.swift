internal import CSQLite

/// What SQLite reported, with the SQL it was about.
///
/// Bound values are left out on purpose: an error may end up in a log, and the data must not.
package struct SQLiteError: Error, Hashable, Sendable {
  /// The extended result code.
  package let code: ResultCode
  /// SQLite's message, in English. For people: never match it, match ``code``.
  package let message: String
  /// The SQL text as it was given, where the error concerns one.
  package let sql: String?
  /// A byte offset (UTF-8) in ``sql``: of the token the error is about, where SQLite knows it; of
  /// the statement that failed, where ``sql`` is a script of several. Otherwise nil.
  /// https://sqlite.org/c3ref/errcode.html
  package let offset: Int?

  package init(code: ResultCode, message: String, sql: String? = nil, offset: Int? = nil) {
    self.code = code
    self.message = message
    self.sql = sql
    self.offset = offset
  }
}

extension SQLiteError: CustomStringConvertible {
  /// The longest piece of SQL a description quotes, in characters.
  private static let excerptLength = 160

  /// Message, code, and the line of SQL concerned.
  package var description: String {
    var text = "\(message) [SQLite result code \(code.rawValue)]"
    guard let sql else { return text }
    if let offset, let line = Self.line(of: sql, at: offset) {
      text += " at line \(line.number): \(Self.excerpt(line.text))"
    } else {
      text += " in: \(Self.excerpt(Substring(sql)))"
    }
    return text
  }

  /// The line of `sql` around a byte offset, counted from 1.
  private static func line(of sql: String, at offset: Int) -> (number: Int, text: Substring)? {
    let bytes = sql.utf8
    guard offset >= 0, offset <= bytes.count else { return nil }
    let position = bytes.index(bytes.startIndex, offsetBy: offset)
    let newline = UInt8(ascii: "\n")
    let number = bytes[..<position].count { $0 == newline } + 1
    let start = bytes[..<position].lastIndex(of: newline).map(bytes.index(after:))
    let end = bytes[position...].firstIndex(of: newline)
    return (number, sql[(start ?? bytes.startIndex)..<(end ?? bytes.endIndex)])
  }

  private static func excerpt(_ text: Substring) -> String {
    text.count > excerptLength ? text.prefix(excerptLength) + "…" : String(text)
  }
}
