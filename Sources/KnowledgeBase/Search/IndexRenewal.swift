internal import SQLite

/// What becomes of a text index that was folded by the rules of another version, when its knowledge
/// base is opened.
public enum IndexRenewal: Sendable, Hashable {
  /// It is made anew, from so many texts.
  case began(texts: Int)
  /// So many of them are folded.
  case reached(text: Int, of: Int)
  /// It is as it should be.
  case ended
  /// The file cannot be written; what was folded otherwise is not found.
  case impossible
}

extension Store {
  /// Whether the text index was folded by the rules of another version. Without entities there is
  /// nothing to fold.
  var hasStaleIndex: Bool {
    // The optimizer of Swift 6.3.1 aborts (forwardToInit) where it inlines this.
    @inline(never) get throws {
      let version = try SearchIndex(store: self).version()
      guard version != Fold.version else { return false }
      return try db.integer("SELECT EXISTS (SELECT 1 FROM entity)") == 1
    }
  }

  /// Makes a stale index anew, with all that rests on folded names, in one transaction.
  func renewIndex(_ report: (IndexRenewal) -> Void) throws {
    guard try hasStaleIndex else { return }
    guard !isImmutable else { return report(.impossible) }
    try db.transaction(.immediate) {
      // Another process may have been faster.
      guard try hasStaleIndex else { return }
      let texts = Int(try db.integer("SELECT count(*) FROM search_text"))
      report(.began(texts: texts))
      try SearchIndex(store: self).rebuild { report(.reached(text: $0, of: texts)) }
      try MentionWriter(store: self).rebuild()
    }
    report(.ended)
  }
}
