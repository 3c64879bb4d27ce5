import Glibc
import KnowledgeBase

/// Searches a knowledge base for every line of standard input and writes a line for each: the median
/// time in microseconds, what was looked for as FTS5 writes it, and the keys of the hits, separated by
/// tabs.
///
///     search-bench FILE RUNS LIMIT [snippets] [cpu] < queries
///
/// With `cpu` it is the time on the processor, which other work on the machine lengthens less.
@main
enum SearchBench {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 4, let runs = Int(arguments[2]), let limit = Int(arguments[3]) else {
      print("usage: search-bench FILE RUNS LIMIT [snippets] [cpu] < queries")
      return
    }
    let store = try Store(path: arguments[1], access: .read)
    var options = SearchOptions()
    options.limit = limit
    options.countsAll = false
    options.hasSnippets = arguments.contains("snippets")
    var queries: [String] = []
    while let line = readLine() { queries.append(line) }
    var times = queries.map { _ in [Int]() }
    var found = queries.map { _ in [String]() }
    let clock = arguments.contains("cpu") ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC
    // In turn, so that no query runs on what its own last run left in the cache; the first round does
    // not count.
    for run in 0...runs {
      for (number, query) in queries.enumerated() {
        let start = nanoseconds(clock)
        let result = try store.search(query, options)
        let time = nanoseconds(clock) - start
        if run > 0 || runs == 0 { times[number].append(time) }
        found[number] = [result.expression] + result.hits.map(\.key)
      }
    }
    for (number, _) in queries.enumerated() {
      let microseconds = Double(times[number].sorted()[runs / 2]) / 1e3
      print(([String(microseconds)] + found[number]).joined(separator: "\t"))
    }
  }
  private static func nanoseconds(_ clock: clockid_t) -> Int {
    var time = timespec()
    clock_gettime(clock, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}
