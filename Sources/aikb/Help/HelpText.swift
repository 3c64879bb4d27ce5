import ArgumentParser
import Messages

extension CommandConfiguration {
  /// A command whose help is in the user's language; what it is called and its examples are the same
  /// in both.
  ///
  /// - Parameters:
  ///   - name: nil makes it of the type's name.
  ///   - about: what stands above the examples, in lines of at most 78 cells.
  ///   - examples: command lines as they are typed; help indents them.
  ///   - notes: what stands below the examples.
  init(
    _ name: String? = nil, abstract: Message, about: Message? = nil, examples: String,
    notes: Message? = nil, version: String = "", subcommands: [any ParsableCommand.Type] = [],
    defaultSubcommand: (any ParsableCommand.Type)? = nil, aliases: [String] = []
  ) {
    let indented = examples.split(separator: "\n", omittingEmptySubsequences: false)
      .map { "  " + $0 }.joined(separator: "\n")
    self.init(
      commandName: name, abstract: abstract.spoken,
      discussion: [about?.spoken, indented, notes?.spoken].compactMap(\.self)
        .joined(separator: "\n\n"),
      version: version, subcommands: subcommands, defaultSubcommand: defaultSubcommand,
      aliases: aliases)
  }
}

extension ArgumentHelp {
  /// What an argument, option or flag is for, in the user's language.
  ///
  /// - Parameter valueName: what stands in angle brackets; nil makes it of the property's name.
  init(_ en: String, _ zh: String, valueName: String? = nil) {
    self.init(Message(en, zh).spoken, valueName: valueName)
  }
}

extension ValidationError {
  /// Options that do not go together, in the user's language.
  init(_ en: String, _ zh: String) {
    self.init(Message(en, zh).spoken)
  }
}
