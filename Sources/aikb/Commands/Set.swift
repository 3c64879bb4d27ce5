import ArgumentParser
import Ingest
import KnowledgeBase
import Messages

struct SetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set",
    abstract: "Set properties of an entity by hand; they stay whatever is ingested later.",
    discussion: """
      What sources say otherwise is kept beside the value and shown as a conflict.
      Values are read as ingest reads them; a blank one (released=) says that it is
      not known.

        aikb set glm-4-5 released=2025-07-28
        aikb set glm-4-5 parameters=355B openness=weights-unrestricted \\
             --source epoch-notable-models --locator 'row GLM-4.5'
        aikb set taiwan name_zh=台湾
      """)

  @Argument(help: "Key or name of the entity.")
  var entity: String

  @Argument(help: ArgumentHelp("property=value, one or more.", valueName: "property=value"))
  var values: [String]

  @OptionGroup var hand: HandOptions
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
      Terminal.say("\(change.key) \(change.column): \(change.old ?? "(blank)") → \(change.new)")
    }
  }

  private static func split(_ text: String, _ kind: Kind) throws -> (Property, String) {
    guard let mark = text.firstIndex(of: "=") else {
      throw UsageError(message: "'\(text)': property=value expected")
    }
    let name = String(text[..<mark])
    guard let property = kind.property(forHeader: name) else {
      if let derived = kind.derived.first(where: { $0.isMeant(by: name) }) {
        throw UsageError(
          message: "\(derived.name) is computed from relations; change those with 'aikb link'")
      }
      let known = (Property.common + kind.properties).map(\.name)
      throw KnowledgeBaseError.unknown(
        what: "property of \(kind.plural)", name: name, nearest: Nearest.to(name, among: known))
    }
    return (property, String(text[text.index(after: mark)...]))
  }
}
