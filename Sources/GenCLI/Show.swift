import ArgumentParser
import Compiler
import Diagnostics
import Host
import JSON
import Lineage
import Model
import TextTypes

/// How the model is printed.
enum ModelFormat: String, ExpressibleByArgument, CaseIterable {
  case text, yaml, json
}

extension Gen {
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Show the effective settings and everything that is derived from them.",
      discussion: """
        As text, each line says where its value comes from. With the KEY of one value, such as odoo.tenants.workers, the \
        settings that it was made from follow. With --why, each value is a tree: how it follows from what was looked at, \
        and so on, down to the settings of site.yaml. As JSON, it is what templates see.
        """)

    @OptionGroup var options: SiteOptions
    @Option(help: "The output format: text, yaml or json.") var format: ModelFormat = .text
    @Flag(help: "Print how each value was derived, as a tree.") var why = false
    @Argument(help: "A KEY, and the site (default: site.yaml).", completion: .value) var arguments: [String] = []

    func validate() throws {
      if why && format != .text { throw ValidationError("Write --why or --format \(format.rawValue), not both.") }
    }

    func run() throws {
      let positionals = try Positionals(arguments, other: "KEY")
      let site = try SiteFile(positionals.site)
      let model = try site.model()
      switch format {
      case .text where why: try explain(Explanations(of: model), positionals.other)
      case .text: try text(ModelListing(model.arena, SiteModel.type), positionals.other)
      case .yaml: try StandardStream.output.write(Array(try value(model.arena, positionals.other).yaml.utf8))
      case .json: try StandardStream.output.write(try value(model.arena, positionals.other).prettyPrinted)
      }
    }

    private func text(_ listing: ModelListing, _ key: String?) throws {
      guard let key else {
        try StandardStream.output.write(Array(listing.lines.map { $0.text + "\n" }.joined().utf8))
        return
      }
      let lines = listing.lines(at: key)
      guard let first = lines.first else { throw unknown(key, among: listing.lines.map(\.path)) }
      var text = lines.map { $0.text + "\n" }.joined()
      if lines.count == 1, first.path == key { text += first.settings.map { "  from \($0)\n" }.joined() }
      try StandardStream.output.write(Array(text.utf8))
    }

    private func explain(_ explanations: Explanations, _ key: String?) throws {
      guard let text = explanations.text(at: key) else { throw unknown(key ?? "", among: explanations.paths) }
      try StandardStream.output.write(Array(text.utf8))
    }

    private func value(_ arena: Arena, _ key: String?) throws -> JSONValue {
      var value = JSONValue(arena, SiteModel.type)
      for name in (key ?? "").split(separator: ".") {
        guard let next = value[String(name)] else { throw unknown(key ?? "", among: []) }
        value = next
      }
      return value
    }

    private func unknown(_ key: String, among keys: [String]) -> ExitCode {
      let hint = nearest(key, among: keys).map { ", did you mean \($0)?" } ?? ""
      Messages().report([
        Diagnostic(
          .error, id: .noKey, "the value \(key) does not exist\(hint)", at: nil, help: "`gen show` lists them all")
      ])
      return ExitCode(64)
    }
  }
}
