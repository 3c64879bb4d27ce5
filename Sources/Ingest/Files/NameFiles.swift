internal import KnowledgeBase
internal import Messages
internal import SQLite
internal import Tabular

/// `names.csv`: further names.
final class NameFile: RowHandler {
  private let context: IngestContext
  private let entity: Int
  private let text: Int
  private let lang: Int?
  private let role: Int?
  private let source: Int?

  init(_ context: IngestContext, header: Header, file: String) throws {
    self.context = context
    try header.expect(PackageLayout.names, of: file, ignored: context.ignored)
    entity = try header.required("entity", of: file)
    text = try header.required("text", of: file)
    lang = header["lang"]
    role = header["role"]
    source = header["source"]
  }

  func take(_ row: CSVReader, into report: inout Report) throws {
    let id = try context.entity(row, entity).id
    let name = ValueParser.name(try row.requiredCell(text))
    let attributions = try context.attributions(row, source)
    if let word = row.cell(role), !NameWriter.roles.contains(word) {
      throw RowProblem(
        column: role,
        reason: Message(
          "'\(word)' is not one of \(NameWriter.roles.joined(separator: ", "))",
          "'\(word)' 不在以下之列：\(NameWriter.roles.joined(separator: "、"))"))
    }
    let outcome = try context.writer.names.put(
      entity: id, text: name, lang: row.cell(lang) ?? "und", role: row.cell(role) ?? "alias",
      source: attributions.map(\.source).max())
    report.count("names", outcome)
  }
}

/// `identifiers.csv`: external identifiers.
final class IdentifierFile: RowHandler {
  private let context: IngestContext
  private let scheme: Int
  private let value: Int
  private let entity: Int

  init(_ context: IngestContext, header: Header, file: String) throws {
    self.context = context
    try header.expect(PackageLayout.identifiers, of: file, ignored: context.ignored)
    scheme = try header.required("scheme", of: file)
    value = try header.required("value", of: file)
    entity = try header.required("entity", of: file)
  }

  func take(_ row: CSVReader, into report: inout Report) throws {
    let outcome = try context.writer.names.putIdentifier(
      scheme: try row.requiredCell(scheme), value: try row.requiredCell(value),
      entity: try context.entity(row, entity).id)
    report.count("identifiers", outcome)
  }
}

/// `redirects.csv`: old keys.
final class RedirectFile: RowHandler {
  private let context: IngestContext
  private let key: Int
  private let entity: Int

  init(_ context: IngestContext, header: Header, file: String) throws {
    self.context = context
    try header.expect(PackageLayout.redirects, of: file, ignored: context.ignored)
    key = try header.required("key", of: file)
    entity = try header.required("entity", of: file)
  }

  func take(_ row: CSVReader, into report: inout Report) throws {
    let outcome = try context.writer.names.putRedirect(
      key: try row.requiredCell(key), entity: try context.entity(row, entity).id)
    report.count("redirects", outcome)
  }
}
