import Compiler
import Document
import Output
import ReferencePages
import Template
import YAML

/// What gen would run, read from its own files with the readers that read the old deployment.
struct NewDeployment {
  private(set) var options: [Role: [String: String]] = [:]
  private(set) var services: [(name: String, values: [String: String])] = []
  /// The directives of each instance's site, with those that it includes: names, and the arguments that each of them has.
  private(set) var directives: [Role: [String: [String]]] = [:]

  /// Builds a site; nil where it has mistakes.
  init?(_ site: StarterSite, _ templates: TemplateSet) {
    let reading = SiteModel.read(Array(site.text.utf8), file: NewSite.sitePath)
    guard case .built(let build) = Build.make(reading, with: templates) else { return nil }
    let files = build.artifacts.map { OldFile(path: $0.path, bytes: $0.bytes) }
    for role in Role.allCases {
      guard let conf = files.first(where: { $0.path == role.configuration }).flatMap(OdooConf.init) else { continue }
      options[role] = Dictionary(conf.own.map { ($0.name, $0.value) }) { _, last in last }
      directives[role] = Self.directives(role, files)
    }
    if let file = files.first(where: { $0.path == "docker-compose.yml" }),
      let yaml = try? ForeignYAML.read(file.bytes, file: file.path)
    {
      for entry in yaml.root["services"]?.entries ?? [] {
        let leaves = entry.value.leaves().map { ($0.path.joined(separator: "."), $0.text) }
        services.append((entry.key, Dictionary(leaves) { first, _ in first }))
      }
    }
  }

  private static func directives(_ role: Role, _ files: [OldFile]) -> [String: [String]] {
    var found: [String: [String]] = [:]
    for file in files
    where file.path == role.site || file.path.hasPrefix("nginx/snippets/") || file.path.hasPrefix("nginx/conf.d/") {
      var open = Array((NginxConf(file)?.directives ?? []).reversed())
      while let directive = open.popLast() {
        open += (directive.block ?? []).reversed()
        found[key(directive.name, directive.arguments), default: []].append(directive.arguments.joined(separator: " "))
      }
    }
    return found
  }

  /// What tells two directives apart: their name, and the header that some of them set.
  private static func key(_ name: String, _ arguments: [String]) -> String {
    ["proxy_set_header", "add_header"].contains(name) ? "\(name) \(arguments.first?.lowercased() ?? "")" : name
  }

  /// What gen writes in place of a fact; nil where it writes nothing of the kind.
  func value(_ counterpart: Counterpart, old: String) -> String? {
    switch counterpart {
    case .option(let role, let name): return options[role]?[name]
    case .service(let name, let path): return services.first { $0.name == name }?.values[path.joined(separator: ".")]
    case .directive(let role, let name):
      guard let values = directives[role]?[Self.key(name, old.words)] else { return nil }
      return values.contains(old) ? old : values.first
    }
  }
}
