internal import Glibc
package import KnowledgeBase
internal import Messages
internal import SQLite
internal import Tabular

/// Brings files into a store: all of them in one transaction, or nothing.
package struct Ingestor {
  /// The rows could not all be taken, and nothing was changed.
  package struct Rejected: Error {
    package let report: Report
  }

  /// Called now and then with the file, the bytes read and the bytes in all (nil for a pipe).
  package typealias Progress = (_ file: String, _ read: Int64, _ total: Int64?) -> Void

  let store: Store
  private(set) var options: Options
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
    if options.isDocument, let folder = paths.first(where: InputFile.isFolder) {
      throw TabularError(
        file: folder,
        reason: Message(
          "a folder; name the texts one by one, each with its source", "是文件夹；请逐一给出文本，并各自注明来源"))
    }
    let (files, packages, remarks) = try files(at: paths)
    var described = self
    described.options.descriptors = packages.map(\.sha256).joined(separator: "\n")
    var report: Report
    if let name = options.mapping {
      let mapping = try MappingReader.load(
        name, registry: store.registry,
        given: .init(dates: options.dates, decimal: options.decimal, blanks: options.blanks))
      report = try described.ingest(mapping.inOrder(files), mapping)
    } else {
      report = try described.ingest(files)
    }
    report.remarks += remarks
    return report
  }

  /// Ingests the Seeds compiled into the program.
  package func ingestSeeds() throws -> Report {
    try ingest(InputFile.seeds)
  }

  private func ingest(_ files: [InputFile], _ mapping: Mapping? = nil) throws -> Report {
    for file in files { _ = try file.packaged?.checked() }
    let again = SameAgain(
      store: store, mapping: mapping?.name ?? "aikb", settings: settings(mapping))
    if !options.dryRun, !options.isReported, options.rejects == nil, !options.isDocument,
      let rows = try again.rows(of: files)
    {
      var report = Report()
      report.rows = rows
      report.isSameAgain = true
      return report
    }
    // A load in bulk may have to be done again, so every input must be there twice.
    let isBulk =
      try options.rejects == nil && files.allSatisfy { $0.size > 0 }
      && files.reduce(0) { $0 + $1.size } > Self.bulkSize && store.hasNoRecords
    do {
      return try ingest(files, mapping, isBulk: isBulk)
    } catch is BulkLoad.Duplicates {
      return try ingest(files, mapping, isBulk: false)
    }
  }

  /// Bytes from which loading into an empty store in bulk pays.
  private static let bulkSize = 2 << 20

  private func ingest(
    _ files: [InputFile], _ mapping: Mapping?, isBulk: Bool
  ) throws -> Report {
    var report = Report(isComplete: options.isReported)
    for file in files {
      if let rejects = options.rejects, file.isSame(as: rejects) {
        throw TabularError(
          file: rejects, reason: Message("is being read and is not overwritten", "正在读取，不予覆盖"))
      }
    }
    var rejects = try options.rejects.map {
      try RejectsFile($0, isChinese: options.isChinese)
    }
    do {
      try store.writing {
        let registryFiles = registryFiles(among: files)
        for file in registryFiles { try define(file, &report) }
        let writer = try Writer(store, isBulk: isBulk)
        let source = try options.source.map { try writer.sources.rank(of: $0) }
        writer.citations.policy = options.policy
        writer.citations.watched = try options.replaced.map {
          try writer.sources.rank(of: $0).id
        }
        let context = try IngestContext(
          writer: writer, source: source, options, mapping: mapping)
        let revision = try Revision.record(
          store.db, command: options.command, author: options.author, summary: nil)
        for file in files where !registryFiles.contains(where: { $0.name == file.name }) {
          context.source =
            try source
            ?? (mapping == nil ? packageSource(of: file, writer, &report) : nil)
          try take(file, context, revision, &report, &rejects)
        }
        guard report.rejected == 0 || options.rejects != nil else {
          throw Rejected(report: report)
        }
        if let source = writer.citations.watched {
          report.replaced = try writer.retireUnheard(of: source, on: Clock.today())
        }
        try writer.finish()
        if options.isDocument { try name(context, &report) }
        report.toReview = writer.reviews.noted
        // Before the transaction ends: rejects that cannot be written down stop everything.
        if !options.dryRun, report.rejected > 0 { try rejects?.prepare() }
        if options.dryRun || report.isUnchanged { throw Unchanged() }
      }
    } catch is Unchanged {
      // Rolled back: an unchanged file stays as it was, byte for byte.
      store.forgetRegistry()
    } catch {
      store.forgetRegistry()
      throw error
    }
    // And after it: a transaction that fails leaves no file about rows that were never taken.
    if !options.dryRun, report.rejected > 0 { try rejects?.commit() }
    return report
  }

  /// A hash of everything besides the files that decides what becomes of them.
  private func settings(_ mapping: Mapping?) -> String {
    let ignored = options.ignored.sorted().joined(separator: "\n")
    let columns = options.columns.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }
    let table = options.table.table.map(String.init) ?? ""
    let parts: [String] = [
      Self.rules, mapping?.sha256 ?? "", options.kind ?? "", options.source ?? "", ignored,
      columns.joined(separator: "\n"), options.policy.preference?.rawValue ?? "",
      options.policy.blankClears ? "blank clears" : "", options.dates?.rawValue ?? "",
      options.decimal?.rawValue ?? "", options.blanks.sorted().joined(separator: "\n"),
      options.table.encoding.map { "\($0)" } ?? "", options.table.sheet ?? "",
      table, options.replaced ?? "", options.descriptors,
      options.table.headerLine.map(String.init) ?? "",
      options.table.filled.joined(separator: "\n"),
    ]
    let bytes = Array(parts.joined(separator: "\0").utf8)
    return bytes.withUnsafeBufferPointer { SHA256.hex(of: $0) }
  }

  /// The version of how files are read: another one may make something else of the same file.
  private static let rules = "2"

  // MARK: The registry

  private func registryFiles(among files: [InputFile]) -> [InputFile] {
    guard options.mapping == nil, options.kind == nil else { return [] }
    return RegistryFile.stems.flatMap { stem in files.filter { $0.ownStem == stem } }
  }

  /// Reads one file of kinds, properties or predicates; one bad row stops everything.
  private func define(_ file: InputFile, _ report: inout Report) throws {
    let reader = try file.open(options.table)
    let header = Header(reader.header)
    let handler = try RegistryFile(
      store, stem: file.ownStem, header: header, file: file.name, ignored: options.ignored)
    while try reader.next() {
      if reader.isBlank { continue }
      report.rows += 1
      do {
        try handler.take(reader, into: &report)
      } catch let error as RowProblem {
        report.reject(located(error, reader, header))
        throw Rejected(report: report)
      } catch let error as KnowledgeBaseError {
        throw Rejected(
          report: report.rejecting(
            TabularError(file: reader.file, line: reader.line, reason: error.message)))
      }
    }
    store.forgetRegistry()
  }

  private struct Unchanged: Error {}

  /// What the documents taken name.
  private func name(_ context: IngestContext, _ report: inout Report) throws {
    report.mentions = context.writer.mentions.summary
    report.candidates = try context.documents.sorted().flatMap { try store.candidates(in: $0) }
  }

  // MARK: One file

  private func take(
    _ file: InputFile, _ context: IngestContext, _ revision: Int64, _ report: inout Report,
    _ rejects: inout RejectsFile?
  ) throws {
    let before = report
    var opened: CSVReader?
    if options.isDocument {
      try TextFile(context, file: file).take(into: &report)
      return try record(file, context, revision, before, report)
    }
    do {
      let described = context.mapping?.file(for: file)
      if let described {
        context.table.isMeant = { described.isMeant(by: Header($0, renamed: described.renamed)) }
      }
      context.begin(file.size > 0 ? file : nil)
      for pass in 0..<(described?.readings.count ?? 1) {
        let reader = try file.open(context.table)
        opened = reader
        let header =
          described.map { Header(reader.header, renamed: $0.renamed) } ?? Header(reader.header)
        let handler = try handler(for: file, header, context, pass, &report)
        rejects?.begin(header: header.names, delimiter: reader.delimiter)
        let count = try rows(of: reader, header, file, handler, context, &report, &rejects)
        if count == 0, pass == 0, file.isByItself {
          report.remarks.append(
            Message(
              "\(file.name): no rows below the header", "\(file.name)：表头之下没有任何行"))
        }
        let edited = try file.packaged?.remark(rows: count)
        try finish(handler, file, reader.line, &report)
        let place = Message("\(file.name): ", "\(file.name)：")
        report.remarks += handler.remarks.map { place + $0 }
        if pass == (described?.readings.count ?? 1) - 1 {
          report.remarks += ([edited].compactMap(\.self) + reader.remarks).map { place + $0 }
        }
        report.remarks += context.forms.remarks(header).map { place + $0 }
      }
    } catch let error as TabularError {
      let place = Message("\(file.name): ", "\(file.name)：")
      report.remarks += (opened?.remarks ?? []).map { place + $0 }
      throw Rejected(report: report.rejecting(error))
    }
    try record(file, context, revision, before, report)
  }

  /// Leaves a row about the file and what it did.
  private func record(
    _ file: InputFile, _ context: IngestContext, _ revision: Int64, _ before: Report,
    _ report: Report
  ) throws {
    guard !options.dryRun else { return }
    let total = report.total
    let old = before.total
    var entry = IngestRecord(
      file: file.name, sha256: try file.sha256(), mapping: context.mapping?.name ?? "aikb")
    entry.mappingSHA256 = settings(context.mapping)
    let key = context.mapping.map(\.source.key)
    entry.source = try context.source?.id ?? key.flatMap { try context.writer.sources.id(of: $0) }
    entry.rows = report.rows - before.rows
    entry.added = total.added - old.added
    entry.changed = total.changed - old.changed
    entry.unchanged = total.unchanged - old.unchanged
    entry.rejected = report.rejected - before.rejected
    try Revision.record(entry, in: revision, store.db)
  }

  /// Takes the rows of a file and returns how many it has.
  private func rows(
    of reader: CSVReader, _ header: Header, _ file: InputFile, _ handler: any RowHandler,
    _ context: IngestContext, _ report: inout Report, _ rejects: inout RejectsFile?
  ) throws -> Int {
    var count = 0
    var next: Int64 = 0
    while true {
      var problems: [TabularError] = []
      do {
        guard try reader.next() else { break }
        count += 1
        if reader.isBlank || !handler.wants(reader) { continue }
        report.rows += 1
        if reader.bytesRead >= next {
          progress?(file.name, reader.bytesRead, reader.byteCount)
          next = reader.bytesRead + 1 << 18
        }
        try take(reader, handler, context, &report)
        report.trimChanges()
      } catch let error as RowProblem {
        problems = located(error, reader, header)
      } catch let error as KnowledgeBaseError {
        problems = [TabularError(file: reader.file, line: reader.line, reason: error.message)]
      } catch let error as SQLiteError where error.code.primary == .constraint {
        problems = [
          TabularError(
            file: reader.file, line: reader.line,
            reason: Message(
              "breaks a rule of the store: \(error.message)", "违反知识库的规则：\(error.message)"))
        ]
      } catch let error as TabularError {
        guard reader.canContinue else { throw error }
        count += 1
        report.rows += 1
        problems = [error]
      }
      if !problems.isEmpty {
        report.reject(problems)
        try rejects?.write(reader.rawRecord, problems)
      }
    }
    progress?(file.name, reader.bytesRead, reader.byteCount)
    return count
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
      report.reject([TabularError(file: file.name, line: line, reason: error.message)])
    }
  }

  /// Everything that is wrong with the current row, with its place.
  private func located(
    _ problem: RowProblem, _ reader: CSVReader, _ header: Header
  ) -> [TabularError] {
    ([problem] + problem.further).map {
      TabularError(
        file: reader.file, line: reader.line, column: $0.column.map { $0 + 1 },
        columnName: $0.column.map { header.names[$0] }, reason: $0.reason)
    }
  }
}

extension Report {
  func rejecting(_ problem: TabularError) -> Report {
    var report = self
    report.reject([problem])
    return report
  }
}
