import Foundation
import Synchronization

/// A program that runs. Foundation's `Process` keeps every process with a handler, and its open files,
/// for ever, and reads beyond the end of a buffer when there are many; so this is posix_spawn(3).
final class Child: Sendable {
  struct Failed: Error { let code: Int32 }

  private let process: pid_t
  private let ended = DispatchSemaphore(value: 0)
  private let raw = Atomic<Int32>(0)

  /// Starts a program with these files as its standard input, output and error.
  init(
    _ program: String, _ arguments: [String], files: [String], folder: String,
    _ environment: [String: String]
  ) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (descriptor, file) in files.enumerated() {
      posix_spawn_file_actions_addopen(
        &actions, Int32(descriptor), file, descriptor == 0 ? O_RDONLY : O_WRONLY, 0)
    }
    // A program inherits the signals its parent thread blocks, and threads of a pool block most: a
    // shell would never hear that its children ended.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    // The shell changes the folder and then is the program.
    let shell = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder, program]
    let words = (shell + arguments).map { strdup($0) } + [nil]
    let settings = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { for text in words + settings { free(text) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, shell[0], &actions, &attributes, words, settings)
    guard code == 0 else { throw Failed(code: code) }
    self.process = process
    Thread.detachNewThread { [self] in
      var status: Int32 = 0
      while waitpid(self.process, &status, 0) < 0, errno == EINTR {}
      raw.store(status, ordering: .releasing)
      ended.signal()
    }
  }

  /// Whether it ends in so many seconds. Blocks on purpose: the tests of one run then start no more
  /// processes at a time than there are cores.
  func hasEnded(within seconds: Double) -> Bool {
    ended.wait(timeout: .now() + seconds) == .success
  }

  /// Ends it with SIGKILL.
  func kill() {
    Foundation.kill(process, SIGKILL)
    ended.wait()
  }

  /// The exit code; the number of the signal, negative, when one ended it.
  var status: Int32 {
    let status = raw.load(ordering: .acquiring)
    return status & 0x7f == 0 ? status >> 8 & 0xff : -(status & 0x7f)
  }
}
