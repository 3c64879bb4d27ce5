/// The files of a whole knowledge base as CSV, in the order in which they can be ingested. What lies
/// beside them, `datapackage.json`, is made by ``PackageDescriptor``.
///
/// The user's own kinds, properties and predicates come first; then sources, one file for each kind,
/// named after its plural, with the stored properties; then names, identifiers, redirects, reviews and
/// what is said about entities. A blank field is unknown.
package enum PackageLayout {
  /// The property of a descriptor by which our own packages are known.
  package static let marker = "aikb"

  package static let kinds = ["name", "plural", "label_en", "label_zh"]
  package static let properties = [
    "kind", "name", "type", "unit", "choices", "label_en", "label_zh", "definition", "synonyms",
  ]
  package static let predicates = [
    "name", "inverse", "symmetric", "supply", "label_en", "label_zh", "inverse_en", "inverse_zh",
    "joins",
  ]
  package static let sources = [
    "key", "title", "publisher", "url", "published", "retrieved", "licence", "attribution", "lang",
    "reliability", "supersedes",
  ]
  package static let names = ["entity", "text", "lang", "role", "source"]
  package static let identifiers = ["scheme", "value", "entity"]
  package static let redirects = ["key", "entity"]
  package static let reviews = ["entity", "other", "rule", "detail", "score", "state", "decided"]
  package static let relations = [
    "subject", "predicate", "object", "qualifier", "valid_from", "valid_to", "share", "share_low",
    "share_high", "quantity", "unit", "note", "retired",
  ]
  /// Columns of the view `relations` that only repeat names.
  package static let relationNames = [
    "subject_name", "object_name", "subject_name_zh", "object_name_zh",
  ]
  package static let events = ["entity", "type", "date", "scope", "note", "retired"]
  package static let figures = [
    "subject", "measure", "object", "date", "until", "basis", "condition", "value", "low", "high",
    "unit", "currency", "note", "retired",
  ]
  /// Columns of the view `events` that only repeat what is on record.
  package static let eventNames = ["event", "entity_name", "entity_name_zh", "kind"]
  /// Columns of the view `figures` that only repeat names.
  package static let figureNames = [
    "subject_name", "subject_name_zh", "object_name", "object_name_zh",
  ]
  package static let claims = [
    "key", "speaker", "source", "text", "text_zh", "modality", "made", "locator", "quote", "about",
    "retired",
  ]
  /// The columns that name a record: an entity by `entity`, an event by entity, event, date and
  /// scope, a relation by subject, predicate, object, qualifier and valid_from, a figure by subject,
  /// measure, object, date and condition.
  package static let record = [
    "entity", "subject", "predicate", "object", "qualifier", "valid_from", "measure", "date",
    "condition", "event", "scope",
  ]
  package static let evidence =
    ["claim", "stance", "other"] + record + ["property", "source", "note"]
  package static let documents = ["key", "source", "title", "lang"]
  package static let passages = ["document", "ordinal", "section", "heading", "text"]
  package static let citations =
    record + [
      "claim", "source", "fields", "value", "wording", "state", "rank", "reason", "basis", "low",
      "high", "confidence", "as_of", "locator", "quote", "retired",
    ]

  /// What the other files of an export for a spreadsheet hold; nothing that could be ingested.
  package static let contents = [
    "sheet", "title", "title_zh", "rows", "licences", "description", "description_zh",
  ]
  /// The name of the file with the contents, and of the sheet in a workbook.
  package static let contentsStem = "contents"
  package static let contentsSheet = "contents 目录"

  /// The columns of a kind's file.
  package static func columns(of kind: Kind) -> [String] {
    ["key", "name", "name_zh"] + kind.properties.map(\.name)
      + ["description", "description_zh", "retired"]
  }
}
