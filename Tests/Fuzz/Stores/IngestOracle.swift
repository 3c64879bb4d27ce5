import Glibc
import Ingest
import KnowledgeBase
import Messages
import Tabular

/// What must be true of ingesting any files whatever, besides that it ends without a crash:
///
/// - a refusal says why in both languages, and the knowledge base is as it was;
/// - what was taken and what was rejected are all the rows, and every mark that stands in the changed
///   file is in the knowledge base or among the rejects, unless a remark says what is left out;
/// - the same files again change nothing;
/// - the file is sound, and its export gives a knowledge base with the same export.
package struct IngestOracle {
  /// What became of an input.
  package enum Outcome: String { case taken, partly, refused }

  private let bench: Bench

  package init(_ bench: Bench) { self.bench = bench }

  /// What becomes of `input`, and what is wrong with that; nil if nothing is.
  package func judge(_ input: IngestInput) throws -> (outcome: Outcome, complaint: String?) {
    try bench.reset(to: input.files)
    let store = try Store(path: bench.database, access: .write)
    let before = try bench.contents(of: store)
    let report: Report
    do {
      report = try ingest(input, into: store, rejects: nil)
    } catch let error as Ingestor.Rejected {
      if let complaint = try refusal(error.report.problems, store, before) {
        return (.refused, complaint)
      }
      return try partly(input, store, before)
    } catch let error as any MessageError {
      return (.refused, try refusal([error], store, before))
    }
    return (.taken, try taken(input, report, store, rejects: ""))
  }

  /// The same input again, the good rows of it.
  private func partly(
    _ input: IngestInput, _ store: Store, _ before: String
  ) throws -> (Outcome, String?) {
    do {
      let report = try ingest(input, into: store, rejects: bench.rejects)
      if report.rejected == 0 { return (.partly, "rejected only without --rejects") }
      return (
        .partly, try taken(input, report, store, rejects: bench.text(of: bench.rejects))
      )
    } catch let error as Ingestor.Rejected {
      return (.refused, try refusal(error.report.problems, store, before))
    } catch let error as any MessageError {
      return (.refused, try refusal([error], store, before))
    }
  }

  private func ingest(
    _ input: IngestInput, into store: Store, rejects: String?
  ) throws -> Report {
    var options = Ingestor.Options()
    options.mapping = input.mapping.map(bench.path)
    options.kind = input.kind
    options.rejects = rejects
    if input.kind != nil {
      options.columns = ["Firmenname": "name", "Gegründet": "founded", "Börse": "ticker"]
      options.ignored = ["Umsatz"]
    }
    // Every row is looked at, even if the file is that of the last time.
    options.isReported = true
    return try Ingestor(store, options: options).ingest([bench.path(input.path)])
  }

  /// - Parameter reasons: why it was refused.
  private func refusal(
    _ reasons: [any MessageError], _ store: Store, _ before: String
  ) throws -> String? {
    if reasons.isEmpty { return "refused without a reason" }
    for reason in reasons where reason.message.en.isEmpty || reason.message.zh.isEmpty {
      return "a reason in one language: \(reason.message)"
    }
    return try bench.contents(of: store) == before ? nil : "refused, and changed all the same"
  }

  private func taken(
    _ input: IngestInput, _ report: Report, _ store: Store, rejects: String
  ) throws -> String? {
    let contents = try bench.contents(of: store)
    if report.rejected > report.rows { return "\(report.rejected) of \(report.rows) rows rejected" }
    if report.remarks.isEmpty,
      let mark = Marks.lost(from: input.files[input.changed] ?? [], in: contents + rejects)
    {
      return "\(mark) is lost"
    }
    if let finding = try store.check().first(where: { $0.severity == .damage }) {
      return "damage: \(finding.problem.en)"
    }
    let again = try ingest(input, into: store, rejects: report.rejected > 0 ? bench.rejects : nil)
    if !again.isUnchanged { return "the second time: \(again.counts), then \(again.changes)" }
    if again.rejected != report.rejected { return "other rows are rejected the second time" }
    if try bench.contents(of: store) != contents { return "the second time changed something" }
    return try roundTrip(store, contents)
  }

  private func roundTrip(_ store: Store, _ contents: String) throws -> String? {
    let folder = try bench.export(store)
    let copy = try bench.emptyStore()
    do {
      _ = try Ingestor(copy, options: Ingestor.Options()).ingest([folder])
    } catch let error as Ingestor.Rejected {
      return "its export is refused: \(error.report.problems.first?.description ?? "")"
    } catch let error as any MessageError {
      return "its export is refused: \(error.message.en)"
    }
    guard let difference = Self.difference(contents, try bench.contents(of: copy)) else {
      return nil
    }
    return "its export makes another: \(difference)"
  }

  private static func difference(_ one: String, _ other: String) -> String? {
    if one == other { return nil }
    let (ones, others) = (Set(one.split(separator: "\n")), Set(other.split(separator: "\n")))
    return "lost \(ones.subtracting(others).sorted()), new \(others.subtracting(ones).sorted())"
  }
}

/// Marks in texts: `Mk0000x` to `Mk9999x`.
enum Marks {
  /// A mark of `bytes` that is not in `text`.
  static func lost(from bytes: [UInt8], in text: String) -> String? {
    let found = Set(marks(in: Array(text.utf8)))
    return marks(in: bytes).first { !found.contains($0) }
  }

  private static func marks(in bytes: [UInt8]) -> [String] {
    bytes.indices.dropLast(6).compactMap { at in
      let mark = bytes[at..<at + 7]
      let isMark =
        mark.starts(with: "Mk".utf8) && mark.last == UInt8(ascii: "x")
        && mark.dropFirst(2).dropLast().allSatisfy { 0x30...0x39 ~= $0 }
      return isMark ? String(decoding: mark, as: UTF8.self) : nil
    }
  }
}
