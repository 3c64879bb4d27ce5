internal import KnowledgeBase
package import Messages
package import Tabular

/// Checks a folder of our own files as a curated knowledge base: that it can be taken in, row by row,
/// and that what an editor answers for holds (`Store.checkCuration`).
///
/// `checks/distinct.csv` in the folder (`entity,other,reason`) names pairs of entities that look alike
/// and are not the same.
package enum SeedsCheck {
  /// One thing to mend.
  package struct Finding: Sendable {
    /// File, line and column, and what is wrong.
    package let problem: TabularError
    /// What mends it; nil where the problem says so itself.
    package let remedy: Message?
    /// Only to be looked at.
    package let isRemark: Bool
  }

  /// The findings, file by file and line by line.
  ///
  /// Rows that cannot be taken in are mended first: what they would have said is missing, so that
  /// nothing else is looked at.
  ///
  /// - Parameter folder: nil: the Seeds compiled into the program.
  /// - Throws: `TabularError` for a folder without our files, or a file that cannot be read;
  ///   `KnowledgeBaseError`.
  package static func run(_ folder: String?) throws -> [Finding] {
    let files = try folder.map { try InputFile.files(at: $0) } ?? InputFile.seeds
    let store = try Store.inMemory()
    do {
      let ingestor = Ingestor(store, options: Ingestor.Options())
      _ = try folder.map { try ingestor.ingest([$0]) } ?? ingestor.ingestSeeds()
    } catch let error as Ingestor.Rejected {
      return error.report.problems.map { Finding(problem: $0, remedy: nil, isRemark: false) }
    }
    var pairs: [DistinctPair] = []
    var findings: [Finding] = []
    if let file = InputFile.distinctPairs(in: folder) {
      (pairs, findings) = try readPairs(file, store)
    }
    let found = try store.checkCuration(distinct: pairs)
    let places = try RecordPlaces(of: found.compactMap(\.record), in: files)
    findings += found.map { finding in
      var problem =
        finding.record.map(places.error(at:))
        ?? TabularError(file: folder ?? "Seeds", reason: Message(verbatim: ""))
      problem.reason = finding.problem
      return Finding(
        problem: problem, remedy: finding.remedy, isRemark: finding.severity == .remark)
    }
    return findings.sorted {
      ($0.problem.file, $0.problem.line ?? 0) < ($1.problem.file, $1.problem.line ?? 0)
    }
  }

  /// The pairs of a file, and those of its keys that mean nothing.
  private static func readPairs(
    _ file: InputFile, _ store: Store
  ) throws -> ([DistinctPair], [Finding]) {
    let reader = try file.open()
    let header = Header(reader.header)
    try header.expect(["entity", "other", "reason"], of: file.name, ignored: [])
    let columns = try ["entity", "other"].map { try header.required($0, of: file.name) }
    var pairs: [DistinctPair] = []
    var findings: [Finding] = []
    while try reader.next() {
      for column in columns where try !store.hasEntity(reader.string(column)) {
        let problem = TabularError(
          file: file.name, line: reader.line, column: column + 1, columnName: header.names[column],
          reason: Message(
            "no entity '\(reader.string(column))'", "没有实体 '\(reader.string(column))'"))
        findings.append(
          Finding(
            problem: problem, remedy: Message("leave the pair out", "请删去这一对"), isRemark: false))
      }
      pairs.append(DistinctPair(reader.string(columns[0]), reader.string(columns[1])))
    }
    return (pairs, findings)
  }
}
