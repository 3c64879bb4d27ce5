import Foundation
import Ingest
import KnowledgeBase
import Testing

/// Queries with the keys that answer them, judged from names and claims of the Seeds: 3 what is meant,
/// 2 nearly that, 1 helpful. Weights are changed by half a; half b only measures them.
@Suite("The right thing comes first")
struct JudgedSearchTests {
  private struct Judged {
    let half: String
    let type: String
    let query: String
    let grades: [String: Double]
  }

  private static func judged() throws -> [Judged] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Fixtures/judged-queries.tsv")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst()
    return lines.map { line in
      let fields = line.split(separator: "\t").map(String.init)
      var grades: [String: Double] = [:]
      for pair in fields[3].split(separator: " ") {
        let parts = pair.split(separator: ":")
        grades[String(parts[0])] = Double(parts[1])
      }
      return Judged(half: fields[0], type: fields[1], query: fields[2], grades: grades)
    }
  }

  /// Normalised discounted cumulative gain of the first ten, with gain 2^grade − 1
  /// (Järvelin and Kekäläinen 2002, in the form of Burges et al. 2005), and the reciprocal rank of
  /// the first of the highest grade.
  private static func measure(_ keys: [String], _ grades: [String: Double]) -> (
    ndcg: Double, reciprocalRank: Double
  ) {
    func gain(_ grades: [Double]) -> Double {
      grades.prefix(10).enumerated().reduce(0) { sum, item in
        sum + (pow(2, item.element) - 1) / log2(Double(item.offset) + 2)
      }
    }
    let ideal = gain(grades.values.sorted(by: >))
    let best = grades.values.max()
    let rank = keys.firstIndex { grades[$0] == best }.map { 1 / Double($0 + 1) } ?? 0
    return (gain(keys.map { grades[$0] ?? 0 }) / ideal, rank)
  }

  @Test("nDCG@10 and MRR of both halves of the judged queries")
  func judgedQueries() throws {
    let folder = NSTemporaryDirectory() + "aikb-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let store = try Store(path: folder + "/kb.db", access: .create)
    _ = try Ingestor(store, options: Ingestor.Options()).ingestSeeds()
    let judged = try Self.judged()
    #expect(judged.count >= 150)
    var sums: [String: (ndcg: Double, reciprocalRank: Double, count: Double)] = [:]
    for item in judged {
      let keys = try store.search(item.query, limit: 10).hits.map(\.key)
      let (ndcg, reciprocalRank) = Self.measure(keys, item.grades)
      for group in ["half \(item.half)", item.type] {
        let sum = sums[group] ?? (0, 0, 0)
        sums[group] = (sum.ndcg + ndcg, sum.reciprocalRank + reciprocalRank, sum.count + 1)
      }
      if reciprocalRank < 1 || ndcg < 0.8 {
        print("\(item.query): nDCG \(ndcg), \(keys.prefix(5).joined(separator: ", "))")
      }
    }
    for (group, sum) in sums.sorted(by: { $0.key < $1.key }) {
      let (ndcg, mrr) = (sum.ndcg / sum.count, sum.reciprocalRank / sum.count)
      print("\(group): \(Int(sum.count)) queries, nDCG@10 \(ndcg), MRR \(mrr)")
      if group.hasPrefix("half") {
        #expect(ndcg >= 0.85, "\(group)")
        #expect(mrr >= 0.9, "\(group)")
      }
    }
  }
}
