import ArgumentParser
import Ingest
import KnowledgeBase
import Messages

struct Rename: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: Message(
      "Give an entity another key; the old one leads to it from now on.", "为实体更换键；旧键此后仍指向它。"),
    about: Message(
      "To change a name, use 'aikb set KEY name=…'.", "要改名称，请用 'aikb set KEY name=…'。"),
    examples: "aikb rename zhipu-ai z-ai")

  @Argument(help: ArgumentHelp("Key or name of the entity.", "实体的键或名称。"), completion: .entity)
  var entity: String

  @Argument(help: ArgumentHelp("Its new key: a-z, 0-9, single dashes.", "新键：a-z、0-9 和单个连字符。"))
  var key: String

  @OptionGroup var languages: LanguageOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let (store, editor) = try database.editor("rename")
    let entity = try store.entity(entity)
    try editor.rename(entity, to: key)
    Terminal.say(
      entity.key == key
        ? Message("\(key): ", "\(key)：") + .nothingChanged
        : Message(
          "\(entity.key) → \(key); the old key leads there", "\(entity.key) → \(key)；旧键仍指向它"))
  }
}

struct Retire: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: Message(
      "Withdraw an entity: the view of its kind and searches leave it out.", "撤下实体：其类别的视图和搜索不再列出它。"),
    about: Message("Its page and what relations say of it stay.", "它的页面和提到它的关系仍保留。"),
    examples: """
      aikb retire o4
      aikb unretire o4
      """)

  @Argument(help: ArgumentHelp("Key or name of the entity.", "实体的键或名称。"), completion: .entity)
  var entity: String

  @Option(
    help: ArgumentHelp(
      "Withdrawn on this date (default: today).", "撤销日期（默认：今天）。", valueName: "date"))
  var on: String?

  @OptionGroup var languages: LanguageOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let (store, editor) = try database.editor("retire")
    let entity = try store.entity(entity)
    let date = try on.map { try HandOptions.date($0, "--on") } ?? Clock.today()
    let hasChanged = try editor.retire(entity, on: date)
    Terminal.say(
      Message("\(entity.key): ", "\(entity.key)：")
        + (hasChanged ? Message("withdrawn on \(date)", "已于 \(date) 撤下") : .nothingChanged))
  }
}

struct Unretire: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: Message("Bring back an entity that was withdrawn.", "恢复已撤下的实体。"),
    examples: "aikb unretire o4")

  @Argument(help: ArgumentHelp("Key or name of the entity.", "实体的键或名称。"), completion: .entity)
  var entity: String

  @OptionGroup var languages: LanguageOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let (store, editor) = try database.editor("unretire")
    let entity = try store.entity(entity)
    let hasChanged = try editor.retire(entity, on: nil)
    Terminal.say(
      Message("\(entity.key): ", "\(entity.key)：")
        + (hasChanged ? Message("back", "已恢复") : .nothingChanged))
  }
}

struct Alias: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: Message("Give an entity a further name, or take one away.", "为实体添加别名，或去掉别名。"),
    about: Message(
      """
      Roles: alias, former, code, legal, pinyin, wording (a source's own word).
      """,
      """
      名称的种类：alias（别名）、former（曾用名）、code（代号）、legal（法定名称）、
      pinyin（拼音）、wording（来源的原用词）。
      """),
    examples: """
      aikb alias nvidia 老黄家 --lang zh
      aikb alias smic Semicon --role former
      aikb alias nvidia 老黄家 --remove
      """)

  @Argument(help: ArgumentHelp("Key or name of the entity.", "实体的键或名称。"), completion: .entity)
  var entity: String

  @Argument(help: ArgumentHelp("The further name.", "别名。"))
  var text: String

  @Option(
    name: .customLong("lang"),
    help: ArgumentHelp("Its language, BCP 47: zh, zh-Hant, en …", "名称的语言，用 BCP 47：zh、zh-Hant、en 等。")
  )
  var language = "und"

  @Option(help: ArgumentHelp("What sort of name it is.", "名称的种类。"))
  var role = "alias"

  @Option(help: ArgumentHelp("Key of the source that uses it.", "使用该名称的来源的键。"))
  var source: String?

  @Flag(help: ArgumentHelp("Take the name away.", "去掉该名称。"))
  var remove = false

  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let (store, editor) = try database.editor("alias")
    let entity = try store.entity(entity)
    let name = ValueParser.name(text)
    guard !name.isEmpty else {
      throw UsageError(message: Message("a name must not be blank", "名称不能为空"))
    }
    if remove {
      try editor.removeName(entity, text: name)
      return Terminal.say(
        Message("\(entity.key): '\(name)' taken away", "\(entity.key)：已去掉 '\(name)'"))
    }
    var note = HandNote()
    note.source = source
    let outcome = try editor.addName(
      entity, text: name, lang: language, role: role, note: note)
    Terminal.say(
      Message("\(entity.key): ", "\(entity.key)：")
        + (outcome == .unchanged
          ? Message("has the name already", "已有此名称") : Message("also \(name)", "又名 \(name)")))
  }
}
