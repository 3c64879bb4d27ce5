import Glibc
import Tabular

/// Reads a table and looks at every cell: `reading-bench FILE`, `-` is standard input. Prints seconds of
/// processor time, rows, cells that are not empty, and their bytes in UTF-8.
@main struct ReadingBench {
  static func main() throws {
    guard CommandLine.arguments.count == 2 else {
      print("usage: reading-bench FILE")
      exit(64)
    }
    let start = processorTime()
    let reader = try TableFile.open(CommandLine.arguments[1])
    var (rows, cells, bytes) = (0, 0, 0)
    while try reader.next() {
      rows += 1
      for column in 0..<reader.fieldCount {
        let count = reader.bytes(column).count
        if count > 0 { cells += 1 }
        bytes += count
      }
    }
    let seconds = processorTime() - start
    print(seconds, rows, cells, bytes)
  }

  private static func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
