import ArgumentParser
import Compiler
import Diagnostics
import Host
import Output
import Template
import TextTypes

extension Gen {
  struct Templates: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "templates",
      abstract: "Work with templates.",
      discussion: "A template in templates/ beside site.yaml takes the place of the built-in one of the same path.",
      subcommands: [Copy.self, Diff.self, Adopt.self, Export.self])
  }
}

/// What the commands about templates of one's own are told.
struct TemplateOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The folder of your templates.", valueName: "dir"), completion: .directory) var templates =
    "templates"

  /// The folder.
  var own: OwnTemplates { OwnTemplates(templates, isNamed: false) }

  /// The paths below the folder that names mean: a name may have the folder in front of it.
  func paths(_ names: [String]) -> [String] {
    names.map { name in
      let prefix = templates + "/"
      return name.hasPrefix(prefix) ? String(name.dropFirst(prefix.utf8.count)) : name
    }
  }

  /// That a template does not exist; ends the command.
  func unknown(_ path: String, _ what: String, among others: [String]) -> ExitCode {
    let hint = nearest(path, among: others).map { ", did you mean \($0)?" } ?? ""
    Messages().report([
      Diagnostic(
        .error, id: .noTemplate, "\(what) \(path)\(hint)", at: nil,
        help: "`gen list` shows the template of each artifact")
    ])
    return ExitCode(64)
  }
}

extension Gen.Templates {
  struct Copy: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "copy",
      abstract: "Copy built-in templates into your templates folder, to change them.",
      discussion: """
        Keeps what it copied in templates/.base/ as well, so that `gen list` and `gen templates diff` can tell later what a newer gen has \
        changed. Commit both.
        """)

    @OptionGroup var options: TemplateOptions
    @Argument(help: "The templates, such as odoo.conf or nginx/snippets/tls.conf.", completion: .template) var names:
      [String]

    func run() throws {
      let builtIn = BuiltInTemplates.all
      let wanted = try options.paths(names).map { path in
        guard let template = builtIn.first(where: { $0.path == path }) else {
          throw options.unknown(path, "there is no built-in template", among: builtIn.map(\.path))
        }
        return Artifact(path: path, bytes: template.bytes)
      }
      try NewFiles.create(
        wanted, in: options.templates, remedy: "change that one; `gen templates diff` compares it with the built-in one"
      )
      try NewFiles.replace(wanted.map(Self.base), in: options.templates)
      try StandardStream.output.write(wanted.map { "\(options.templates)/\($0.path)\n" }.joined())
    }

    /// What keeps a built-in template as it was.
    static func base(of template: Artifact) -> Artifact {
      Artifact(path: "\(OwnTemplates.baseFolder)/\(template.path)", bytes: template.bytes)
    }
  }

  struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "diff",
      abstract: "Show what you have changed of built-in templates, or what gen has.",
      discussion: """
        Without a NAME, all templates that take the place of built-in ones. With --upstream, what has changed of the built-in one since \
        `gen templates copy` copied it: `gen templates diff --upstream odoo.conf | git apply` takes it over, and `gen templates adopt \
        odoo.conf` notes that you have. Exit status 1 if there are differences.
        """)

    @OptionGroup var options: TemplateOptions
    @Flag(help: "Show what a newer gen has changed since the template was copied.") var upstream = false
    @Argument(help: "The templates (default: all).", completion: .template) var names: [String] = []

    func run() throws {
      let overrides = try options.own.overrides().entries.filter(\.isOverride)
      let entries =
        try names.isEmpty
        ? overrides
        : options.paths(names).map { path in
          guard let entry = overrides.first(where: { $0.path == path }) else {
            throw options.unknown(path, "you have no template that takes the place of", among: overrides.map(\.path))
          }
          return entry
        }
      let folder = options.templates
      let text = entries.flatMap { upstream ? $0.changesUpstream(in: folder) : $0.changes(in: folder) }
      try StandardStream.output.write(text)
      if !upstream { try tell(entries.filter { $0.state == .outdated }.map(\.path)) }
      if !text.isEmpty { throw ExitCode(1) }
    }

    private func tell(_ outdated: [String]) throws {
      for path in outdated {
        try StandardStream.error.write(
          "\(options.templates)/\(path) is older than the built-in one: gen templates diff --upstream \(path)\n")
      }
    }
  }

  struct Adopt: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "adopt",
      abstract: "Note that your templates have what the built-in ones have now.",
      discussion: """
        Puts the built-in template of this gen into templates/.base/, which says what yours was made from. For templates that were copied in \
        another way, too. Your template stays as it is.
        """)

    @OptionGroup var options: TemplateOptions
    @Argument(help: "The templates.", completion: .template) var names: [String]

    func run() throws {
      let own = try options.own.sources().map(\.path)
      let builtIn = BuiltInTemplates.all.filter { own.contains($0.path) }
      let bases = try options.paths(names).map { path in
        guard let template = builtIn.first(where: { $0.path == path }) else {
          throw options.unknown(path, "you have no template that takes the place of", among: builtIn.map(\.path))
        }
        return Copy.base(of: Artifact(path: path, bytes: template.bytes))
      }
      try NewFiles.replace(bases, in: options.templates)
      try StandardStream.output.write(bases.map { "\(options.templates)/\($0.path)\n" }.joined())
    }
  }

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: "Write all built-in templates into a folder, to read them.",
      discussion:
        "To change one, `gen templates copy` it: then gen can tell later what a newer version has changed of it."
    )

    @Argument(help: "The folder, which must not contain any of the files.", completion: .directory) var directory:
      String

    func run() throws {
      try NewFiles.create(BuiltInTemplates.all.map { Artifact(path: $0.path, bytes: $0.bytes) }, in: directory)
      try StandardStream.output.write(Array(BuiltInTemplates.all.map { "\(directory)/\($0.path)\n" }.joined().utf8))
    }
  }
}
