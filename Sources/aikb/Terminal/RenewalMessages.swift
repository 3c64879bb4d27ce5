import KnowledgeBase
import Messages

/// Tells what becomes of a text index of another version.
struct RenewalMessages {
  let path: String
  private let bar = ProgressBar()

  init(_ path: String) { self.path = path }

  func tell(_ step: IndexRenewal) {
    switch step {
    case .began(let texts):
      Terminal.say(
        Message(
          "\(path): the text index is of another version; making it anew from \(texts) texts",
          "\(path)：全文索引由其他版本生成，正在按 \(texts) 条文本重建"))
    case .reached(let text, let total):
      bar.show(path, Int64(text), Int64(total), unit: Message("texts", "条文本").spoken)
    case .ended:
      bar.clear()
    case .impossible:
      Terminal.warn(
        Message(
          "\(path): the text index is of another version and cannot be made anew here; "
            + "some texts may not be found",
          "\(path)：全文索引由其他版本生成，而此处无法重建；部分文本可能查不到"))
    }
  }
}
