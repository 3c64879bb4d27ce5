import Foundation

/// Does an operation on a knowledge base again and again; each time the next call of one kind fails,
/// until the operation comes to its end without one.
@main
struct Main {
  static let usage = """
    usage: faults OPERATION FAULT [--all | --at N once|persistent]

      OPERATION  \(Operation.allCases.map(\.rawValue).joined(separator: " "))
      FAULT      \(Fault.allCases.map(\.rawValue).joined(separator: " "))
      --all      every call; otherwise the first ones, and then fewer and fewer
      --at N …   only the Nth call, or that one and all later ones

    Prints how often the operation ended in which way. Exit code 0 when it always ended as it
    should: done, or with a typed error, nothing leaked, and the knowledge base as before or after.
    """

  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard arguments.count >= 2, let operation = Operation(rawValue: arguments[1]),
      let fault = Fault(rawValue: arguments[2]), let plan = Plan(arguments.dropFirst(2))
    else {
      print(usage)
      exit(64)
    }
    let folder = try Folder.temporary()
    var series = Series(operation: operation, fault: fault, folder: folder)
    do {
      try series.run(plan)
    } catch {
      print("\(operation) \(fault): \(error)")
      series.problems += 1
    }
    try FileManager.default.removeItem(atPath: folder.path)
    exit(series.problems == 0 ? 0 : 1)
  }
}
