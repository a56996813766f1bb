import Compiler
import Diagnostics
import Output
import Template

@testable import Review

/// Two versions of a small site, and what a review says of them.
struct ReviewedSites {
  struct Refused: Error {
    let messages: [String]
  }

  /// A small site with further lines.
  static func build(
    _ more: String = "", cores: Int = 4, name: String = "stockshop", templates: KeyValuePairs<String, String> = [:]
  ) throws -> Build {
    let site = """
      version: 1
      name: \(name)
      contact: ops@example.net
      server: {ipv4: 203.0.113.10, cpu_cores: \(cores), memory: 16GiB}
      domains: {superadmin: superadmin.example.com, tenants: shops.example.net}
      tls: {dns_provider: cloudflare}
      backup: {repository: /srv/backup}
      \(more)
      """
    return try build(site: site, templates: templates)
  }

  /// A whole site.
  static func build(site: String, templates: KeyValuePairs<String, String> = [:]) throws -> Build {
    let own = templates.map { TemplateSource(path: $0, file: "templates/\($0)", bytes: Array($1.utf8)) }
    let reading = SiteModel.read(Array(site.utf8), file: "site.yaml")
    let outcome = Build.make(reading, with: TemplateSet(BuiltInTemplates.index(with: own)))
    guard case .built(let build) = outcome else { throw Refused(messages: outcome.findings.sorted.map(\.message)) }
    return build
  }

  /// What a review says of two builds.
  static func review(_ old: Build, _ new: Build) -> Review {
    let drift = Drift(tree: new.tree, manifest: .absent, disk: [:])
    return Review(new, since: ReviewBase(old, name: "main"), disk: drift, folder: "out")
  }

  /// The changed settings of two builds.
  static func changes(_ old: Build, _ new: Build) -> [String] {
    SettingsDifference(from: old.model, to: new.model).changes.map(\.text)
  }
}
