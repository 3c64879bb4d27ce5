package import KnowledgeBase
package import Tabular

extension Ingestor {
  /// How an ingest is to be done.
  package struct Options: Sendable {
    /// Name or file of a mapping.
    package var mapping: String?
    /// The kind of a table in our own format whose file name does not say it.
    package var kind: String?
    /// Key of the source behind rows that name none.
    package var source: String?
    /// What columns of a table in our own format are, by header: properties of its kind.
    package var columns: [String: String] = [:]
    /// Headers to leave out.
    package var ignored: Set<String> = []
    /// Where rejected rows go; without it one bad row stops everything.
    package var rejects: String?
    /// The reasons in that file are in Chinese, else in English.
    package var isChinese = false
    /// What is known of the files' form.
    package var table = TableFile.Options()
    /// How dates are written that do not begin with the year; nil to see it from each column.
    package var dates: DateOrder?
    /// What begins the fraction of numbers; nil to see it from each column.
    package var decimal: DecimalMark?
    /// Words that say nothing: n/a, 未披露.
    package var blanks: Set<String> = []
    /// What to do besides taking statements by the rule.
    package var policy = StatementPolicy()
    /// Key of the source whose files these are, whole: what it no longer says is withdrawn.
    package var replaced: String?
    /// Keep every change for a report in a file.
    package var isReported = false
    /// Say what would change, change nothing.
    package var dryRun = false
    /// What the revision is called.
    package var command = "ingest"
    package var author: String?
    /// The digests of the descriptors of the data packages among the files.
    var descriptors = ""

    package init() {}

    /// The files are texts, not tables.
    var isDocument: Bool { ["document", "documents", "文档", "文献"].contains(kind ?? "") }
  }
}
