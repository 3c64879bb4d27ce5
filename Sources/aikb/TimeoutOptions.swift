import ArgumentParser
import Glibc
import KnowledgeBase
import Messages

/// How long a statement of the user's own may take.
struct TimeoutOptions: ParsableArguments {
  @Option(
    name: .customLong("timeout"),
    help: ArgumentHelp(
      "Longest time the database may work on it.", "数据库执行的最长时间。", valueName: "seconds"))
  var seconds: Double = 30

  func validate() throws {
    if !(seconds > 0 && seconds <= 86_400) {
      throw ValidationError(
        "--timeout is a number of seconds, more than 0 and at most 86400.",
        "--timeout 为秒数，大于 0 且不超过 86400。")
    }
  }

  /// Opens a knowledge base for statements; ends the program when one takes longer.
  func session(_ path: String) throws -> ReadOnlySQL {
    let seconds = seconds
    let session = try ReadOnlySQL(
      path: path, seconds: seconds, onRenewal: RenewalMessages(path).tell
    ) {
      // Nothing is being written, so there is nothing to lose.
      Terminal.warn(KnowledgeBaseError.deadline(seconds: seconds).message)
      _exit(ExitStatus.failed.code)
    }
    if session.isImmutable { DatabaseOptions.sayImmutable(path) }
    return session
  }
}
