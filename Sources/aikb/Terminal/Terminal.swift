import Glibc

/// What the terminal can do, and messages to the person in front of it.
enum Terminal {
  /// Standard output is a terminal.
  static let isOutput = isatty(STDOUT_FILENO) == 1
  /// Standard error is a terminal, so progress can be drawn.
  static let isMessages = isatty(STDERR_FILENO) == 1

  /// Escape sequences may be used: https://no-color.org
  static let hasColor =
    isOutput && (environment("NO_COLOR") ?? "").isEmpty && environment("TERM") != "dumb"

  /// Width of the terminal in cells; nil when standard output is none.
  static var width: Int? {
    var size = winsize()
    guard isOutput, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return nil
    }
    return Int(size.ws_col)
  }

  /// One line to standard error.
  static func say(_ message: String) {
    draw(message + "\n")
  }

  /// Text to standard error as it is.
  static func draw(_ text: String) {
    var text = text
    text.withUTF8 { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  /// A reader that goes away ends us with an error we handle, not with a signal.
  static func ignoreBrokenPipes() {
    signal(SIGPIPE, SIG_IGN)
  }

  static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}
