import ArgumentParser
import Ingest
import KnowledgeBase
import Messages

struct Rename: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Give an entity another key; the old one leads to it from now on.",
    discussion: """
      To change a name, use 'aikb set KEY name=…'.

        aikb rename zhipu-ai z-ai
      """)

  @Argument(help: "Key or name of the entity.")
  var entity: String

  @Argument(help: "Its new key: a-z, 0-9, single dashes.")
  var key: String

  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let (store, editor) = try database.editor("rename")
    let entity = try store.entity(entity)
    try editor.rename(entity, to: key)
    Terminal.say(
      entity.key == key
        ? "\(key): nothing changed" : "\(entity.key) → \(key); the old key leads there")
  }
}

struct Retire: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Withdraw an entity: the view of its kind and searches leave it out.",
    discussion: """
      Its page and what relations say of it stay.

        aikb retire o4
        aikb unretire o4
      """)

  @Argument(help: "Key or name of the entity.")
  var entity: String

  @Option(help: ArgumentHelp("Withdrawn on this date (default: today).", valueName: "date"))
  var on: String?

  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let (store, editor) = try database.editor("retire")
    let entity = try store.entity(entity)
    let date = try on.map { try HandOptions.date($0, "--on") } ?? Clock.today()
    let hasChanged = try editor.retire(entity, on: date)
    Terminal.say("\(entity.key): \(hasChanged ? "withdrawn on \(date)" : "nothing changed")")
  }
}

struct Unretire: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Bring back an entity that was withdrawn.",
    discussion: """
        aikb unretire o4
      """)

  @Argument(help: "Key or name of the entity.")
  var entity: String

  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let (store, editor) = try database.editor("unretire")
    let entity = try store.entity(entity)
    let hasChanged = try editor.retire(entity, on: nil)
    Terminal.say("\(entity.key): \(hasChanged ? "back" : "nothing changed")")
  }
}

struct Alias: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Give an entity a further name, or take one away.",
    discussion: """
      Roles: alias, former, code, legal, pinyin, wording (a source's own word).

        aikb alias nvidia 老黄家 --lang zh
        aikb alias smic Semicon --role former
        aikb alias nvidia 老黄家 --remove
      """)

  @Argument(help: "Key or name of the entity.")
  var entity: String

  @Argument(help: "The further name.")
  var text: String

  @Option(name: .customLong("lang"), help: "Its language, BCP 47: zh, zh-Hant, en …")
  var language = "und"

  @Option(help: "What sort of name it is.")
  var role = "alias"

  @Option(help: "Key of the source that uses it.")
  var source: String?

  @Flag(help: "Take the name away.")
  var remove = false

  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let (store, editor) = try database.editor("alias")
    let entity = try store.entity(entity)
    let name = ValueParser.name(text)
    guard !name.isEmpty else { throw UsageError(message: "a name must not be blank") }
    if remove {
      try editor.removeName(entity, text: name)
      return Terminal.say("\(entity.key): '\(name)' taken away")
    }
    var note = HandNote()
    note.source = source
    let outcome = try editor.addName(
      entity, text: name, lang: language, role: role, note: note)
    Terminal.say(
      "\(entity.key): \(outcome == .unchanged ? "has the name already" : "also \(name)")")
  }
}
