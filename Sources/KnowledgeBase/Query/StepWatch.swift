internal import Glibc
internal import Synchronization

/// Notices a step of SQLite that does not come back.
///
/// The deadline of a connection is checked between opcodes of SQLite's virtual machine
/// (https://sqlite.org/c3ref/progress_handler.html); one opcode that works on a giant value, such as
/// `trim` or `printf` with a large argument, is never asked. So a thread looks from outside.
final class StepWatch: Sendable {
  /// When the current step began, in nanoseconds of the monotonic clock; 0 outside of steps.
  private let began = Atomic<Int64>(0)
  private let limit: Int64
  private let onOverrun: @Sendable () -> Void

  /// - Parameters:
  ///   - seconds: longest time one step may take.
  ///   - onOverrun: called once, on another thread, while the step is still going on.
  init(seconds: Double, onOverrun: @escaping @Sendable () -> Void) {
    limit = Int64(min(seconds, 1e9) * 1e9)
    self.onOverrun = onOverrun
    var thread = pthread_t()
    let box = Unmanaged.passRetained(WeakBox(self))
    let status = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        let box = Unmanaged<WeakBox>.fromOpaque(context).takeRetainedValue()
        while let watch = box.watch {
          if watch.isOverrun {
            watch.onOverrun()
            return nil
          }
          usleep(100_000)
        }
        return nil
      }, box.toOpaque())
    if status == 0 { pthread_detach(thread) } else { box.release() }
  }

  /// Runs one step.
  func watching<R>(_ step: () throws -> R) rethrows -> R {
    began.store(Self.now(), ordering: .relaxed)
    defer { began.store(0, ordering: .relaxed) }
    return try step()
  }

  private var isOverrun: Bool {
    let start = began.load(ordering: .relaxed)
    return start != 0 && Self.now() - start > limit
  }

  private static func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  /// Lets the thread end when the watch is gone.
  private final class WeakBox: @unchecked Sendable {
    private(set) weak var watch: StepWatch?
    init(_ watch: StepWatch) { self.watch = watch }
  }
}
