internal import SQLite
internal import Tabular

/// What a person reads first in an export for a spreadsheet: a row for each table, with how much it
/// holds and under which licences.
extension Store {
  func writeContents(
    of files: [PackageFile], to writer: inout RowWriter, rows: (PackageFile) throws -> Int
  ) throws {
    for file in files where file.stem != PackageLayout.contentsStem {
      try writer.beginRow()
      try writer.field(sheet: file.stem)
      try writer.field(file.title.en)
      try writer.field(file.title.zh)
      try writer.field(integer: Int64(try rows(file)))
      let licences = try licences(behind: file)
      if licences.isEmpty {
        try writer.fieldNull()
      } else {
        try writer.field(licences.joined(separator: "; "))
      }
      try writer.field(file.description.en)
      try writer.field(file.description.zh)
      try writer.endRow()
    }
  }
}

extension Store.PackageFile {
  /// The table of contents itself.
  static let contents = Store.PackageFile(
    PackageLayout.contentsStem, PackageLayout.contents, sql: "SELECT 1 WHERE 0")
}
