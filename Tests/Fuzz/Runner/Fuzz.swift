import CFuzzer
import Fuzzing
import Glibc

/// Reads inputs made to break the readers of tables.
///
/// `fuzz COUNT [FIRST]` makes them itself, by number, and says what became of them and how much memory
/// it took. `fuzz -…` hands its arguments to libFuzzer in a build with `--sanitize=fuzzer`, which
/// looks for inputs that reach code no other has reached.
@main struct Fuzz {
  /// Seconds after which an input is taken for one that never ends.
  private static let patience: UInt32 = 20

  static func main() {
    let arguments = CommandLine.arguments.dropFirst()
    if arguments.first?.hasPrefix("-") == true { return libFuzzer() }
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

  private static func libFuzzer() {
    guard let run = aikb_fuzzer() else {
      print("fuzz: built without libFuzzer: swift build --sanitize=fuzzer --product fuzz")
      exit(64)
    }
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    withUnsafeMutablePointer(to: &arguments) { arguments in
      arguments.withMemoryRebound(
        to: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.self, capacity: 1
      ) {
        exit(run(&count, $0, test))
      }
    }
  }

  /// The first byte is the form of the others.
  private static let test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt = { data, count in
    let bytes = UnsafeBufferPointer(start: data, count: count)
    guard let first = bytes.first else { return 0 }
    let forms = FuzzInput.Form.allCases
    let input = FuzzInput(forms[Int(first) % forms.count], Array(bytes.dropFirst()))
    if let complaint = TableOracle.complaint(about: input) {
      print(complaint)
      abort()
    }
    return 0
  }
}
