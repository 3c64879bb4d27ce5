/// The files of a whole knowledge base as CSV, in the order in which they can be ingested.
///
/// One file for each kind, named after its plural, with the stored properties; then names,
/// identifiers, redirects, relations and citations. A blank field is unknown.
package enum PackageLayout {
  package static let sources = [
    "key", "title", "publisher", "url", "published", "retrieved", "licence", "attribution", "lang",
    "reliability", "supersedes",
  ]
  package static let names = ["entity", "text", "lang", "role", "source"]
  package static let identifiers = ["scheme", "value", "entity"]
  package static let redirects = ["key", "entity"]
  package static let relations = [
    "subject", "predicate", "object", "qualifier", "valid_from", "valid_to", "share", "share_low",
    "share_high", "quantity", "unit", "note", "retired",
  ]
  /// Columns of the view `relations` that only repeat names.
  package static let relationNames = [
    "subject_name", "object_name", "subject_name_zh", "object_name_zh",
  ]
  package static let citations = [
    "entity", "subject", "predicate", "object", "qualifier", "valid_from", "source", "fields",
    "value", "wording", "state", "rank", "reason", "basis", "low", "high", "confidence", "as_of",
    "locator", "quote", "retired",
  ]

  /// The columns of a kind's file.
  package static func columns(of kind: Kind) -> [String] {
    ["key", "name", "name_zh"] + kind.properties.map(\.name)
      + ["description", "description_zh", "retired"]
  }
}
