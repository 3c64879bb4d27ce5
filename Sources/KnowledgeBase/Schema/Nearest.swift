package import Messages

/// Suggestions for a name that does not exist.
package enum Nearest {
  /// `; nearest: …`, behind what is said of a name; nil when nothing is near.
  package static func hint(_ names: [String]) -> Message? {
    guard !names.isEmpty else { return nil }
    return Message(
      "; nearest: \(names.joined(separator: ", "))", "；最接近的有：\(names.joined(separator: "、"))")
  }

  /// Up to `limit` candidates within a third of the name's length (at least two; of up to three letters
  /// one) of edits, nearest first; candidates that start with the name count as near.
  package static func to(_ name: String, among candidates: [String], limit: Int = 3) -> [String] {
    let wanted = Array(name.lowercased().unicodeScalars)
    let bound = wanted.count < 4 ? 1 : max(2, wanted.count / 3)
    return candidates.compactMap { candidate -> (Int, String)? in
      let other = Array(candidate.lowercased().unicodeScalars)
      if !wanted.isEmpty, other.starts(with: wanted) { return (0, candidate) }
      let distance = distance(wanted, other, bound: bound)
      return distance <= bound ? (distance, candidate) : nil
    }
    .sorted { $0 < $1 }.prefix(limit).map(\.1)
  }

  /// Optimal string alignment distance (insert, delete, replace, swap of neighbours), or a number
  /// above `bound` as soon as it cannot be reached.
  static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar], bound: Int) -> Int {
    if abs(a.count - b.count) > bound { return bound + 1 }
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var before: [Int] = []
    var previous = Array(0...b.count)
    for i in 1...a.count {
      var row = [i] + Array(repeating: 0, count: b.count)
      for j in 1...b.count {
        let cost = a[i - 1] == b[j - 1] ? 0 : 1
        row[j] = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + cost)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          row[j] = min(row[j], before[j - 2] + 1)
        }
      }
      if row.min()! > bound { return bound + 1 }
      (before, previous) = (previous, row)
    }
    return previous[b.count]
  }
}
