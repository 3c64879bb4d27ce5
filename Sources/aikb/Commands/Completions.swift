import ArgumentParser
import Tabular

struct Completions: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print a script that lets a shell complete commands and options.",
    discussion: """
        aikb completions bash > aikb.bash
        aikb completions zsh > _aikb
        aikb completions fish > aikb.fish

      Source the first from ~/.bashrc; put the second into a folder of $fpath, the
      third into ~/.config/fish/completions.
      """)

  @Argument(help: "bash, zsh or fish.")
  var shell: Shell

  func run() throws {
    try TextOutput.write(Aikb.completionScript(for: shell.completion) + "\n", to: nil)
  }

  enum Shell: String, CaseIterable, ExpressibleByArgument {
    case bash, zsh, fish

    var completion: CompletionShell {
      switch self {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    }
  }
}
