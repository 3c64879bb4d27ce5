/// One value of a row: SQLite's five storage classes.
package enum Cell: Sendable, Hashable {
  case null
  case text(String)
  case integer(Int64)
  case real(Double)
  case blob([UInt8])
}
