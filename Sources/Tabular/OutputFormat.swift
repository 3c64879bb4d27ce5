/// The forms in which rows are written. The raw value is the name on the command line.
package enum OutputFormat: String, Sendable, CaseIterable {
  /// Aligned columns for a terminal.
  case table
  /// RFC 4180 <https://www.rfc-editor.org/rfc/rfc4180>.
  case csv
  /// One tab between fields; tab, line feed, carriage return and backslash inside a field are
  /// written `\t`, `\n`, `\r` and `\\`.
  case tsv
  /// An array of objects, one a line.
  case json
  /// One object a line, <https://jsonlines.org>.
  case jsonl
  /// A GitHub table, <https://github.github.com/gfm/#tables-extension->.
  case markdown
}
