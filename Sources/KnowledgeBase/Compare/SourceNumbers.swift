/// Numbers sources from 1 as they turn up.
struct SourceNumbers {
  /// The sources so far; number n stands at n - 1.
  private(set) var sources: [Source] = []
  private var numbers: [String: Int] = [:]

  /// The number of a source; a new one gets the next.
  mutating func number(of source: Source) -> Int {
    if let known = numbers[source.key] { return known }
    sources.append(source)
    numbers[source.key] = sources.count
    return sources.count
  }

  /// Our numbers of sources that a page has under its own, sorted.
  mutating func numbers(of pageNumbers: [Int], on page: EntityPage) -> [Int] {
    pageNumbers.map { number(of: page.sources[$0 - 1]) }.sorted()
  }
}
