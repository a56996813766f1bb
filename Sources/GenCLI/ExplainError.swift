import ArgumentParser
import Diagnostics
import Host
import ReferencePages
import TextTypes

extension Gen {
  struct ExplainError: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "explain-error",
      abstract: "Explain what a message means, by the name in brackets at its end.",
      discussion: "Without a NAME, all findings are explained, as a Markdown page.")

    @Argument(help: "The name, such as size-format.", completion: .list(FindingID.allCases.map(\.name)))
    var name: String?

    func run() throws {
      try StandardStream.output.write(try text)
    }

    private var text: String {
      get throws {
        guard let name else { return FindingsReference.page }
        // With its brackets it is what people copy from the message.
        let bare = name.hasPrefix("[") && name.hasSuffix("]") ? String(name.dropFirst().dropLast()) : name
        guard let id = FindingID(named: bare) else {
          let hint = nearest(bare, among: FindingID.allCases.map(\.name)).map { ", did you mean \($0)?" } ?? ""
          Messages().report([
            Diagnostic(
              .error, id: .noFinding, "the finding \(bare) does not exist\(hint)", at: nil,
              help: "`gen explain-error` without a name lists them all")
          ])
          throw ExitCode(64)
        }
        return FindingsReference.text(on: id)
      }
    }
  }
}
