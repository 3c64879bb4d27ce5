internal import KnowledgeBase
internal import Messages
internal import Tabular

extension Ingestor {
  /// Who takes the rows of a file: a mapping that describes it, else one of our own files by its name,
  /// else the kind that is said or that it is called after.
  ///
  /// - Throws: `TabularError` where none of them is known; it names the mapping that would fit.
  func handler(
    for file: InputFile, _ header: Header, _ context: IngestContext, _ pass: Int,
    _ report: inout Report
  ) throws -> any RowHandler {
    if let mapping = context.mapping, let described = mapping.file(for: file) {
      return try MappedFile(
        context, mapping: mapping, of: described, pass: pass, header: header, file: file.name,
        report: &report)
    }
    if options.kind == nil {
      switch file.ownStem {
      case "sources": return try SourceFile(context, header: header, file: file.name)
      case "names": return try NameFile(context, header: header, file: file.name)
      case "identifiers": return try IdentifierFile(context, header: header, file: file.name)
      case "redirects": return try RedirectFile(context, header: header, file: file.name)
      case "reviews": return try ReviewFile(context, header: header, file: file.name)
      case "relations": return try RelationFile(context, header: header, file: file.name)
      case "events": return try EventFile(context, header: header, file: file.name)
      case "figures": return try FigureFile(context, header: header, file: file.name)
      case "claims": return try ClaimFile(context, header: header, file: file.name)
      case "evidence": return try EvidenceFile(context, header: header, file: file.name)
      case "documents": return try DocumentFile(context, header: header, file: file.name)
      case "passages": return try PassageFile(context, header: header, file: file.name)
      case "citations": return try CitationFile(context, header: header, file: file.name)
      default: break
      }
    }
    let kind: Kind
    do {
      kind = try context.registry.kind(options.kind ?? file.ownStem)
    } catch  where options.kind == nil {
      if let mapping = try MappingReader.builtin(for: header, registry: context.registry) {
        throw TabularError(
          file: file.name,
          reason: Message(
            "looks like a file of the mapping \(mapping): say --map \(mapping)",
            "像是映射 \(mapping) 所描述的文件：请用 --map \(mapping)"))
      }
      let kinds = context.registry.kinds.map(\.plural)
      let mappings = MappingReader.builtin
      throw TabularError(
        file: file.name,
        reason: Message(
          "what is this? say --as KIND (\(kinds.joined(separator: ", "))), --as document for a text, "
            + "or --map MAPPING (\(mappings.joined(separator: ", ")))",
          "这是什么？请用 --as KIND（\(kinds.joined(separator: "、"))）说明，文章用 --as document，"
            + "或用 --map MAPPING（\(mappings.joined(separator: "、"))）"))
    }
    return try EntityFile(
      context, kind: kind, columns: options.columns, header: header, file: file.name,
      report: &report)
  }
}
