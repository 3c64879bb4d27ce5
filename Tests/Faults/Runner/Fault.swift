import CFaults

/// A call below SQLite that is made to fail. The raw value is the name on the command line.
enum Fault: String, CaseIterable {
  case read, write, full, sync, truncate, size, lock, busy, open, delete, access, memory
  case shmLock = "shm-lock"
  case shmBusy = "shm-busy"
  case shmMap = "shm-map"

  private var kind: faults_kind {
    switch self {
    case .read: FAULTS_READ
    case .write: FAULTS_WRITE
    case .full: FAULTS_FULL
    case .sync: FAULTS_SYNC
    case .truncate: FAULTS_TRUNCATE
    case .size: FAULTS_SIZE
    case .lock: FAULTS_LOCK
    case .busy: FAULTS_BUSY
    case .open: FAULTS_OPEN
    case .delete: FAULTS_DELETE
    case .access: FAULTS_ACCESS
    case .memory: FAULTS_MEMORY
    case .shmLock: FAULTS_SHM_LOCK
    case .shmBusy: FAULTS_SHM_BUSY
    case .shmMap: FAULTS_SHM_MAP
    }
  }

  /// Whether a failure passes or stays.
  enum Duration: String, CaseIterable {
    /// Only the nth call fails: a glitch.
    case once
    /// The nth call and every later one: a disk that is full, memory that is gone.
    case persistent
  }

  /// Runs `body` while the nth call, counted from 1, fails.
  ///
  /// - Returns: how many calls failed.
  func strike(at nth: Int, _ duration: Duration, during body: () -> Void) -> Int {
    faults_arm(kind, nth, duration == .persistent)
    body()
    return faults_disarm()
  }
}
