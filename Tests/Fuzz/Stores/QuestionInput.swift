import Fuzzing

/// Something asked of a knowledge base, made at random; the same number makes the same question.
package enum QuestionInput {
  /// The words of a filter, and what rows are sorted by and shown with.
  case filter(kind: String, words: [String], columns: [String], sort: [String])
  /// A stored query, and its arguments.
  case stored(sql: String, arguments: [String: String])

  package init(number: Int) {
    var changes = TextChanges(number: number, words: QuestionSeeds.words)
    if changes.below(2) == 0 {
      let text = changes.one(of: QuestionSeeds.queries)
      var arguments: [String: String] = [:]
      for _ in 0..<changes.below(3) {
        let name = changes.one(of: ["a", "b", "c", "technology"])
        arguments[name] = changes.one(of: QuestionSeeds.words)
      }
      let sql = String(decoding: changes.changed(text), as: UTF8.self)
      self = .stored(sql: sql, arguments: arguments)
      return
    }
    let line = changes.one(of: QuestionSeeds.filters)
    let words = String(decoding: changes.changed(line, most: 3), as: UTF8.self)
      .split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    func few() -> [String] {
      changes.below(4) > 0 ? [] : (0...changes.below(2)).map { _ in column() }
    }
    func column() -> String {
      (changes.below(3) == 0 ? "-" : "") + changes.one(of: QuestionSeeds.columns)
    }
    self = .filter(
      kind: changes.one(of: QuestionSeeds.kinds), words: words, columns: few(), sort: few())
  }
}

/// What questions are made of.
enum QuestionSeeds {
  static let kinds = ["model", "firm", "chip", "country", "person", "facility", "policy"]

  static let columns = [
    "key", "name", "name_zh", "released", "parameters", "openness", "countries", "developers",
    "founded", "tdp_watts", "description", "retired", "nothing", "name\"", "",
  ]

  static let filters = [
    "country:cn released:2025", "-released:2025 parameters:>100B", "name:Aurora OR 极光",
    "openness:open|api", "weights:open -country:us", "developed_by:aurora-labs",
    "released:2024..2025-06", "parameters:7B..700B has:released", "founded:<2022 role:lab",
    "\"Aurora 1\" description:\"north\"", "trained_on:boreas-9 -has:openness",
    "develops:aurora-1", "source:alpha-list according:beta-bao", "form:chip memory:>=80GB",
  ]

  static let queries = [
    """
    -- title: Models of a firm
    -- title_zh: 某企业的模型
    -- description: What it develops,
    --   the newest first.
    -- param: a entity:firm = aurora-labs -- The firm | 企业
    -- param: b date = -- Since | 自
    SELECT o.key, :b AS since FROM relation r JOIN entity o ON o.id = r.object
     WHERE r.subject = (SELECT id FROM entity WHERE key = :a);
    """,
    """
    -- param: a integer = 3 -- How many | 多少
    -- param: b choice(x|y) = x
    -- param: c number
    SELECT key, :b, :c FROM models LIMIT :a
    """,
    "-- param: a kind = model\nSELECT count(*) FROM entities WHERE kind = :a",
    "-- param: technology source = alpha-list\nSELECT title FROM sources WHERE key = :technology",
    "SELECT * FROM search('aurora') s, neighbors(s.key) n -- :a\n",
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50) SELECT i FROM n",
    "SELECT * FROM reach('aurora-labs', 3)",
  ]

  static let words =
    columns + [
      ":", "：", "-", "－", "OR", "|", "..", "<", ">", "<=", ">=", "≥", "=", "!", "*", "?", "(", ")",
      "\"", "'", "“", "”", "has", "no", "country", "weights", "open", "cn", "CN", "中国", "us",
      "2025",
      "2025-13", "0000", "100B", "6710亿", "1e999", "-1", "9223372036854775808", "80GB", "NaN",
      "aurora-1", "alpha-list", "develops", "supplied_by", "named_in", "model", "--", "-- param:",
      "-- title:", "entity:", "choice(", "choice()", "number", "date", "kind", "text", " = ", "/*",
      "*/", ";", "SELECT", "DELETE FROM entity", "ATTACH 'x' AS y", "VACUUM INTO 'x'", "PRAGMA",
      "UNION", "WITH", "FROM", "json_each('[1]')", "randomblob(9)", "zeroblob(99999999)", ":a",
      "?1",
      "@a", "$a", "\n", "\t", "\u{0}", "\u{202E}", "\u{E000}", "😀", "%", "_", "\\",
    ]
}
