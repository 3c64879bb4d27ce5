internal import SQLite
internal import Tabular

extension Store {
  /// One file of a whole export: its name and the rows, sorted so that equal knowledge bases give
  /// equal bytes.
  ///
  /// The longest files are sorted by ``SortedRows``; others follow the index of keys from one entity to
  /// the next (`CROSS JOIN` keeps SQLite to the order of the tables,
  /// https://sqlite.org/optoverview.html#crossjoin), so that only the rows of one entity are ever
  /// sorted. Memory stays the same whatever the size.
  package struct PackageFile {
    /// The name of the file without its ending, of the resource and of the sheet.
    package let stem: String
    package let columns: [String]
    let schema: PackageSchema
    /// Statements whose rows follow one another; columns behind those of the file only sort.
    let parts: [ExportStatement]
    /// Which citations stand behind its rows, as a condition on `c`; nil where none can.
    let cited: String?
    /// What it is called, and what it holds.
    package var title: Label { schema.title }
    package var description: Label { schema.description }

    /// One of the files besides those of the kinds.
    init(_ stem: String, _ columns: [String], cited: String? = nil, parts: [ExportStatement]) {
      self.stem = stem
      self.columns = columns
      self.parts = parts
      self.cited = cited
      schema =
        PackageSchema.common[stem]
        ?? PackageSchema(
          title: Label(en: stem, zh: stem), description: Label(en: stem, zh: stem),
          fields: PackageField.fields(columns, required: []))
    }

    /// One with the rows of one statement.
    init(_ stem: String, _ columns: [String], cited: String? = nil, sql: String) {
      self.init(stem, columns, cited: cited, parts: [ExportStatement(sql)])
    }

    fileprivate init(_ kind: Kind) {
      let own = kind.properties.map { "t.\($0.name.quoted), " }.joined()
      stem = kind.plural
      columns = PackageLayout.columns(of: kind)
      schema = PackageSchema(kind)
      parts = [
        ExportStatement(
          """
          SELECT e.key, e.name, e.name_zh, \(own)e.description, e.description_zh, e.retired
            FROM entity e JOIN \(kind.name.quoted) t ON t.id = e.id
           WHERE e.kind = \(kind.name.quotedText) ORDER BY e.key
          """)
      ]
      cited = "c.entity IN (SELECT id FROM entity WHERE kind = \(kind.name.quotedText))"
    }
  }

  /// The files of a whole export: always all of them.
  package func packageFiles() throws -> [PackageFile] {
    try reading {
      var files =
        Self.registryFiles + [
          PackageFile(
            "sources", PackageLayout.sources,
            sql: """
              SELECT s.key, s.title, s.publisher, s.url, s.published, s.retrieved, s.licence,
                     s.attribution, s.lang, s.reliability, o.key
                FROM source s LEFT JOIN source o ON o.id = s.supersedes ORDER BY s.key
              """)
        ]
      files += try registry.kinds.map(PackageFile.init)
      files += Self.commonFiles
      return files
    }
  }

  private static let commonFiles = [
    PackageFile("names", PackageLayout.names, parts: [.names]),
    PackageFile(
      "identifiers", PackageLayout.identifiers,
      sql: """
        SELECT i.scheme, i.value, e.key FROM identifier i JOIN entity e ON e.id = i.entity
         ORDER BY i.scheme, i.value
        """),
    PackageFile(
      "redirects", PackageLayout.redirects,
      sql: "SELECT r.key, e.key FROM redirect r JOIN entity e ON e.id = r.entity ORDER BY r.key"),
    // What is not decided depends on which of two came first; an ingest asks it anew.
    PackageFile(
      "reviews", PackageLayout.reviews,
      sql: """
        SELECT min(e.key, o.key), max(e.key, o.key), m.rule, nullif(m.detail, ''), m.score,
               m.state, m.decided
          FROM match_review m JOIN entity e ON e.id = m.entity JOIN entity o ON o.id = m.other
         WHERE m.state = 'apart' ORDER BY 1, 2
        """),
    PackageFile(
      "relations", PackageLayout.relations, cited: "c.relation IS NOT NULL", parts: [.relations]),
    PackageFile(
      "events", PackageLayout.events, cited: "c.event IS NOT NULL",
      sql: """
        SELECT e.key, v.type, v.date, nullif(v.scope, ''), v.note, v.retired
          FROM entity e CROSS JOIN event v ON v.entity = e.id ORDER BY e.key, v.type, v.date, v.scope
        """),
    PackageFile(
      "figures", PackageLayout.figures, cited: "c.figure IS NOT NULL",
      sql: """
        SELECT s.key, f.measure, o.key, f.date, f.until, nullif(f.basis, 'stock'),
               nullif(f.condition, ''), f.value, f.low, f.high, f.unit, f.currency, f.note, f.retired
          FROM entity s CROSS JOIN figure f ON f.subject = s.id
          LEFT JOIN entity o ON o.id = f.object
         ORDER BY s.key, f.measure, o.key, f.date, f.condition
        """),
    PackageFile(
      "claims", PackageLayout.claims, cited: "c.claim IS NOT NULL",
      sql: """
        SELECT c.key, p.key, s.key, c.text, c.text_zh, c.modality, c.made, c.locator, c.quote,
               (SELECT group_concat(k, '; ') FROM (SELECT e.key AS k FROM claim_about a
                  JOIN entity e ON e.id = a.entity WHERE a.claim = c.id ORDER BY k)), c.retired
          FROM claim c JOIN source s ON s.id = c.source LEFT JOIN entity p ON p.id = c.speaker
         ORDER BY c.key
        """),
    PackageFile(
      "evidence", PackageLayout.evidence,
      sql: """
        SELECT l.key, c.stance, q.key, \(recordColumns), c.property, src.key, c.note
          FROM evidence c JOIN claim l ON l.id = c.claim LEFT JOIN claim q ON q.id = c.other
          LEFT JOIN source src ON src.id = c.source \(recordJoins)
         ORDER BY l.key, c.stance, q.key, \(recordColumns), c.property, src.key
        """),
    PackageFile(
      "documents", PackageLayout.documents,
      sql: """
        SELECT d.key, s.key, d.title, d.lang FROM document d JOIN source s ON s.id = d.source
         ORDER BY d.key
        """),
    PackageFile(
      "passages", PackageLayout.passages,
      sql: """
        SELECT d.key, p.ordinal, p.section, p.heading, p.text
          FROM passage p JOIN document d ON d.id = p.document ORDER BY d.key, p.ordinal
        """),
    PackageFile("citations", PackageLayout.citations, cited: "1", parts: CitationOrder.parts),
  ]

  /// The columns of ``PackageLayout/record`` for a row `c` of `evidence`.
  private static let recordColumns = """
    coalesce(e.key, te.key), coalesce(rs.key, gs.key), p.name, coalesce(ro.key, go.key), \
    nullif(r.qualifier, ''), r.valid_from, g.measure, coalesce(g.date, t.date), \
    nullif(g.condition, ''), t.type, nullif(t.scope, '')
    """

  private static let recordJoins = """
    LEFT JOIN entity e ON e.id = c.entity
    LEFT JOIN relation r ON r.id = c.relation LEFT JOIN predicate p ON p.id = r.predicate
    LEFT JOIN entity rs ON rs.id = r.subject LEFT JOIN entity ro ON ro.id = r.object
    LEFT JOIN figure g ON g.id = c.figure
    LEFT JOIN entity gs ON gs.id = g.subject LEFT JOIN entity go ON go.id = g.object
    LEFT JOIN event t ON t.id = c.event LEFT JOIN entity te ON te.id = t.entity
    """

  /// What the user added to the registry: numbers of built-in rows are not exported, they come with
  /// the program.
  private static let registryFiles = [
    PackageFile(
      "kinds", PackageLayout.kinds,
      sql: """
        SELECT name, plural, label_en, label_zh FROM kind WHERE NOT builtin ORDER BY position, name
        """),
    PackageFile(
      "properties", PackageLayout.properties,
      sql: """
        SELECT kind, name, type, unit,
               (SELECT group_concat(j.value, '; ') FROM json_each(p.choices) j), label_en, label_zh,
               definition, (SELECT group_concat(j.value, '; ') FROM json_each(p.synonyms) j)
          FROM property p WHERE NOT builtin ORDER BY kind, position, name
        """),
    PackageFile(
      "predicates", PackageLayout.predicates,
      sql: """
        SELECT name, inverse, nullif(symmetric, 0), nullif(supply, 0), label_en, label_zh,
               inverse_en, inverse_zh,
               (SELECT group_concat(pair, '; ') FROM (SELECT k.subject_kind || ' ' || k.object_kind AS pair
                  FROM predicate_kind k WHERE k.predicate = p.id ORDER BY pair))
          FROM predicate p WHERE NOT builtin ORDER BY id
        """),
  ]
}
