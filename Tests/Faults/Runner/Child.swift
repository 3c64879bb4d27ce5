import CFaults
import Glibc

/// A process of its own for a piece of work that may crash.
enum Child {
  /// What became of it.
  struct Outcome {
    /// What the work returned; a part of it, or nothing, after a crash.
    let text: String
    /// Why it did not come to its end; nil when it did.
    let crash: String?
  }

  /// Runs `work` in a child process.
  ///
  /// - Parameter seconds: after that many SIGALRM ends it.
  static func run(seconds: UInt32 = 60, _ work: () -> String) -> Outcome {
    withoutActuallyEscaping(work) { work in
      let box = Box(work)
      var text = [CChar](repeating: 0, count: 1 << 16)
      var count = 0
      let status = faults_run_in_child(
        { context, output in
          guard let context else { return }
          let box = Unmanaged<Box>.fromOpaque(context).takeUnretainedValue()
          var rest = Array(box.work().utf8)[...]
          while !rest.isEmpty {
            let written = rest.withUnsafeBytes { write(output, $0.baseAddress, $0.count) }
            guard written > 0 else { return }
            rest = rest.dropFirst(written)
          }
        }, Unmanaged.passUnretained(box).toOpaque(), seconds, &text, text.count, &count)
      return Outcome(
        text: String(decoding: text[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self),
        crash: crash(status, seconds))
    }
  }

  /// https://man7.org/linux/man-pages/man2/waitpid.2.html
  private static func crash(_ status: Int32, _ seconds: UInt32) -> String? {
    if status == 0 { return nil }
    let signal = status & 0x7F
    if signal == SIGALRM { return "did not end within \(seconds) s" }
    return signal == 0
      ? "exit code \(status >> 8 & 0xFF)"
      : "signal \(signal), \(String(cString: strsignal(signal)))"
  }

  /// A closure with an address.
  private final class Box {
    let work: () -> String
    init(_ work: @escaping () -> String) { self.work = work }
  }
}
