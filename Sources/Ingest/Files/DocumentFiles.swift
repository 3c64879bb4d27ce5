internal import KnowledgeBase
internal import Messages
internal import Tabular

/// `documents.csv`: texts taken in whole; their passages are in `passages.csv`.
final class DocumentFile: RowHandler {
  private let context: IngestContext
  private let key: Int
  private let source: Int
  private let title: Int?
  private let lang: Int?

  init(_ context: IngestContext, header: Header, file: String) throws {
    self.context = context
    try header.expect(
      PackageLayout.documents + ["passages"], of: file, ignored: context.ignored)
    key = try header.required("key", of: file)
    source = try header.required("source", of: file)
    title = header["title"]
    lang = header["lang"]
  }

  func take(_ row: CSVReader, into report: inout Report) throws {
    let (_, outcome) = try context.writer.documents.put(
      key: try row.requiredCell(key), source: try context.source(row, source).id,
      title: row.cell(title), lang: row.cell(lang))
    report.count("documents", outcome)
  }
}

/// `passages.csv`: the paragraphs of documents.
final class PassageFile: RowHandler {
  private let context: IngestContext
  private let document: Int
  private let ordinal: Int
  private let text: Int
  private let section: Int?
  private let heading: Int?

  init(_ context: IngestContext, header: Header, file: String) throws {
    self.context = context
    try header.expect(PackageLayout.passages, of: file, ignored: context.ignored)
    document = try header.required("document", of: file)
    ordinal = try header.required("ordinal", of: file)
    text = try header.required("text", of: file)
    section = header["section"]
    heading = header["heading"]
  }

  func take(_ row: CSVReader, into report: inout Report) throws {
    let key = try row.requiredCell(document)
    guard let id = try context.writer.documents.id(of: key) else {
      throw RowProblem(column: document, reason: Message("no document '\(key)'", "没有文档 '\(key)'"))
    }
    guard let number = Int(try row.requiredCell(ordinal)), number > 0 else {
      throw RowProblem(
        column: ordinal, reason: Message("a number from 1 on expected", "应为从 1 起的整数"))
    }
    _ = try row.requiredCell(text)
    let passage = Passage(
      section: row.cell(section), heading: row.cell(heading),
      text: String(decoding: row.content(text), as: UTF8.self))
    report.count(
      "passages", try context.writer.documents.put(passage, at: number, of: id))
  }
}
