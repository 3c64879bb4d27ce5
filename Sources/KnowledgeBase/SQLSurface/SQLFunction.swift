/// A function that ad-hoc SQL has besides SQLite's own.
public struct SQLFunction: Sendable {
  /// What kind of function it is.
  public enum Form: String, Sendable {
    /// Gives one value for each call.
    case scalar
    /// Gives rows: it stands behind FROM.
    case table
  }

  /// How it is called: `neighbors(start, along, side)`. The parameters of a table function can also be
  /// named in WHERE: `FROM neighbors WHERE start = 'huawei'`.
  public let signature: String
  /// Whether it gives a value or rows.
  public let form: Form
  /// What it gives, in a line.
  public let description: Label
  /// The columns of its rows; none for a scalar.
  public let columns: [String]
  /// A statement that runs as it is.
  public let example: String

  /// All of them.
  public static let all: [SQLFunction] = [
    SQLFunction(
      signature: "search(text, of_kind)", form: .table,
      description: Label(
        en: "What the text search finds, all of it, best first; of_kind may be left out.",
        zh: "全文检索的全部结果，最相关者在前；of_kind 可省略。"),
      columns: ["key", "kind", "name", "name_zh", "match", "score", "snippet"],
      example: "SELECT key, name, snippet FROM search('昇腾', 'chips') LIMIT 5"),
    SQLFunction(
      signature: "neighbors(start, along, side)", form: .table,
      description: Label(
        en:
          "The relations of an entity; along a predicate or its inverse, on a side (out, in, both).",
        zh: "一个实体的各条关系；可限定谓词（或其逆）与方向（out、in、both）。"),
      columns: [
        "key", "kind", "name", "name_zh", "predicate", "direction", "qualifier", "valid_from",
        "valid_to", "share", "quantity", "unit",
      ],
      example: """
        SELECT m.name, n.name AS developer FROM models m, neighbors(m.key, 'develops', 'in') n
         WHERE m.released >= '2025' ORDER BY m.released LIMIT 5
        """),
    SQLFunction(
      signature: "reach(start, along, depth)", form: .table,
      description: Label(
        en:
          "Every entity reached from one, nearest first, along predicates (with commas), to a depth.",
        zh: "从一个实体出发可到达的全部实体，由近及远；可限定谓词（逗号分隔）与步数。"),
      columns: ["key", "distance", "via"],
      example: "SELECT * FROM reach('asml', 'supplies,manufactures,trains', 3) LIMIT 10"),
    SQLFunction(
      signature: "path(a, b)", form: .table,
      description: Label(
        en: "The chains of relations that join two entities; chain 0 is the direct relation.",
        zh: "连接两个实体的关系链；第 0 条为直接关系。"),
      columns: ["chain", "step", "from", "predicate", "direction", "to"],
      example: "SELECT * FROM path('huawei', 'nvidia') WHERE chain = 1"),
    SQLFunction(
      signature: "fold(text)", form: .scalar,
      description: Label(
        en: "The form names are matched by: case, width, accents, traditional characters gone.",
        zh: "名称匹配所用的归一形式：不分大小写、全半角、变音符号与繁简。"),
      columns: [],
      example: "SELECT name FROM firms WHERE fold(name_zh) = fold('華為')"),
    SQLFunction(
      signature: "human(number, unit)", form: .scalar,
      description: Label(
        en: "A number as people read it: 671B, 80 GB, 990 TFLOP/s; the unit may be left out.",
        zh: "便于阅读的数字：671B、80 GB、990 TFLOP/s；unit 可省略。"),
      columns: [],
      example: """
        SELECT name, human(memory_bytes, 'B') AS memory FROM chips
         WHERE memory_bytes IS NOT NULL ORDER BY memory_bytes DESC LIMIT 5
        """),
    SQLFunction(
      signature: "date_precision(text)", form: .scalar,
      description: Label(
        en: "How precise a date is: 'year', 'month' or 'day'; NULL where it is no date.",
        zh: "日期的精度：'year'、'month' 或 'day'；不是日期则为 NULL。"),
      columns: [],
      example: """
        SELECT date_precision(released) AS precision, count(*) AS models FROM models
         GROUP BY precision ORDER BY models DESC
        """),
  ]
}
