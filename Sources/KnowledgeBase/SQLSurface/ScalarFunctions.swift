internal import SQLite

extension SQLSurface {
  /// `fold`, `human` and `date_precision`; each gives NULL for NULL, and the same for the same.
  static func addScalarFunctions(to store: Store) throws(SQLiteError) {
    try add("fold", 1, to: store) { arguments in
      Value(arguments.string(at: 0).map(Fold.key))
    }
    try add("date_precision", 1, to: store) { arguments in
      Value(arguments.string(at: 0).flatMap { PartialDate($0) }?.precision.rawValue)
    }
    for count in [1, 2] as [Int32] {
      try add("human", count, to: store) { arguments in
        let number = arguments.value(at: 0).double
        return Value(number.map { HumanNumber.english($0, unit: arguments.string(at: 1)) })
      }
    }
  }

  private static func add(
    _ name: String, _ count: Int32, to store: Store,
    _ body: @escaping (borrowing Arguments) throws -> Value
  ) throws(SQLiteError) {
    try store.db.createFunction(
      name, argumentCount: count, deterministic: true, innocuous: true, body)
  }
}
