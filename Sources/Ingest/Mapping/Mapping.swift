package import KnowledgeBase
internal import Messages
internal import Tabular

/// Says what a published data set means, column by column. Read from YAML by ``MappingReader``.
///
/// # The data set
///
/// ```yaml
/// name: epoch-models            # how --map names it
/// title: Epoch AI, AI models
/// source:                       # stands behind every row; --source names another one
///   key: epoch-ai-models        # and title, publisher, url, published, retrieved, licence,
///   title: Data on AI Models    # attribution, lang, reliability
/// dates: mdy                    # ymd (default), mdy or dmy: how dates are written
/// decimal: comma                # point (default) or comma: what begins the fraction of numbers
/// files:                        # only for several files: by file name without its endings, read in
///   providers: {…}              # this order whatever the order on the command line
///   provision: {…}
/// ```
///
/// What is said of a file stands under its name, or for a single file of any name at the top. A
/// file whose rows are of several sorts has `readings:`, a list; each is one pass over the file.
///
/// ```yaml
/// rows: entities                # default; or relations, figures
/// where: {type: [a, b]}         # only rows with one of these words in the column; '' is blank
/// except: {type: c}             # none of these rows
/// citation:                     # of the record a row is; of an entity and its figures
///   basis: estimated            # reported, estimated, derived or rumoured
///   as_of: Date                 # a cell each; also confidence, locator, quote
/// ignore: [Notes, "Old *"]      # columns that say nothing here; * stands for any ending
/// ignore-rows: {Model: [Total]} # rows that say nothing here: with one of these words in the column
/// renamed: {Old header: Header} # what a column was called in other vintages of the data set
/// ```
///
/// Case, width and punctuation of a header make no difference.
///
/// A row that no reading takes is an error, and so is an unknown word anywhere in a mapping.
///
/// # Cells
///
/// A cell is a column's header, or with `column: Header` and some of:
///
/// ```yaml
/// split: ","                    # several values, joined with "; "
/// values: {Open: open}          # the source's words and ours; any other is an error
/// blank: [n/a]                  # words that say nothing
/// unknown: [undisclosed]        # words by which the source says that it is not known: a citation
/// times: 0.01                   # percent to share, millions to a count; exact in decimal
/// dates: dmy                    # for this column
/// decimal: comma                # for this column
/// after: "updated: "            # only what comes behind this; blank where it does not occur
/// before: " ("                  # only what comes before this; blank where it does not occur
/// links: true                   # only the web addresses, one to a line
/// plain: true                   # without Markdown: [text](address) is its text
/// ```
///
/// # Entities: each row is one of a kind
///
/// ```yaml
/// kind: chip
/// context: designs              # whose other end tells other spellings of a name apart
/// namesakes: true               # and names that are the same letter for letter
/// set: {form: group}            # values every row has
/// nameless:                     # names that several rows share and that name none of them
///   words: [Anonymized System]
///   by: [Date, Power]           # what tells these rows apart, besides their number among equals
/// columns:
///   Name: name                  # a property, by its name
///   Size: {property: memory_bytes, times: 1000000000}   # or with the words of a cell
///   Code: {property: iso3, key: true}   # the entity on record with this value is meant
///   Id: {identifier: eto}       # an external identifier: tells entities apart before names do
///   Alias: {alias: en, split: "、"}
///   Maker:
///     relation: designed_by     # a predicate or its inverse
///     kind: firm                # and the words of a reference
///     quantity: Hardware quantity
///     unit: chip
///     valid_from: Listed on     # the first date it holds; also valid_to
///   Price:
///     figure: chip-price        # a measure
///     date: Release date        # a figure without a date is not read, and counted in a remark
///     currency: USD             # also unit, basis, low, high, note, locator
///   Sure: {citation: confidence}
///   Size:                       # on what basis the source gives it, by another column
///     property: parameters
///     basis: {column: Sure, values: {Likely: estimated}, blank: [Confident]}
/// ```
///
/// # References: how a cell names an entity
///
/// ```yaml
/// column: Maker                 # not below `columns`, where the header stands before it
/// kind: firm                    # what a new one is, and what is looked for
/// kind-by-word: {institution: [University]}   # other kinds, by a word in the name
/// create: true                  # an unknown name makes a new entity; otherwise it is an error
/// names: {Amazon AWS: Amazon}   # the source's word and the name that is meant
/// skip: [Multinational]         # words that are no entity
/// by: iso3                      # the cell holds a property's value instead of a name
/// identifier: eto               # or an external identifier
/// ```
///
/// # Relations and figures
///
/// ```yaml
/// rows: relations
/// subject: {column: provider_id, identifier: eto}
/// predicate: supplies
/// object: {column: provided_id, identifier: eto}
/// qualifier: {firm: by firm, country: by headquarters}  # by kind of the subject, or one text
/// valid_from: year              # a cell each; also valid_to, share_low, share_high, quantity, note
/// share: {column: percent, times: 0.01}
/// unit: chip                    # of the quantity: a text
/// ```
///
/// ```yaml
/// rows: figures
/// subject: {column: Owner, kind: firm}
/// object: {column: Chip, kind: chip}                    # may be missing
/// date: End date                # a cell each; also until, condition, note
/// measures:                     # one figure of each row and measure
///   chips-owned: {value: Number, low: 5th, high: 95th, unit: chip, basis: stock}
/// ```
package struct Mapping: Sendable {
  /// How `--map` names it.
  package let name: String
  /// SHA-256 of its text, in hexadecimal.
  package internal(set) var sha256 = ""
  package let title: String
  /// The source behind every row.
  package let source: Source
  /// What each file is, in the order in which they are read.
  package let files: [File]

  /// A file and how it is read.
  package struct File: Sendable {
    /// The file's name without folder and extension; nil for any file.
    package let stem: String?
    /// One pass over the file each.
    package let readings: [Reading]
    /// Columns that say nothing here.
    package let ignored: Set<String>
    /// Rows that say nothing here: words in a column, by header.
    package let ignoredRows: [String: Set<String>]
    /// The column that is meant, by what it was called in other vintages.
    package let renamed: [String: String]

    /// Whether a column says nothing here; a name that ends in * stands for all that begin like it.
    func isIgnored(_ header: String) -> Bool {
      ignored.contains(header)
        || ignored.contains { $0.hasSuffix("*") && header.hasPrefix($0.dropLast()) }
    }

    /// Whether a table of a document is the one meant: it has more than half of the columns.
    func isMeant(by header: Header) -> Bool {
      headers.count { header[$0] != nil } * 2 > headers.count
    }

    /// The columns that are read.
    package var headers: Set<String> { Set(readings.flatMap(\.headers)) }
  }

  /// The description of the file of this name; nil when the mapping has none.
  package func file(stem: String) -> File? {
    files.first { $0.stem == nil || $0.stem == stem }
  }

  /// The description of a file; nil when the mapping has none.
  func file(for input: InputFile) -> File? {
    files.first { $0.stem == nil || input.isCalled($0.stem ?? "") }
  }

  /// The files in the order in which the mapping reads them: what is referred to comes first.
  ///
  /// - Throws: `TabularError` for a file the mapping says nothing about.
  func inOrder(_ given: [InputFile]) throws -> [InputFile] {
    let stems = files.compactMap(\.stem)
    guard !stems.isEmpty else { return given }
    for file in given where !stems.contains(where: file.isCalled) {
      throw TabularError(
        file: file.name,
        reason: Message(
          "the mapping \(name) has no file of this name; it reads ",
          "映射 \(name) 中没有这个名称的文件；它读取：")
          + Message(verbatim: stems.map { "\($0).csv" }.joined(separator: ", ")))
    }
    return stems.flatMap { stem in given.filter { $0.isCalled(stem) } }
  }
}
