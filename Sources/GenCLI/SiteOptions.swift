import ArgumentParser

/// The options of every command that reads a site.
struct SiteOptions: ParsableArguments {
  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("The output folder (default: out beside the site).", valueName: "dir"), completion: .directory)
  var output: String?

  @Option(
    help: ArgumentHelp(
      "A folder of templates that replace built-in ones or add artifacts (default: templates beside the site).",
      valueName: "dir"), completion: .directory)
  var templates: String?
}

extension SiteOptions {
  /// Where the folders of a site are.
  struct Places {
    /// The output folder.
    let output: String
    /// The folder of the user's templates.
    let templates: String

    init(_ options: SiteOptions, beside site: String) {
      let folder = site.lastIndex(of: "/").map { String(site[...$0]) } ?? ""
      output = options.output ?? folder + "out"
      templates = options.templates ?? folder + "templates"
    }
  }
}

/// Positional arguments, told apart by how they look.
struct Positionals {
  /// The argument that names the site.
  var site = "site.yaml"
  /// The other one.
  var other: String?

  /// Sorts arguments.
  ///
  /// - Throws: that there are more than the command takes.
  init(_ arguments: [String], other name: String? = nil) throws {
    var sites: [String] = []
    var others: [String] = []
    for argument in arguments {
      if Self.isSite(argument) { sites.append(argument) } else { others.append(argument) }
    }
    guard sites.count <= 1 else { throw ValidationError("Two sites are named: \(sites.joined(separator: " and ")).") }
    guard others.count <= (name == nil ? 0 : 1) else {
      throw ValidationError(
        "Unexpected argument '\(others.last ?? "")'. A site has a '/' in its path or ends in .yaml or .yml.")
    }
    if let site = sites.first { self.site = site }
    // A shell completes a path level by level, and leaves `odoo.` for somebody who meant all of it.
    other = others.first.map { $0.hasSuffix(".") ? String($0.dropLast()) : $0 }
  }

  /// For a command whose first argument is a path of its own, which may look like a site.
  init(first: String, rest: [String]) throws {
    try self.init(rest)
    other = first
  }

  /// Whether an argument names a site.
  static func isSite(_ argument: String) -> Bool {
    argument == "-" || argument.contains("/") || argument.hasSuffix(".yaml") || argument.hasSuffix(".yml")
  }
}
