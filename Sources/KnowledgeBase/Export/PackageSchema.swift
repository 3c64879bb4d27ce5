/// What one file of a whole export is, as Table Schema says it
/// <https://datapackage.org/standard/table-schema/>.
struct PackageSchema {
  /// A column whose values are those of the first key column of another file.
  struct ForeignKey {
    let field: String
    /// The other file, without its ending; "" for the file itself.
    let resource: String
    let referenced: String
  }

  let title: Label
  let description: Label
  let fields: [PackageField]
  /// Columns that tell rows apart and are never blank.
  var primaryKey: [String] = []
  /// Columns that tell rows apart, blank ones included.
  var uniqueKey: [String] = []
  var foreignKeys: [ForeignKey] = []
}

extension PackageSchema {
  /// The file of a kind.
  init(_ kind: Kind) {
    title = kind.label
    description = Label(
      en: "One row for each \(kind.label.en), with the accepted value of every property.",
      zh: "每行一个\(kind.label.zh)，各属性为所采用的值。")
    fields =
      [PackageField.key]
      + Property.common.prefix(2).map(PackageField.init)
      + kind.properties.map(PackageField.init)
      + Property.common.dropFirst(2).map(PackageField.init) + [PackageField.retired]
    primaryKey = ["key"]
  }

  /// The files besides those of the kinds, by their names without the ending.
  static let common: [String: PackageSchema] = [
    PackageLayout.contentsStem: PackageSchema(
      title: Label(en: "Contents", zh: "目录"),
      description: Label(en: "What the other tables hold.", zh: "其他各表的内容。"),
      fields: PackageField.fields(
        PackageLayout.contents, required: ["sheet", "rows"], types: ["rows": .integer]),
      primaryKey: ["sheet"]),
    "kinds": PackageSchema(
      title: Label(en: "Kinds", zh: "类别"),
      description: Label(
        en: "Kinds of entities that were added to the built-in ones.", zh: "在内置类别之外添加的实体类别。"),
      fields: PackageField.fields(PackageLayout.kinds, required: ["name", "plural"]),
      primaryKey: ["name"]),
    "properties": PackageSchema(
      title: Label(en: "Properties", zh: "属性"),
      description: Label(
        en: "Properties that were added to the built-in ones.", zh: "在内置属性之外添加的属性。"),
      fields: PackageField.fields(
        PackageLayout.properties, required: ["kind", "name", "type"],
        choices: ["type": ["text", "integer", "number", "date", "boolean", "choice", "url"]]),
      primaryKey: ["kind", "name"]),
    "predicates": PackageSchema(
      title: Label(en: "Predicates", zh: "谓词"),
      description: Label(
        en: "Sorts of relations that were added to the built-in ones.", zh: "在内置谓词之外添加的关系种类。"),
      fields: PackageField.fields(
        PackageLayout.predicates, required: ["name", "inverse"],
        types: ["symmetric": .boolean, "supply": .boolean]),
      primaryKey: ["name"]),
    "sources": PackageSchema(
      title: Label(en: "Sources", zh: "来源"),
      description: Label(
        en: "Where the facts come from, each with its licence (SPDX) and the credit it asks for.",
        zh: "各项事实的出处，含许可证（SPDX）及其要求的署名。"),
      fields: PackageField.fields(
        PackageLayout.sources, required: ["key", "title"],
        choices: ["reliability": ["official", "dataset", "press", "secondary"]]),
      primaryKey: ["key"],
      foreignKeys: [ForeignKey(field: "supersedes", resource: "", referenced: "key")]),
    "names": PackageSchema(
      title: Label(en: "Names", zh: "名称"),
      description: Label(en: "Further names of entities.", zh: "实体的其他名称。"),
      fields: PackageField.fields(
        PackageLayout.names, required: ["entity", "text", "lang", "role"],
        choices: ["role": NameWriter.roles]),
      primaryKey: ["entity", "text", "lang", "role"], foreignKeys: [.source]),
    "identifiers": PackageSchema(
      title: Label(en: "Identifiers", zh: "外部标识符"),
      description: Label(
        en: "Identifiers of entities in other data sets.", zh: "实体在其他数据集中的标识符。"),
      fields: PackageField.fields(
        PackageLayout.identifiers, required: ["scheme", "value", "entity"]),
      primaryKey: ["scheme", "value"]),
    "redirects": PackageSchema(
      title: Label(en: "Former keys", zh: "旧键"),
      description: Label(
        en: "Keys that entities had before they were renamed or merged.", zh: "实体改名或合并前的键。"),
      fields: PackageField.fields(PackageLayout.redirects, required: ["key", "entity"]),
      primaryKey: ["key"]),
    "relations": PackageSchema(
      title: Label(en: "Relations", zh: "关系"),
      description: Label(
        en: "What stands in which relation to what; shares are parts of one.",
        zh: "实体之间的关系；份额以 1 为全部。"),
      fields: PackageField.fields(
        PackageLayout.relations, required: ["subject", "predicate", "object"],
        types: [
          "share": .number, "share_low": .number, "share_high": .number, "quantity": .number,
        ]),
      uniqueKey: ["subject", "predicate", "object", "qualifier", "valid_from"]),
    "events": PackageSchema(
      title: Label(en: "Events", zh: "事件"),
      description: Label(en: "Further dates of entities.", zh: "实体的其他日期。"),
      fields: PackageField.fields(PackageLayout.events, required: ["entity", "type", "date"]),
      uniqueKey: ["entity", "type", "date", "scope"]),
    "figures": PackageSchema(
      title: Label(en: "Figures", zh: "数据"),
      description: Label(
        en:
          "Numbers for a date. Those of the basis stock (where basis is blank) are levels and are "
          + "not added up over time.",
        zh: "某一日期的数值。依据为存量（basis 为空）的是水平值，不可跨时间相加。"),
      fields: PackageField.fields(
        PackageLayout.figures, required: ["subject", "measure", "date"],
        types: ["value": .number, "low": .number, "high": .number],
        choices: ["basis": ["flow", "annualised", "score"]]),
      uniqueKey: ["subject", "measure", "object", "date", "condition"]),
    "claims": PackageSchema(
      title: Label(en: "Claims", zh: "主张"),
      description: Label(en: "What somebody states.", zh: "某人提出的主张。"),
      fields: PackageField.fields(
        PackageLayout.claims, required: ["key", "source", "modality"],
        choices: ["modality": ClaimRecord.modalities]),
      primaryKey: ["key"], foreignKeys: [.source]),
    "evidence": PackageSchema(
      title: Label(en: "Evidence", zh: "证据"),
      description: Label(
        en: "What supports or contradicts a claim, or is a premise of it.", zh: "支持或反驳主张的内容，或其前提。"),
      fields: PackageField.fields(
        PackageLayout.evidence, required: ["claim", "stance"],
        choices: ["stance": ["supports", "contradicts", "premise"]]),
      foreignKeys: [
        .claim, ForeignKey(field: "other", resource: "claims", referenced: "key"), .source,
      ]),
    "documents": PackageSchema(
      title: Label(en: "Documents", zh: "文档"),
      description: Label(en: "Texts that were taken in whole.", zh: "整篇收入的文本。"),
      fields: PackageField.fields(
        PackageLayout.documents, required: ["key", "source", "title"]),
      primaryKey: ["key"], foreignKeys: [.source]),
    "passages": PackageSchema(
      title: Label(en: "Passages", zh: "段落"),
      description: Label(en: "The passages of the documents, in order.", zh: "文档的各个段落，依次排列。"),
      fields: PackageField.fields(
        PackageLayout.passages, required: ["document", "ordinal", "text"],
        types: ["ordinal": .integer]),
      primaryKey: ["document", "ordinal"],
      foreignKeys: [ForeignKey(field: "document", resource: "documents", referenced: "key")]),
    "citations": PackageSchema(
      title: Label(en: "Citations", zh: "引用"),
      description: Label(
        en: "Which source stands behind which fields of a record, and what it gives where that is "
          + "not the accepted value.",
        zh: "某条记录的哪些字段出自哪个来源；与所采用的值不同时给出其原值。"),
      fields: PackageField.fields(
        PackageLayout.citations, required: ["source"],
        types: ["low": .number, "high": .number, "rank": .integer],
        choices: [
          "state": ["unknown", "none"], "basis": ["reported", "estimated", "derived", "rumoured"],
        ]),
      foreignKeys: [.claim, .source]),
    "reviews": PackageSchema(
      title: Label(en: "Reviews", zh: "审核"),
      description: Label(
        en: "Pairs of entities that look alike and were decided not to be the same.",
        zh: "看似相同、已认定不同的实体对。"),
      fields: PackageField.fields(
        PackageLayout.reviews, required: ["entity", "other", "rule", "score", "state"],
        types: ["score": .number], choices: ["state": ["open", "apart"]]),
      primaryKey: ["entity", "other"]),
  ]
}

extension PackageSchema.ForeignKey {
  static let source = Self(field: "source", resource: "sources", referenced: "key")
  static let claim = Self(field: "claim", resource: "claims", referenced: "key")
}

extension PackageField {
  static let key = PackageField(
    name: "key", title: Label(en: "key", zh: "键"), pattern: keyPattern, isRequired: true,
    isUnique: true)
  static let retired = PackageField(
    name: "retired", type: .date, title: Label(en: "retired", zh: "撤下日期"),
    description: Label(
      en: "When the record was withdrawn; blank: it holds.", zh: "记录撤下的日期；空白表示有效。"))

  /// Columns that mean the same in every file that has them.
  private static let common: [String: PackageField] = {
    let entityKey = { (name: String) in
      PackageField(
        name: name,
        description: Label(
          en: "Key of an entity, in the file of its kind.", zh: "实体的键，见其类别的文件。"),
        pattern: keyPattern)
    }
    let dates = [
      "date", "until", "valid_from", "valid_to", "published", "retrieved", "made", "as_of",
    ].map {
      PackageField(
        name: $0, type: .date,
        description: Label(
          en: "As precise as it is known: 2025, 2025-07 or 2025-07-23.",
          zh: "精确到已知的程度：2025、2025-07 或 2025-07-23。"))
    }
    let fields =
      ["entity", "subject", "object", "speaker"].map(entityKey) + dates + [
        key, retired,
        PackageField(
          name: "source", description: Label(en: "Key of a source.", zh: "来源的键。"),
          pattern: keyPattern),
        PackageField(
          name: "licence", description: Label(en: "SPDX identifier.", zh: "SPDX 标识符。")),
        PackageField(
          name: "lang", description: Label(en: "BCP 47 tag.", zh: "BCP 47 语言标签。")),
        PackageField(
          name: "currency", description: Label(en: "ISO 4217 code.", zh: "ISO 4217 代码。")),
        PackageField(
          name: "about",
          description: Label(
            en: "Keys of entities, with '; ' between.", zh: "实体的键，以“; ”分隔。")),
      ]
    return Dictionary(uniqueKeysWithValues: fields.map { ($0.name, $0) })
  }()

  static func fields(
    _ names: [String], required: Set<String>, types: [String: FieldType] = [:],
    choices: [String: [String]] = [:]
  ) -> [PackageField] {
    names.map { name in
      var field = common[name] ?? PackageField(name: name)
      // A column that is called `key` is one only where it tells the rows apart.
      if let type = types[name] { field.type = type }
      if let choices = choices[name] { field.choices = choices }
      field.isRequired = required.contains(name)
      return field
    }
  }
}
