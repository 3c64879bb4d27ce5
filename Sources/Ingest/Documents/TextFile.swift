internal import Glibc
internal import KnowledgeBase
internal import Messages
internal import Tabular

/// A text or Markdown file taken in whole: one document, cut into passages.
struct TextFile {
  private let context: IngestContext
  private let file: InputFile

  init(_ context: IngestContext, file: InputFile) {
    self.context = context
    self.file = file
  }

  /// Longest text taken, in bytes.
  private static let limit = 64 << 20

  /// Writes the document under the key of its source. A later edition replaces the one on record.
  ///
  /// - Throws: `Ingestor.Rejected` when the file is no text; `KnowledgeBaseError`; `TabularError`.
  func take(into report: inout Report) throws {
    guard let source = context.source else {
      throw TabularError(
        file: file.name,
        reason: Message(
          "which source is this text? name it with --source KEY ('aikb sources' lists them)",
          "此文本属于哪个来源？请用 --source KEY 指明（'aikb sources' 列出所有来源）"))
    }
    let contents = try TextContents(
      try file.source(), encoding: context.table.encoding, limit: Self.limit)
    report.remarks += contents.remarks.map {
      Message("\(file.name): ", "\(file.name)：") + $0
    }
    let outline = Outline(contents.text)
    guard !outline.passages.isEmpty else {
      throw TabularError(file: file.name, reason: Message("no text in it", "其中没有文本"))
    }
    let documents = context.writer.documents
    guard context.documents.insert(source.key).inserted else {
      throw TabularError(
        file: file.name,
        reason: Message(
          "a second text of the source \(source.key); give each its own source",
          "来源 \(source.key) 已有一篇文本；请为每篇文本各设来源"))
    }
    let hasOther =
      try documents.id(of: source.key).map {
        try !documents.shares(outline.passages, with: $0)
      } ?? false
    let (id, outcome) = try documents.put(
      key: source.key, source: source.id, title: outline.title ?? file.stem,
      lang: outline.language)
    report.count("documents", outcome)
    for (index, passage) in outline.passages.enumerated() {
      report.rows += 1
      report.count("passages", try documents.put(passage, at: index + 1, of: id))
    }
    let dropped = try documents.cut(id, after: outline.passages.count)
    for _ in 0..<dropped { report.count("passages", .changed) }
    if hasOther {
      report.remarks.append(
        Message(
          "\(file.name): the text of \(source.key) on record was another one and is replaced; "
            + "give each text its own source to keep both",
          "\(file.name)：已有的 \(source.key) 的文本与此不同，已被替换；要两者都保留，请为每篇文本各设来源"))
    }
  }
}
