import ArgumentParser
import Messages
import Tabular

struct Completions: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: Message(
      "Print a script that lets a shell complete commands and options.", "打印让 shell 补全命令和选项的脚本。"),
    examples: """
      aikb completions bash > aikb.bash
      aikb completions zsh > _aikb
      aikb completions fish > aikb.fish
      """,
    notes: Message(
      """
      Source the first from ~/.bashrc; put the second into a folder of $fpath, the
      third into ~/.config/fish/completions.
      """,
      """
      前一个脚本请在 ~/.bashrc 中用 source 载入；第二个放入 $fpath 中的文件夹，
      第三个放入 ~/.config/fish/completions。
      """))

  @Argument(help: ArgumentHelp("bash, zsh or fish.", "哪种 shell。"))
  var shell: Shell

  @OptionGroup var languages: LanguageOptions

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
