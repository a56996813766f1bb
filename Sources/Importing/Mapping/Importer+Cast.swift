import Diagnostics
import Document

extension Importer {
  /// Reads the compose projects, and notes every value of their services.
  mutating func readProjects() {
    let (projects, unread) = ComposeProject.all(files)
    self.projects = projects
    self.unread += unread
    for file in files where ComposeProject.isCompose(file.name) { used.insert(file.path) }
    for (index, project) in projects.enumerated() {
      remarks += project.remarks
      used.formUnion(project.extended)
      for service in project.services {
        var old = OldService(project: index, service: service, kind: kind(of: service, in: project))
        for leaf in service.definition.leaves() {
          let (name, value) = Self.named(leaf)
          let fact = ledger.note("services.\(service.name).\(name)", value, at: leaf.place)
          if Sensitive.isSecret(name) { hide(value) }
          old.facts.append((leaf.path, fact))
        }
        services.append(old)
      }
      for leaf in project.extensions {
        ledger.settle(
          ledger.note(leaf.path.joined(separator: "."), leaf.text, at: leaf.place),
          .same("what it names is told of with the service that extends it"))
      }
      for replaced in project.replaced {
        for leaf in replaced.old.leaves(replaced.path) where leaf.place != replaced.new {
          let (name, value) = Self.named(leaf)
          let fact = ledger.note(name, value, at: leaf.place)
          let new = "\(replaced.new.file):\(replaced.new.span.start.line)"
          ledger.settle(fact, .left("another value replaces it, in \(new)"))
        }
      }
    }
  }

  /// A value's name and its text; a list of `NAME=value` has the names in its texts.
  private static func named(_ leaf: Leaf) -> (name: String, value: String) {
    if leaf.path.contains("environment"), leaf.path.last.flatMap({ Int($0) }) != nil,
      let delimiter = leaf.text.firstIndex(of: "=")
    {
      let path = leaf.path.dropLast() + [String(leaf.text[..<delimiter])]
      return (path.joined(separator: "."), String(leaf.text[leaf.text.index(after: delimiter)...]))
    }
    return (leaf.path.joined(separator: "."), leaf.text)
  }

  private func kind(of service: ComposeProject.Service, in project: ComposeProject) -> OldService.Kind {
    let image = service.image.isEmpty ? dockerfile(of: service, in: project)?.base?.image ?? "" : service.image
    let repository = ImageName(image).name.lowercased()
    let other = ["exporter", "pgadmin", "bouncer", "backup", "adminer", "nginx", "proxy", "cron", "restic"]
    if other.contains(where: repository.contains) { return .other }
    let base = dockerfile(of: service, in: project)?.base.map { ImageName($0.image).name } ?? ""
    if ["postgres", "postgis", "timescale", "pgvector"].contains(where: repository.contains) { return .database }
    if repository.contains("odoo") || base.contains("odoo") { return .odoo }
    let listens = service.ports.contains { $0.container == 8069 }
    return listens || service.mounts.contains { $0.target.hasSuffix("/odoo.conf") } ? .odoo : .other
  }

  /// The Dockerfile that a service is built from, where it was read.
  func dockerfile(of service: ComposeProject.Service, in project: ComposeProject) -> Dockerfile? {
    dockerfilePath(of: service, in: project).flatMap(file).flatMap(Dockerfile.init)
  }

  /// The path of that Dockerfile.
  func dockerfilePath(of service: ComposeProject.Service, in project: ComposeProject) -> String? {
    guard let build = service["build"] else { return nil }
    let context = build.text ?? build["context"]?.text ?? "."
    let folder = Paths.joined(project.folder, context)
    return Paths.joined(folder.isEmpty ? "" : folder + "/", build["dockerfile"]?.text ?? "Dockerfile")
  }

  /// Says which services are the two instances and their database servers.
  mutating func castServices() {
    // One with a profile is there for others to extend, or for a job.
    let all = services.indices.filter { services[$0].kind == .odoo }
    let running = all.filter { services[$0].service["profiles"] == nil }
    let instances = running.isEmpty ? all : running
    let superadmin = instances.first { isSuperadmin(services[$0]) }
    let tenants =
      instances.first { $0 != superadmin && !isSuperadmin(services[$0]) } ?? instances.first { $0 != superadmin }
    if let tenants { services[tenants].role = .tenants }
    if let superadmin { services[superadmin].role = tenants == nil ? .tenants : .superadmin }
    for role in Role.allCases {
      guard let odoo = services.first(where: { $0.kind == .odoo && $0.role == role }) else { continue }
      data.service[role] = odoo.service.name
      let candidates = services.indices.filter {
        services[$0].kind == .database && services[$0].project == odoo.project
      }
      let wanted = [databaseHost(of: odoo)].compactMap { $0 } + odoo.service.dependencies
      let named = wanted.compactMap { name in candidates.first { services[$0].service.name == name } }.first
      guard let database = named ?? candidates.first else { continue }
      if services[database].role == nil { services[database].role = role }
      data.databaseService[role] = services[database].service.name
    }
    if services.allSatisfy({ $0.kind != .odoo }),
      let only = services.indices.first(where: { services[$0].kind == .database })
    {
      services[only].role = .tenants
    }
  }

  private func isSuperadmin(_ old: OldService) -> Bool {
    Role.isSuperadmin(old.service.name) || Role.isSuperadmin(old.service["container_name"]?.text ?? "")
      || old.service.mounts.contains { $0.target.hasSuffix(".conf") && Role.isSuperadmin($0.source) }
  }

  /// The database server that an instance connects to, by its variables or its configuration.
  private func databaseHost(of old: OldService) -> String? {
    let names = ["HOST", "DB_HOST", "PGHOST", "ODOO_DATABASE_HOST"]
    if let variable = variables(of: old).first(where: { names.contains($0.variable.name) }) {
      return variable.variable.value
    }
    return configuration(of: old)?.own.last { $0.name == "db_host" }?.value
  }

  /// The configuration that is mounted into an instance.
  func configuration(of old: OldService) -> OdooConf? {
    let folder = projects[old.project].folder
    for mount in old.service.mounts
    where mount.isBind && mount.target.hasPrefix("/etc/odoo") || mount.target.hasSuffix(".conf") {
      let source = Paths.joined(folder, mount.source)
      let found =
        file(source) ?? file("\(source)/odoo.conf")
        ?? files.first { $0.folder == source + "/" && $0.name.hasSuffix(".conf") }
      if let conf = found.flatMap(OdooConf.init), !conf.own.isEmpty { return conf }
    }
    return nil
  }

  /// The variables of a service: those of `environment`, and those of its `env_file` that it does not replace.
  func variables(of old: OldService) -> [(path: [String]?, variable: ContainerVariable)] {
    var result: [(path: [String]?, variable: ContainerVariable)] = old.service.environment.map {
      ($0.path, $0.variable)
    }
    let folder = projects[old.project].folder
    for path in old.service.environmentFiles {
      guard let file = file(Paths.joined(folder, path)) else { continue }
      result += Variables(file).all.map {
        (nil, ContainerVariable(name: $0.name, value: $0.value, place: $0.place))
      }
    }
    return result
  }

  /// The name is before those of containers and volumes: with the same one, gen's would take the place of the old ones.
  private static let namesApart = Fate.data(
    "the new site needs another name: with this one, its containers and volumes would be the old ones")

  /// Names the project as compose does.
  mutating func nameProject(_ folder: String) {
    guard let project = projects.first else { return }
    defer { if let name = data.project { placeholders["name"] = "<a word for this site, not \(name)>" } }
    if let name = project.others.first(where: { $0.key == "name" })?.value, let text = name.text {
      data.project = text
      ledger.settle(ledger.note("name", text, at: name.place), Self.namesApart)
    } else if let variable = project.variables?.all.last(where: { $0.name == "COMPOSE_PROJECT_NAME" }) {
      data.project = variable.value
      ledger.settle(ledger.note(variable.name, variable.value, at: variable.place), Self.namesApart)
    } else {
      let name = project.folder.split(separator: "/").last.map(String.init) ?? folder
      data.project = String(
        name.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") })
    }
  }
}

/// The parts of an image reference.
struct ImageName {
  /// Without the registry of Docker's own images.
  var repository: String
  var tag: String?

  init(_ text: String) {
    var rest = text.split(separator: "@").first.map(String.init) ?? ""
    for prefix in ["docker.io/library/", "docker.io/", "library/"] where rest.hasPrefix(prefix) {
      rest = String(rest.dropFirst(prefix.utf8.count))
    }
    let name = rest.split(separator: "/").last ?? ""
    tag = name.firstIndex(of: ":").map { String(name[name.index(after: $0)...]) }
    repository = tag.map { String(rest.dropLast($0.count + 1)) } ?? rest
  }

  /// The last part of its repository.
  var name: String { repository.split(separator: "/").last.map(String.init) ?? "" }

  /// The number that its tag begins with, such as 17 of `17.0-20240101`; nil where it says nothing of the kind.
  var series: Int? {
    let digits = (tag ?? "").prefix { ("0"..."9").contains($0) }
    let rest = (tag ?? "").dropFirst(digits.count)
    guard rest.isEmpty || rest.first == "." || rest.first == "-", let number = Int(digits), (8...40).contains(number)
    else {
      return nil
    }
    return number
  }
}
