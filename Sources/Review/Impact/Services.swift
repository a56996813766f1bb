import Compiler
import Deployment
import Lineage
import Output
import Schema
import Template

/// The services of a site, as far as it matters what is recreated for a change.
struct Services {
  /// All services, in the order of docker-compose.yml.
  let names: [String]
  private let databases: Set<String>
  /// The artifacts whose digest is in the label of a service.
  private let hashed: [String: [String]]
  private let images: [String: String]
  /// Who is served through a service.
  private let audiences: [String: String]

  init(_ build: Build) {
    let deployment = build.model.deployment
    var names: [String] = []
    var images: [String: String] = [:]
    var databases: Set<String> = []
    observe { t in
      for service in t(deployment.containers.services) {
        let name = t(service.name).printed
        names.append(name)
        images[name] = t(service.image.image).printed
        if t(service.process.command) != nil { databases.insert(name) }
      }
    }
    audiences = observe { t in
      let pairs = t(deployment.containers.instances)
      return Dictionary(
        pairs.enumerated().flatMap { index, pair in
          [pair.odoo.identity.service, pair.postgres.service].map {
            (t($0).printed, index == 0 ? "all tenants" : "the superadmin's users")
          }
        }
      ) { first, _ in first }
    }
    self.names = names
    self.images = images
    self.databases = databases
    hashed = Self.hashed(build)
  }

  /// For each artifact, the services whose label has its digest.
  private static func hashed(_ build: Build) -> [String: [String]] {
    guard let compose = build.artifacts.first(where: { $0.path == ComposePlaces.path }) else { return [:] }
    let rendered = ArtifactLines(compose, build.templates.index.sources)
    let places = ComposePlaces(rendered.diffText)
    var found: [String: [String]] = [:]
    for line in rendered.lines.indices {
      guard let part = places.part(of: line), part.kind == .composeService else { continue }
      for path in rendered.values(line).flatMap(\.artifacts) where found[path]?.contains(part.name) != true {
        found[path, default: []].append(part.name)
      }
    }
    return found
  }

  /// Whether some service's label has the digest of an artifact.
  func isHashed(_ path: String) -> Bool { hashed[path] != nil }

  /// Whether a service is a database server.
  func isDatabase(_ name: String) -> Bool { databases.contains(name) }

  /// Who waits while a service is replaced.
  func audience(of name: String) -> String { audiences[name] ?? "its users" }

  /// What it is to recreate a service.
  func recreation(of name: String) -> Effect { databases.contains(name) ? .restartDatabase(name) : .recreate(name) }

  /// To recreate all services.
  var all: [Effect] { names.map(recreation) }

  /// To recreate the services whose label has the digest of an artifact.
  func readers(of path: String) -> [Effect] { (hashed[path] ?? []).map(recreation) }

  /// To recreate the services that run the image of one of them.
  func sharing(imageOf name: String) -> [Effect] {
    names.filter { images[$0] == images[name] || $0 == name }.map(recreation)
  }
}
