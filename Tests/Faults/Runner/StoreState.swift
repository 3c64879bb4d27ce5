import Foundation
import Glibc
import KnowledgeBase
import SQLite

/// What a database says, as a digest: every row of every table, whatever tables there are, and the
/// schema. Equal contents give equal digests; machine times are left out.
struct StoreState: Hashable, Codable {
  let digest: String

  /// - Throws: `SQLiteError` when the file cannot be read.
  init(ofFileAt path: String) throws {
    var lines: [String] = []
    let db = try Connection(path: path, mode: .readWrite)
    try db.transaction(.deferred) {
      for pragma in ["application_id", "user_version"] {
        lines.append("\(pragma) \(try db.integer("PRAGMA \(pragma)"))")
      }
      var tables: [String] = []
      try db.query("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name") { row in
        let (type, name) = (row.string(at: 0) ?? "", row.string(at: 1) ?? "")
        let sql = row.string(at: 2) ?? ""
        lines.append("\(type) \(name) \(sql)")
        // A virtual table shows what its shadow tables hold.
        if type == "table", !sql.hasPrefix("CREATE VIRTUAL") { tables.append(name) }
      }
      for table in tables {
        lines.append(table)
        lines += try Self.rows(of: table, in: db).sorted()
      }
    }
    let bytes = Array(lines.joined(separator: "\n").utf8)
    digest = bytes.withUnsafeBufferPointer { SHA256.hex(of: $0) }
  }

  private static func rows(of table: String, in db: borrowing Connection) throws -> [String] {
    var rows: [String] = []
    let statement = try db.prepare("SELECT * FROM \"\(table)\"")
    try statement.forEach { row in
      rows.append(
        (0..<row.columnCount).map { column in
          switch row.value(at: column) {
          case .null: "NULL"
          case .integer(let number): String(number)
          case .real(let number): "real \(number.bitPattern)"
          case .text(let text): isTime(text) ? "time" : "text \(text)"
          case .blob(let bytes): "blob " + bytes.map { String($0) }.joined(separator: " ")
          }
        }.joined(separator: "|"))
    }
    return rows
  }

  /// Whether a text is a machine time, `2026-11-23T13:01:02Z`.
  private static func isTime(_ text: String) -> Bool {
    guard text.utf8.count == 20 else { return false }
    let pattern = "0000-00-00T00:00:00Z".utf8
    return zip(text.utf8, pattern).allSatisfy { byte, mark in
      mark == UInt8(ascii: "0") ? (0x30...0x39).contains(byte) : byte == mark
    }
  }
}
