import KnowledgeBase
import Messages

/// What the sources behind an export ask of those who pass it on, on standard error.
enum LicenceNotes {
  static func say(_ licences: [SourceLicence]) {
    for licence in licences {
      let name = licence.name.map { Message($0, $0) } ?? Message("no licence on record", "未记录许可证")
      let shown = licence.attributions.prefix(5).joined(separator: "; ")
      let more = licence.attributions.count - 5
      Terminal.say(
        name + Message(": ", "：") + Message(shown, shown)
          + (more > 0 ? Message(" and \(more) more", " 等 \(more + 5) 个来源") : Message("", "")))
      if licence.isNonCommercial {
        Terminal.say(
          name
            + Message(
              ": for non-commercial use only; leave it out with --exclude-licence",
              "：仅限非商业用途；可用 --exclude-licence 排除"))
      }
      if licence.isShareAlike {
        Terminal.say(
          name
            + Message(
              ": what is made of it must be shared alike; leave it out with --exclude-licence",
              "：衍生内容须以相同方式共享；可用 --exclude-licence 排除"))
      }
    }
  }
}
