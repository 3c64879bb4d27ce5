import Fuzzing

/// Files to ingest, one of them changed at random; the same number makes the same files.
package struct IngestInput {
  /// Which file is changed.
  package enum Form: String, CaseIterable {
    /// The mapping of a table.
    case mapping
    /// A table that a mapping explains.
    case mapped
    /// A file of our own layout.
    case own
    /// The descriptor of somebody else's data package.
    case descriptor
    /// The table of one.
    case packaged
    /// A file of a folder that `export --all` wrote.
    case exported
  }

  package let form: Form
  /// By path in the folder of the input.
  package private(set) var files: [String: [UInt8]] = [:]
  /// What is ingested, and with which mapping, as paths in the folder.
  package private(set) var path = ""
  package private(set) var mapping: String?
  /// The rows are of this kind, where no mapping and no name says so.
  package private(set) var kind: String?
  /// The file that was changed.
  package private(set) var changed = ""

  /// - Parameter export: the files that `export --all` wrote of a knowledge base, by name.
  package init(number: Int, export: [String: String]) {
    var changes = TextChanges(number: number, words: IngestSeeds.words)
    form = changes.one(of: Form.allCases)
    var texts: [String: String]
    switch form {
    case .mapping, .mapped:
      texts = ["t.csv": IngestSeeds.table, "m.yaml": IngestSeeds.mapping]
      (path, mapping) = ("t.csv", "m.yaml")
      changed = form == .mapping ? "m.yaml" : "t.csv"
    case .own:
      texts = IngestSeeds.own
      changed = changes.one(of: texts.keys.sorted())
    case .descriptor, .packaged:
      texts = ["datapackage.json": IngestSeeds.descriptor, "firms.csv": IngestSeeds.packaged]
      kind = "firms"
      changed = form == .descriptor ? "datapackage.json" : "firms.csv"
    case .exported:
      texts = export
      changed = changes.one(of: texts.keys.sorted())
    }
    for (name, text) in texts {
      files[name] = name == changed ? changes.changed(text, most: 3) : Array(text.utf8)
    }
  }
}
