import Foundation
import Fuzzing
import Glibc
import StoreFuzzing

#if !LIBFUZZER
  /// Tries inputs made to break what takes them: `fuzz WHAT COUNT [FIRST]`. They are made by number, so
  /// that one of them can be tried again alone.
  @main struct Fuzz {
    static let usage = """
      usage: fuzz WHAT COUNT [FIRST]

        tables     bytes of every form that is read as a table
        ingests    files with their mapping, folders and data packages, taken into a knowledge base
        questions  filters of a list, and stored queries

      """

    /// Seconds of the processor after which an input is taken for one that never ends.
    private static let patience = 20

    static func main() throws {
      let arguments = CommandLine.arguments.dropFirst()
      guard let what = arguments.first, arguments.count > 1, let count = Int(Array(arguments)[1]),
        let attempt = try attempt(what)
      else {
        print(usage, terminator: "")
        exit(64)
      }
      let first = arguments.count > 2 ? Int(Array(arguments)[2]) ?? 0 : 0
      var counts: [String: Int] = [:]
      var complaints = 0
      for number in first..<first + count {
        Crash.number = number
        Crash.wait(patience)
        let (form, complaint) = attempt(number)
        counts[form, default: 0] += 1
        if let complaint {
          print("input \(number), \(form): \(complaint)")
          complaints += 1
        }
      }
      var usage = rusage()
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      for (form, count) in counts.sorted(by: { $0.key < $1.key }) { print("\(form): \(count)") }
      print("\(count) inputs, \(complaints) complaints, \(usage.ru_maxrss / 1024) MB at most")
      exit(complaints == 0 ? 0 : 1)
    }

    /// What makes the input of a number and tries it; nil for what is not there.
    private static func attempt(_ what: String) throws -> ((Int) -> (String, String?))? {
      Crash.watch()
      switch what {
      case "tables":
        return { number in
          var generator = FuzzGenerator(number: number)
          let input = generator.input()
          let text = String(decoding: input.bytes, as: UTF8.self).debugDescription
          return ("\(input.form)", TableOracle.complaint(about: input).map { "\($0): \(text)" })
        }
      case "ingests":
        let bench = try Bench(fixtures: fixtures)
        let oracle = IngestOracle(bench)
        return { number in
          let input = IngestInput(number: number, export: bench.export)
          var outcome = ""
          let text = complaint {
            let (end, complaint) = try oracle.judge(input)
            outcome = " \(end)"
            return complaint
          }
          return (input.form.rawValue + outcome, text)
        }
      case "questions":
        let oracle = try QuestionOracle(try Bench(fixtures: fixtures))
        return { number in
          let input = QuestionInput(number: number)
          let form = if case .filter = input { "filter" } else { "stored" }
          let text = complaint {
            try oracle.complaint(about: input)
              ?? (oracle.isUnchanged() ? nil : "the knowledge base is another")
          }
          return (form, text.map { "\($0): \(input)" })
        }
      default: return nil
      }
    }

    /// An error that no user could make anything of is a complaint too.
    private static func complaint(_ body: () throws -> String?) -> String? {
      do { return try body() } catch { return "a raw error: \(error)" }
    }

    private static let fixtures =
      URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Fixtures/own").path
  }

  /// Says which input ended the program.
  private enum Crash {
    nonisolated(unsafe) static var number = 0

    /// Gives the next input so many seconds of the processor.
    static func wait(_ seconds: Int) {
      var time = itimerval(it_interval: timeval(), it_value: timeval(tv_sec: seconds, tv_usec: 0))
      setitimer(__itimer_which_t(ITIMER_PROF.rawValue), &time, nil)
    }

    static func watch() {
      for signal in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGABRT, SIGPROF] {
        Glibc.signal(signal) { signal in
          print("input \(Crash.number): ended by signal \(signal)")
          fflush(nil)
          _exit(1)
        }
      }
    }
  }
#endif
