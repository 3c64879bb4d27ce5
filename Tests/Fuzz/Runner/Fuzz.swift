import Fuzzing
import Glibc

#if !LIBFUZZER
  /// Reads inputs made to break the readers of tables: `fuzz COUNT [FIRST]`. They are made by number, so
  /// that one of them can be read again alone.
  @main struct Fuzz {
    /// Seconds after which an input is taken for one that never ends.
    private static let patience: UInt32 = 20

    static func main() {
      let arguments = CommandLine.arguments.dropFirst()
      let count = arguments.first.flatMap { Int($0) } ?? 100_000
      let first = arguments.dropFirst().first.flatMap { Int($0) } ?? 0
      var counts: [FuzzInput.Form: Int] = [:]
      var complaints = 0
      for number in first..<first + count {
        var generator = FuzzGenerator(number: number)
        let input = generator.input()
        counts[input.form, default: 0] += 1
        alarm(patience)
        if let complaint = TableOracle.complaint(about: input) {
          let text = String(decoding: input.bytes, as: UTF8.self).debugDescription
          print("input \(number), \(input.form): \(complaint): \(text)")
          complaints += 1
        }
      }
      var usage = rusage()
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      for (form, count) in counts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
        print("\(form): \(count)")
      }
      print("\(count) inputs, \(complaints) complaints, \(usage.ru_maxrss / 1024) MB at most")
      exit(complaints == 0 ? 0 : 1)
    }
  }
#endif
