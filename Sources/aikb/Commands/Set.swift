import ArgumentParser
import Ingest
import KnowledgeBase
import Messages

struct SetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "set",
    abstract: Message(
      "Set properties of an entity by hand; they stay whatever is ingested later.",
      "手工设定实体的属性；以后导入的内容不会覆盖它。"),
    about: Message(
      """
      What sources say otherwise is kept beside the value and shown as a conflict.
      Values are read as ingest reads them; a blank one (released=) says that it is
      not known.
      """,
      """
      来源的不同说法与该值并存，并列为冲突。值的读法与导入时相同；
      留空（released=）表示未知。
      """),
    examples: """
      aikb set glm-4-5 released=2025-07-28
      aikb set glm-4-5 parameters=355B openness=weights-unrestricted \\
           --source epoch-notable-models --locator 'row GLM-4.5'
      aikb set taiwan name_zh=台湾
      """)

  @Argument(help: ArgumentHelp("Key or name of the entity.", "实体的键或名称。"), completion: .entity)
  var entity: String

  @Argument(
    help: ArgumentHelp(
      "property=value, one or more.", "一个或多个 property=value。", valueName: "property=value"))
  var values: [String]

  @OptionGroup var hand: HandOptions
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let (store, editor) = try database.editor("set")
    let entity = try store.entity(entity)
    let kind = try store.registry.kind(entity.kind)
    let note = try hand.note()
    var assertions: [EntityRecord.Assertion] = []
    var cleared: [Property] = []
    for text in values {
      let (property, value) = try Self.split(text, kind)
      guard let assertion = try HandOptions.assertion(value, property) else {
        cleared.append(property)
        continue
      }
      assertions.append(assertion)
    }
    var (outcome, changes) =
      assertions.isEmpty ? (.unchanged, []) : try editor.set(entity, assertions, note: note)
    for property in cleared {
      changes += try editor.clear(entity, property: property.name, note: note)
    }
    guard !changes.isEmpty else {
      return Terminal.say(
        outcome == .unchanged
          ? Message("\(entity.key): nothing changed", "\(entity.key)：没有变化")
          : Message(
            "\(entity.key): same value, now accepted by hand", "\(entity.key)：值相同，现以手工认定为准"))
    }
    for change in changes {
      Terminal.say(change.message)
    }
  }

  private static func split(_ text: String, _ kind: Kind) throws -> (Property, String) {
    guard let mark = text.firstIndex(of: "=") else {
      throw UsageError(
        message: Message("'\(text)': property=value expected", "'\(text)'：应为 property=value"))
    }
    let name = String(text[..<mark])
    guard let property = kind.property(forHeader: name) else {
      if let derived = kind.derived.first(where: { $0.isMeant(by: name) }) {
        throw UsageError(
          message: Message(
            "\(derived.name) is computed from relations; change those with 'aikb link'",
            "\(derived.name) 由关系算出；请用 'aikb link' 更改关系"))
      }
      let known = (Property.common + kind.properties).map(\.name)
      throw KnowledgeBaseError.unknown(
        what: Message("property of \(kind.plural)", "\(kind.label.zh)的属性"), name: name,
        nearest: Nearest.to(name, among: known))
    }
    return (property, String(text[text.index(after: mark)...]))
  }
}
