/// A borrowed view of a statement's current row, read with the methods of ``ColumnReader``.
///
/// It cannot be copied or kept: the next step overwrites what it shows.
@safe
package struct Row: ~Copyable, ColumnReader {
  /// The `sqlite3_stmt*` whose current row this is.
  package let pointer: OpaquePointer

  @usableFromInline
  init(_ pointer: OpaquePointer) { unsafe self.pointer = pointer }
}
