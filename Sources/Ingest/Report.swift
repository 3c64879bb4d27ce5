package import KnowledgeBase
package import Messages
package import Tabular

/// What an ingest did, or with `--dry-run` would do.
package struct Report: Sendable {
  /// How many records of one sort were added, changed, left as they were.
  package struct Counts: Sendable, Hashable {
    package var added = 0
    package var changed = 0
    package var unchanged = 0

    package mutating func count(_ outcome: Outcome) {
      switch outcome {
      case .added: added += 1
      case .changed: changed += 1
      case .unchanged: unchanged += 1
      }
    }
  }

  /// By plural of the kind, "relations", "names", "sources", "citations" …, in order of appearance.
  package private(set) var counts: [(name: String, counts: Counts)] = []
  /// Rows read, of all files.
  package internal(set) var rows = 0
  /// Why rows could not be taken, in the order of the rows. At most ``problemLimit`` are kept.
  package private(set) var problems: [TabularError] = []
  /// How many there were, the others included.
  package private(set) var problemCount = 0
  /// Rows that could not be taken.
  package private(set) var rejected = 0
  /// The first values that changed, or that were kept beside the accepted one.
  package internal(set) var changes: [ValueChange] = []
  /// How many more there were than ``changes`` has.
  package private(set) var furtherChanges = 0
  /// How many values were kept beside the accepted one, in all.
  package var kept: Int { changes.count { $0.kept } + furtherKept }
  private var furtherKept = 0
  /// Keys that had to change.
  package internal(set) var renamed: [KeyMaker.Renaming] = []
  /// Remarks about a whole file, e.g. columns the mapping leaves out.
  package internal(set) var remarks: [Message] = []
  /// Records withdrawn because their source no longer has them, and back because it has them again.
  package internal(set) var replaced = (retired: 0, back: 0)
  /// The last command was this very ingest: nothing but the files was looked at.
  package internal(set) var isSameAgain = false
  /// Pairs of entities that may be the same, noted for the user to decide.
  package internal(set) var toReview = 0
  /// Values that could not be stored (infinite), by column.
  package internal(set) var unknown: [String: Int] = [:]

  /// What documents name, where any were taken.
  package internal(set) var mentions: MentionSummary?
  /// What documents often name that is not on record; most frequent first.
  package internal(set) var candidates: [CandidateName] = []
  /// Keys of entities that were added; only of a complete report.
  package private(set) var addedKeys: [String] = []
  /// Every change and problem is kept, whatever their number.
  package let isComplete: Bool

  package static let problemLimit = 1000
  private static let changeLimit = 1000

  /// - Parameter isComplete: for a report that is written to a file.
  package init(isComplete: Bool = false) { self.isComplete = isComplete }

  /// - Parameter key: of an entity that was added.
  mutating func count(_ name: String, _ outcome: Outcome, _ key: String? = nil) {
    if let key, isComplete { addedKeys.append(key) }
    if let index = counts.firstIndex(where: { $0.name == name }) {
      counts[index].counts.count(outcome)
    } else {
      var first = Counts()
      first.count(outcome)
      counts.append((name, first))
    }
  }

  /// Keeps the list of changes short, whatever the size of the file.
  mutating func trimChanges() {
    guard !isComplete, changes.count > Self.changeLimit else { return }
    let further = changes[Self.changeLimit...]
    furtherChanges += further.count
    furtherKept += further.count { $0.kept }
    changes.removeSubrange(Self.changeLimit...)
  }

  /// A row cannot be taken for these reasons.
  mutating func reject(_ reasons: [TabularError]) {
    rejected += 1
    problemCount += reasons.count
    problems += isComplete ? reasons[...] : reasons.prefix(Self.problemLimit - problems.count)
  }

  /// The sums over everything.
  package var total: Counts {
    counts.reduce(into: Counts()) { sum, entry in
      sum.added += entry.counts.added
      sum.changed += entry.counts.changed
      sum.unchanged += entry.counts.unchanged
    }
  }

  /// Whether the store is as it was.
  package var isUnchanged: Bool {
    total.added == 0 && total.changed == 0 && renamed.isEmpty && replaced == (0, 0)
      && (mentions?.changedPassages ?? 0) == 0
  }
}
