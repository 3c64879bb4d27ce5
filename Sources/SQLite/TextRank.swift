internal import CSQLite

/// How the places of a phrase in a row make its weight.
package enum TextRank {
  /// So many are looked at: more would hardly change the result.
  package static let places = 16

  /// t places, each as heavy as its column, give t / (t + 1.2), as in bm25 with k1 = 1.2 and b = 0
  /// (https://sqlite.org/fts5.html#the_bm25_function).
  package static func weight(of places: Double) -> Double { places / (places + 1.2) }
}

extension Connection {
  /// Adds two auxiliary functions to FTS5. `text_weight(table, w1, w2, …)` is how often and where the
  /// query stands in a row: from 0 to less than 1. `text_place` is the same, and 1 more where every phrase
  /// stands in a column that weighs more than 1.
  ///
  /// Each phrase counts its places, weighted by column (``TextRank``), and the phrases are averaged.
  /// Unlike `bm25()` it reads no document size and counts no rows of the table, which costs `bm25()`
  /// a look-up for every match and a walk through all of them.
  ///
  /// - Throws: what keeps SQLite from handing out the FTS5 interface.
  package func addTextRanks() throws(SQLiteError) {
    var api: UnsafeMutablePointer<fts5_api>?
    // "SELECT fts5(?1)" writes the address of the interface into the pointer bound to it.
    // https://sqlite.org/fts5.html#extending_fts5
    let statement = try prepare("SELECT fts5(?1)")
    let code = unsafe withUnsafeMutablePointer(to: &api) { place in
      unsafe csqlite_bind_fts5_api(statement.pointer, 1, place)
      let code = unsafe sqlite3_step(statement.pointer)
      unsafe sqlite3_reset(statement.pointer)
      return code
    }
    guard code == SQLITE_ROW, let api = unsafe api, let create = unsafe api.pointee.xCreateFunction
    else { throw handle.error(code) }
    var created = unsafe create(api, "text_weight", nil, textWeight, nil)
    if created == SQLITE_OK { created = unsafe create(api, "text_place", nil, textPlace, nil) }
    guard created == SQLITE_OK else { throw handle.error(created) }
  }
}

/// What FTS5 calls for each row.
private let textWeight: fts5_extension_function = { api, row, context, count, weights in
  let rank = unsafe rank(api, row, count, weights)
  unsafe sqlite3_result_double(context, rank.weight)
}

private let textPlace: fts5_extension_function = { api, row, context, count, weights in
  let rank = unsafe rank(api, row, count, weights)
  unsafe sqlite3_result_double(context, rank.weight + (rank.isInNames ? 1 : 0))
}

/// The weight of a row, and whether every phrase stands in a column that weighs more than 1. A place
/// in column `c` counts as much as argument `c` says.
private func rank(
  _ api: UnsafePointer<Fts5ExtensionApi>?, _ row: OpaquePointer?, _ count: Int32,
  _ weights: UnsafeMutablePointer<OpaquePointer?>?
) -> (weight: Double, isInNames: Bool) {
  guard let api = unsafe api?.pointee, let phraseCount = unsafe api.xPhraseCount,
    let first = unsafe api.xPhraseFirst, let next = unsafe api.xPhraseNext
  else { return (0, false) }
  let phrases = unsafe phraseCount(row)
  var sum = 0.0
  var isInNames = true
  for phrase in 0..<phrases {
    var places = unsafe Fts5PhraseIter()
    var column: Int32 = 0
    var offset: Int32 = 0
    var weighted = 0.0
    var left = TextRank.places
    var isNamed = false
    var code = unsafe first(row, phrase, &places, &column, &offset)
    while code == SQLITE_OK, column >= 0, left > 0 {
      let weight = unsafe column < count ? sqlite3_value_double(weights?[Int(column)]) : 1
      weighted += weight
      if weight > 1 { isNamed = true }
      left -= 1
      unsafe next(row, &places, &column, &offset)
      code = SQLITE_OK
    }
    sum += TextRank.weight(of: weighted)
    isInNames = isInNames && isNamed
  }
  return phrases > 0 ? (sum / Double(phrases), isInNames) : (0, false)
}
