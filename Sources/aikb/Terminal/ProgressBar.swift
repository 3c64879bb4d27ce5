import Messages

/// A bar on standard error for what takes longer than a second; nothing when it is no terminal.
final class ProgressBar {
  private let start = ContinuousClock.now
  private var last: ContinuousClock.Instant?

  /// Draws how far a file is read.
  func show(_ file: String, _ read: Int64, _ total: Int64?) {
    show(file, read, total, unit: "MB")
  }

  /// Draws how far something is. With an unknown total it shows the amount only.
  ///
  /// - Parameter unit: "MB" counts bytes in millions, any other as they are.
  func show(_ file: String, _ read: Int64, _ total: Int64?, unit: String) {
    let now = ContinuousClock.now
    guard Terminal.isMessages, now - start > .seconds(1) else { return }
    if let last, now - last < .milliseconds(100) { return }
    last = now
    let word = unit == "pages" ? Message("pages", "页").spoken : unit
    let amount = { (count: Int64) in "\(unit == "MB" ? count / 1_000_000 : count) \(word)" }
    var line = "\r\(file)  "
    if let total, total > 0 {
      let share = min(1, Double(read) / Double(total))
      let full = Int(share * 24)
      let seconds = Double((now - start).components.seconds)
      line += "[" + String(repeating: "█", count: full) + String(repeating: "·", count: 24 - full)
      let (done, all) = (Int(share * 100), amount(total))
      line += "] " + Message("\(done) % of \(all)", "\(all) 的 \(done) %").spoken
      if share > 0.02 {
        let left = Int(seconds / share - seconds)
        line += Message(", \(left) s left", "，剩余 \(left) 秒").spoken
      }
    } else {
      line += amount(read)
    }
    Terminal.draw(line + "\u{1B}[K")
  }

  /// Takes the bar away.
  func clear() {
    if last != nil { Terminal.draw("\r\u{1B}[K") }
  }
}
