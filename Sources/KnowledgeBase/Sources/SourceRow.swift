internal import SQLite

extension Source {
  /// The columns of the source `s` that ``init(row:)`` reads, in its order.
  static let columns = """
    s.key, s.title, s.publisher, s.url, s.published, s.retrieved, s.licence, s.attribution, s.lang, \
    s.reliability
    """

  /// A source from a row that begins with ``columns``.
  init(row: borrowing Row) {
    self.init(key: row.text(0), title: row.text(1))
    publisher = row.string(at: 2)
    url = row.string(at: 3)
    published = row.string(at: 4)
    retrieved = row.string(at: 5)
    licence = row.string(at: 6)
    attribution = row.string(at: 7)
    lang = row.string(at: 8)
    reliability = row.string(at: 9)
  }
}
