/// The rows of one call of a table-valued function, computed as they are asked for. It need not be
/// copyable, so it may own a ``Statement``.
package protocol TableFunctionRows: ~Copyable {
  /// The next row, with a value for each visible column; nil after the last.
  ///
  /// What it throws becomes the error of the statement, as for a function. It is not called again
  /// after it threw or returned nil.
  mutating func next() throws -> [Value]?
}

/// One call of a table-valued function.
package struct TableFunctionCall {
  /// A value for each parameter, NULL for an optional one not given.
  package let arguments: [Value]
  /// A bit for each visible column that the statement may read.
  let usedColumns: UInt64

  /// Whether the statement may read a visible column; what it does not read may be given as NULL.
  package func isUsed(_ column: Int) -> Bool { column > 62 || usedColumns & (1 << column) != 0 }
}

/// A visible column of a table-valued function.
package struct TableFunctionColumn: Hashable, Sendable, ExpressibleByStringLiteral {
  /// The name SQL uses.
  package let name: String
  /// The declared type, which decides how SQL compares the column: with `.integer`, `c > '5'`
  /// compares numbers. `.null` declares none. The values themselves are not converted.
  /// https://sqlite.org/datatype3.html#type_conversions_prior_to_comparison
  package let type: StorageClass

  /// A column of a declared type.
  package init(_ name: String, _ type: StorageClass) {
    self.name = name
    self.type = type
  }

  /// A column without a declared type.
  package init(stringLiteral name: String) { self.init(name, .null) }
}

/// A parameter of a table-valued function: a hidden column of its table.
package struct TableFunctionParameter: Hashable, Sendable {
  /// The name SQL uses in `WHERE name = …`.
  package let name: String
  /// Whether a query must give a value.
  package let isRequired: Bool

  /// A parameter that every query gives a value.
  package static func required(_ name: String) -> TableFunctionParameter {
    TableFunctionParameter(name: name, isRequired: true)
  }

  /// A parameter that reads as NULL where a query gives none.
  package static func optional(_ name: String) -> TableFunctionParameter {
    TableFunctionParameter(name: name, isRequired: false)
  }
}

extension Connection {
  /// Adds a table-valued function to SQL: `FROM name(a, b)`, `FROM name WHERE first = a`, or joined
  /// to the tables before it, `FROM t, name(t.x)`.
  ///
  /// It lives in this connection only; nothing is stored in the file. A table or view of the same
  /// name hides it, and another function of the same name replaces it, except in statements already
  /// compiled. https://sqlite.org/vtab.html#epovtab
  ///
  /// - Parameters:
  ///   - name: As SQL uses it.
  ///   - columns: The columns `SELECT *` shows, at least one.
  ///   - parameters: At most 16. They are hidden columns, in the order of the arguments, and read
  ///     as the arguments of the call.
  ///   - estimatedCost: What one call costs, in the planner's unit, about a page read. It calls the
  ///     more expensive of two functions less often.
  ///   - estimatedRows: How many rows one call returns, for the order of joins.
  ///   - directOnly: Forbidden in views and triggers. Otherwise it is allowed there even where the
  ///     schema is not trusted, so it must have no side effects ("the virtual table can do no
  ///     serious harm even if it is controlled by a malicious hacker").
  ///     https://sqlite.org/c3ref/c_vtab_constraint_support.html
  ///   - rows: Called once for every search, with a value for each parameter (NULL for an optional
  ///     one not given); equal arguments within a statement must give equal rows. It may use this
  ///     connection, but must not own it: the connection owns the function. What it throws becomes
  ///     the error of the statement: an ``SQLiteError`` with its code, any other error as `.error`
  ///     with its description.
  /// - Throws: `.misuse` for names that are empty or used twice, no column, too many parameters.
  package func createTableFunction<Rows: TableFunctionRows & ~Copyable>(
    name: String, columns: [TableFunctionColumn], parameters: [TableFunctionParameter] = [],
    estimatedCost: Double = 100, estimatedRows: Int64 = 25, directOnly: Bool = false,
    rows: @escaping (_ arguments: [Value]) throws -> Rows
  ) throws(SQLiteError) {
    try createSelectiveTableFunction(
      name: name, columns: columns, parameters: parameters, estimatedCost: estimatedCost,
      estimatedRows: estimatedRows, directOnly: directOnly, calls: { try rows($0.arguments) })
  }

  /// Adds a table-valued function that is told which of its columns are read, for one that is called
  /// often and whose values cost something. See the form above for the rest.
  ///
  /// - Parameter calls: called once for every search, as `rows` above.
  package func createSelectiveTableFunction<Rows: TableFunctionRows & ~Copyable>(
    name: String, columns: [TableFunctionColumn], parameters: [TableFunctionParameter] = [],
    estimatedCost: Double = 100, estimatedRows: Int64 = 25, directOnly: Bool = false,
    calls: @escaping (_ call: TableFunctionCall) throws -> Rows
  ) throws(SQLiteError) {
    let function = TableFunction(
      name: name, columns: columns, parameters: parameters, estimatedCost: estimatedCost,
      estimatedRows: estimatedRows, directOnly: directOnly, handle: handle, rows: calls)
    try function.check()
    // Statements in the cache would go on with the function that is replaced.
    handle.dropIdleStatements()
    try handle.createModule(function)
  }

  /// Adds a table-valued function whose rows are a sequence, which may be lazy: it is iterated as
  /// the rows are asked for. See the form above for the rest.
  package func createTableFunction<Rows: Sequence<[Value]>>(
    name: String, columns: [TableFunctionColumn], parameters: [TableFunctionParameter] = [],
    estimatedCost: Double = 100, estimatedRows: Int64 = 25, directOnly: Bool = false,
    rows: @escaping (_ arguments: [Value]) throws -> Rows
  ) throws(SQLiteError) {
    try createTableFunction(
      name: name, columns: columns, parameters: parameters, estimatedCost: estimatedCost,
      estimatedRows: estimatedRows, directOnly: directOnly
    ) { arguments in
      SequenceRows(iterator: try rows(arguments).makeIterator())
    }
  }
}

/// The rows of a sequence, whose iterator cannot fail.
private struct SequenceRows<Iterator: IteratorProtocol<[Value]>>: TableFunctionRows {
  var iterator: Iterator

  mutating func next() -> [Value]? { iterator.next() }
}

/// A table-valued function as it was registered.
final class TableFunction {
  /// "The omit flag is only honored if the argvIndex value for the constraint is greater than 0 and
  /// less than or equal to 16": beyond that, SQLite would test an argument against itself.
  /// https://sqlite.org/vtab.html#xbestindex
  static let maximumParameterCount = 16

  let name: String
  let columns: [TableFunctionColumn]
  let parameters: [TableFunctionParameter]
  let estimatedCost: Double
  let estimatedRows: Int64
  let directOnly: Bool
  /// The connection, which outlives every function of it.
  unowned let handle: DatabaseHandle
  let rows: (TableFunctionCall) throws -> any TableFunctionRows & ~Copyable

  init(
    name: String, columns: [TableFunctionColumn], parameters: [TableFunctionParameter],
    estimatedCost: Double, estimatedRows: Int64, directOnly: Bool, handle: DatabaseHandle,
    rows: @escaping (TableFunctionCall) throws -> any TableFunctionRows & ~Copyable
  ) {
    self.name = name
    self.columns = columns
    self.parameters = parameters
    self.estimatedCost = estimatedCost
    self.estimatedRows = estimatedRows
    self.directOnly = directOnly
    self.handle = handle
    self.rows = rows
  }

  /// Throws `.misuse` for what SQLite would report only at the first use of the function.
  func check() throws(SQLiteError) {
    let names = columns.map(\.name) + parameters.map(\.name)
    for text in [name] + names where text.isEmpty || text.utf8.contains(0) {
      throw misuse("a name is empty or holds a NUL character")
    }
    guard !columns.isEmpty else { throw misuse("it has no column") }
    guard parameters.count <= Self.maximumParameterCount else {
      throw misuse("it has more than \(Self.maximumParameterCount) parameters")
    }
    var seen: Set<[UInt8]> = []
    for text in names where !seen.insert(asciiLowercased(text)).inserted {
      throw misuse("the name \(text) is used twice")
    }
  }

  private func misuse(_ reason: String) -> SQLiteError {
    SQLiteError(code: .misuse, message: "cannot add the table function \(name): \(reason)")
  }

  /// SQL for the columns: visible ones first, then the parameters as hidden ones.
  /// https://sqlite.org/vtab.html#hiddencol
  var declaration: String {
    let visible = columns.map { "\(quoted($0.name)) \($0.type.declaration)" }
    let hidden = parameters.map { "\(quoted($0.name)) HIDDEN" }
    return "CREATE TABLE x(" + (visible + hidden).joined(separator: ", ") + ")"
  }

  /// What a query lacks, when it gives no value that is known in time.
  func message(missing parameter: TableFunctionParameter) -> String {
    "\(name)() needs a value for \(parameter.name), known before it is called: an argument, or "
      + "\(parameter.name) = … in WHERE or ON"
  }
}

extension StorageClass {
  /// The type name that gives a column this affinity; none for `.null`.
  /// https://sqlite.org/datatype3.html#determination_of_column_affinity
  fileprivate var declaration: String {
    switch self {
    case .integer: "INTEGER"
    case .real: "REAL"
    case .text: "TEXT"
    case .blob: "BLOB"
    case .null: ""
    }
  }
}

/// A name as SQL quotes it. https://sqlite.org/lang_keywords.html
private func quoted(_ name: String) -> String {
  let doubled = name.split(separator: "\"", omittingEmptySubsequences: false)
  return "\"" + doubled.joined(separator: "\"\"") + "\""
}

/// The bytes of a name as SQLite compares names: only ASCII letters lose their case.
private func asciiLowercased(_ name: String) -> [UInt8] {
  name.utf8.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
}
