internal import CSQLite
private import Synchronization

extension Connection {
  /// Stops what this connection is doing: the step under way throws `.interrupt`. Without one it
  /// has no effect. https://sqlite.org/c3ref/interrupt.html
  package func interrupt() { handle.interruptTarget.interrupt() }

  /// What another thread needs to stop this connection.
  package var interruptHandle: InterruptHandle { InterruptHandle(target: handle.interruptTarget) }
}

/// Interrupts a connection from another thread; without effect once the connection is closed.
///
/// It takes a lock, so it must not be called in a signal handler: call it on a thread that waits
/// for signals (`sigwait`), or from a dispatch source.
package struct InterruptHandle: Sendable {
  fileprivate let target: InterruptTarget

  /// Stops what the connection is doing: the step under way throws `.interrupt`.
  package func interrupt() { target.interrupt() }
}

/// The pointer an interrupt goes to, guarded against the end of the connection.
///
/// "It is safe to call this routine from a thread different from the thread that is currently
/// running the database operation. But it is not safe to call this routine with a database
/// connection that is closed or might close before sqlite3_interrupt() returns."
/// https://sqlite.org/c3ref/interrupt.html
final class InterruptTarget: Sendable {
  /// The one use of the pointer on a foreign thread is the one SQLite allows.
  @safe
  private struct Database: @unchecked Sendable {
    let pointer: OpaquePointer
  }

  private let database: Mutex<Database?>

  init(_ pointer: OpaquePointer) {
    database = unsafe Mutex(Database(pointer: pointer))
  }

  func interrupt() {
    database.withLock { database in
      if let database { unsafe sqlite3_interrupt(database.pointer) }
    }
  }

  /// Before the connection closes.
  func invalidate() { database.withLock { $0 = nil } }
}
