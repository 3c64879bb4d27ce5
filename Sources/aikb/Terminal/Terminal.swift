import Glibc
import Messages

/// What the terminal can do, and messages to the person in front of it.
enum Terminal {
  /// Standard output is a terminal.
  static let isOutput = isatty(STDOUT_FILENO) == 1
  /// Standard error is a terminal, so progress can be drawn.
  static let isMessages = isatty(STDERR_FILENO) == 1

  /// Width of the terminal in cells; nil when standard output is none.
  static var width: Int? {
    var size = winsize()
    guard isOutput, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return nil
    }
    return Int(size.ws_col)
  }

  /// One line to standard error, in the user's language.
  static func say(_ message: Message) {
    // What a file says must not drive the terminal.
    let safe = String(
      String.UnicodeScalarView(
        message.spoken.unicodeScalars.map {
          $0.value < 32 && $0 != "\n" && $0 != "\t" ? "\u{FFFD}" : $0
        }))
    draw(safe + "\n")
  }

  /// One line to standard error that something is wrong.
  static func warn(_ message: Message) { say(Message(verbatim: "aikb: ") + message) }

  /// Which columns of a table the terminal had no room for.
  static func say(hidden columns: [String]) {
    guard !columns.isEmpty else { return }
    let names = columns.joined(separator: ", ")
    say(
      Message(
        "no room for: \(names); a wider terminal, --columns or -f csv shows them",
        "宽度不足，未显示：\(names)；可加宽终端，或用 --columns、-f csv"))
  }

  /// Text to standard error as it is.
  static func draw(_ text: String) {
    var text = text
    text.withUTF8 { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  /// A reader that goes away and a file that may not grow end us with an error we handle, not with a
  /// signal. Ctrl-C and a request to end say so: whatever was not finished did not happen, since
  /// writes are one transaction and files get their name last.
  static func handleSignals() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    // Found out now: a signal handler may not look for it.
    _ = Message.isChinese
    let stop: @convention(c) (Int32) -> Void = { number in
      let message: StaticString =
        Message.isChinese
        ? "\naikb: 已中断；未完成的内容均未保留\n" : "\naikb: interrupted; nothing unfinished was kept\n"
      _ = write(STDERR_FILENO, message.utf8Start, message.utf8CodeUnitCount)
      _exit(128 + number)
    }
    signal(SIGINT, stop)
    signal(SIGTERM, stop)
  }

  static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}
