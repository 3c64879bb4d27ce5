/// The forms in which rows are written. The raw value is the name on the command line.
package enum OutputFormat: String, Sendable, CaseIterable {
  /// Aligned columns for a terminal.
  case table
  /// RFC 4180 <https://www.rfc-editor.org/rfc/rfc4180>: a text that holds a comma, a quote or a line
  /// end, or has a space at either end, stands in quotes, and quotes in it are doubled. NULL is
  /// nothing, the empty text `""`.
  case csv
  /// The same with a tab in place of the comma. A backslash stands for itself.
  case tsv
  /// An array of objects, one a line.
  case json
  /// One object a line, <https://jsonlines.org>.
  case jsonl
  /// A GitHub table, <https://github.github.com/gfm/#tables-extension->.
  case markdown
  /// A workbook for a spreadsheet: see `XLSXWriter`. NULL is an empty cell.
  case xlsx
}
