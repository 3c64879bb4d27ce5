internal import Glibc
package import KnowledgeBase
internal import SQLite
internal import Tabular

/// Brings files into a store: all of them in one transaction, or nothing.
package struct Ingestor {
  /// How an ingest is to be done.
  package struct Options: Sendable {
    /// Name or file of a mapping.
    package var mapping: String?
    /// The kind of a table in our own format whose file name does not say it.
    package var kind: String?
    /// Key of the source behind rows that name none.
    package var source: String?
    /// Headers to leave out.
    package var ignored: Set<String> = []
    /// Where rejected rows go; without it one bad row stops everything.
    package var rejects: String?
    /// Say what would change, change nothing.
    package var dryRun = false
    /// What the revision is called.
    package var command = "ingest"
    package var author: String?

    package init() {}
  }

  /// The rows could not all be taken, and nothing was changed.
  package struct Rejected: Error {
    package let report: Report
  }

  /// Called now and then with the file, the bytes read and the bytes in all (nil for a pipe).
  package typealias Progress = (_ file: String, _ read: Int64, _ total: Int64?) -> Void

  private let store: Store
  private let options: Options
  private let progress: Progress?

  package init(_ store: Store, options: Options, progress: Progress? = nil) {
    self.store = store
    self.options = options
    self.progress = progress
  }

  /// Ingests files; a folder stands for the files of a whole export in it.
  ///
  /// - Throws: ``Rejected`` when rows cannot be taken and no file for rejects is given; ``TabularError`` for
  ///   a file that cannot be read at all; ``MappingError``; ``KnowledgeBaseError``.
  package func ingest(_ paths: [String]) throws -> Report {
    let files = try paths.flatMap(InputFile.files(at:))
    return try ingest(files)
  }

  /// Ingests the Seeds compiled into the program.
  package func ingestSeeds() throws -> Report {
    try ingest(InputFile.seeds)
  }

  private func ingest(_ files: [InputFile]) throws -> Report {
    // A load in bulk may have to be done again, so every input must be there twice.
    let isBulk =
      try options.rejects == nil && files.allSatisfy { $0.size > 0 }
      && files.reduce(0) { $0 + $1.size } > Self.bulkSize && store.hasNoRecords
    do {
      return try ingest(files, isBulk: isBulk)
    } catch is BulkLoad.Duplicates {
      return try ingest(files, isBulk: false)
    }
  }

  /// Bytes from which loading into an empty store in bulk pays.
  private static let bulkSize = 2 << 20

  private func ingest(_ files: [InputFile], isBulk: Bool) throws -> Report {
    var report = Report()
    for file in files {
      if let rejects = options.rejects, file.isSame(as: rejects) {
        throw TabularError(file: rejects, reason: "is being read and is not overwritten")
      }
    }
    var rejects = try options.rejects.map(RejectsFile.init)
    do {
      try store.writing {
        let writer = try Writer(store, isBulk: isBulk)
        let source = try options.source.map { try writer.sources.rank(of: $0) }
        let context = try IngestContext(
          writer: writer, source: source, ignored: options.ignored)
        let revision = try Revision.record(
          store.db, command: options.command, author: options.author, summary: nil)
        for file in files { try take(file, context, revision, &report, &rejects) }
        guard report.rejected == 0 || options.rejects != nil else {
          throw Rejected(report: report)
        }
        try writer.finish()
        // Before the transaction ends: rejects that cannot be written down stop everything.
        if !options.dryRun, report.rejected > 0 { try rejects?.commit() }
        if options.dryRun || report.isUnchanged { throw Unchanged() }
      }
    } catch is Unchanged {
      // Rolled back: an unchanged file stays as it was, byte for byte.
    }
    return report
  }

  private struct Unchanged: Error {}

  // MARK: One file

  private func take(
    _ file: InputFile, _ context: IngestContext, _ revision: Int64, _ report: inout Report,
    _ rejects: inout RejectsFile?
  ) throws {
    let before = report
    do {
      let reader = try file.open()
      let header = Header(reader.header)
      let handler = try handler(for: file, header, context, &report)
      rejects?.begin(header: header.names, delimiter: reader.delimiter)
      try rows(of: reader, header, file, handler, context, &report, &rejects)
      try finish(handler, file, reader.line, &report)
    } catch let error as TabularError {
      throw Rejected(report: report.rejecting(error))
    }
    guard !options.dryRun else { return }
    let total = report.total
    let old = before.total
    try store.db.run(
      """
      INSERT INTO ingest(revision, file, sha256, mapping, source, rows, added, changed, unchanged,
        rejected) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      .integer(revision), .text(file.name), .text(try file.sha256()),
      .text(options.mapping ?? "aikb"), context.source.map { .integer($0.id) } ?? .null,
      .integer(Int64(report.rows - before.rows)), .integer(Int64(total.added - old.added)),
      .integer(Int64(total.changed - old.changed)),
      .integer(Int64(total.unchanged - old.unchanged)),
      .integer(Int64(report.rejected - before.rejected)))
  }

  private func rows(
    of reader: CSVReader, _ header: Header, _ file: InputFile, _ handler: any RowHandler,
    _ context: IngestContext, _ report: inout Report, _ rejects: inout RejectsFile?
  ) throws {
    var next: Int64 = 0
    while true {
      var problem: TabularError?
      do {
        guard try reader.next() else { break }
        if reader.isBlank { continue }
        report.rows += 1
        if reader.bytesRead >= next {
          progress?(file.name, reader.bytesRead, reader.byteCount)
          next = reader.bytesRead + 1 << 18
        }
        try take(reader, handler, context, &report)
        report.trimChanges()
      } catch let error as RowProblem {
        problem = TabularError(
          file: reader.file, line: reader.line, column: error.column.map { $0 + 1 },
          columnName: error.column.map { header.names[$0] }, reason: error.reason)
      } catch let error as KnowledgeBaseError {
        problem = TabularError(file: reader.file, line: reader.line, reason: "\(error)")
      } catch let error as SQLiteError where error.code.primary == .constraint {
        problem = TabularError(
          file: reader.file, line: reader.line,
          reason: "breaks a rule of the store: \(error.message)"
        )
      } catch let error as TabularError {
        guard reader.canContinue else { throw error }
        report.rows += 1
        problem = error
      }
      if let problem {
        report.reject(problem)
        try rejects?.write(reader.rawRecord, problem)
      }
    }
    progress?(file.name, reader.bytesRead, reader.byteCount)
  }

  /// Takes one row. Where bad rows are left out, what such a row wrote before it failed is undone.
  private func take(
    _ row: CSVReader, _ handler: any RowHandler, _ context: IngestContext, _ report: inout Report
  ) throws {
    guard options.rejects != nil else { return try handler.take(row, into: &report) }
    let before = report
    do {
      try store.db.savepoint { try handler.take(row, into: &report) }
    } catch {
      report = before
      context.writer.entities.keys.removeAll()
      handler.forget()
      throw error
    }
  }

  private func finish(
    _ handler: any RowHandler, _ file: InputFile, _ line: Int, _ report: inout Report
  ) throws {
    do {
      try handler.finish()
    } catch let error as KnowledgeBaseError {
      report.reject(TabularError(file: file.name, line: line, reason: "\(error)"))
    }
  }

  private func handler(
    for file: InputFile, _ header: Header, _ context: IngestContext, _ report: inout Report
  ) throws -> any RowHandler {
    if let first = header.names.first, first.hasPrefix("[") || first.hasPrefix("{") {
      throw TabularError(file: file.name, reason: "JSON is not read; give it as CSV")
    }
    if let name = options.mapping {
      let mapping = try MappingReader.load(name, registry: context.registry)
      return try MappedFile(
        context, mapping: mapping, header: header, file: file.name, report: &report)
    }
    if options.kind == nil {
      switch file.stem {
      case "sources": return try SourceFile(context, header: header, file: file.name)
      case "names": return try NameFile(context, header: header, file: file.name)
      case "identifiers": return try IdentifierFile(context, header: header, file: file.name)
      case "redirects": return try RedirectFile(context, header: header, file: file.name)
      case "relations": return try RelationFile(context, header: header, file: file.name)
      case "citations": return try CitationFile(context, header: header, file: file.name)
      default: break
      }
    }
    let kind: Kind
    do {
      kind = try context.registry.kind(options.kind ?? file.stem)
    } catch  where options.kind == nil {
      throw TabularError(
        file: file.name,
        reason:
          "what is this? say --as KIND (\(context.registry.kinds.map(\.plural).joined(separator: ", "))) "
          + "or --map MAPPING (\(MappingReader.builtin.joined(separator: ", ")))")
    }
    return try EntityFile(
      context, kind: kind, header: header, file: file.name, report: &report)
  }
}

extension Report {
  func rejecting(_ problem: TabularError) -> Report {
    var report = self
    report.reject(problem)
    return report
  }
}
