internal import KnowledgeBase
internal import Messages
internal import SQLite
internal import Tabular

extension Ingestor {
  /// The files at some paths, the data packages among them, and what there is to say about either.
  func files(
    at paths: [String]
  ) throws -> (files: [InputFile], packages: [IngestPackage], remarks: [Message]) {
    var packages: [IngestPackage] = []
    var remarks: [Message] = []
    let files = try paths.flatMap { path -> [InputFile] in
      if try isContents(path) {
        remarks.append(
          Message(
            "\(path): only says what the other files hold, not read", "\(path)：只列出其他文件的内容，未读取"))
        return []
      }
      guard !options.isDocument, let package = try IngestPackage(at: path) else {
        return try InputFile.files(at: path, sheet: options.table.sheet)
      }
      packages.append(package)
      return try package.files(options, try store.registry)
    }
    return (files, packages, remarks + packages.flatMap(\.remarks))
  }

  /// Whether the file at `path` is the table of contents of an export, which `all/*.csv` names too.
  private func isContents(_ path: String) throws -> Bool {
    let file = InputFile(name: path)
    guard options.kind == nil, options.mapping == nil, path.hasSuffix(".csv"),
      file.stem == PackageLayout.contentsStem, file.size > 0
    else { return false }
    return try file.open(options.table).header == PackageLayout.contents
  }

  /// The source of the data package that a file is part of; nil where rows name their own.
  ///
  /// - Throws: ``KnowledgeBaseError/invalid(_:)`` where another source has the key.
  func packageSource(
    of file: InputFile, _ writer: Writer, _ report: inout Report
  ) throws -> SourceRank? {
    guard let package = file.packaged?.package, let source = try package.source() else {
      return nil
    }
    if let title = try writer.sources.title(of: source.key), title != source.title {
      throw KnowledgeBaseError.invalid(
        Message(
          "\(package.package.file): the source '\(source.key)' is on record as '\(title)', not as "
            + "'\(source.title)'; say with --source which one stands behind these rows",
          "\(package.package.file)：来源 '\(source.key)' 已收录为“\(title)”，而不是“\(source.title)”；"
            + "请用 --source 指明这些行的来源"))
    }
    let (_, outcome) = try writer.sources.put(source)
    report.count("sources", outcome)
    return try writer.sources.rank(of: source.key)
  }
}
