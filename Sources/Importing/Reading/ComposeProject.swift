import Diagnostics
import Document
import YAML

/// A value of a compose file that has no parts.
struct Leaf {
  /// The keys and the numbers that lead to it, such as `ports`, `0`.
  var path: [String]
  var text: String
  var place: Place
}

extension Node {
  /// The values without parts in the node, itself included; an empty list or mapping is one.
  func leaves(_ path: [String] = []) -> [Leaf] {
    switch content {
    case .scalar(let scalar): [Leaf(path: path, text: scalar.text, place: place)]
    case .mapping(let entries) where entries.isEmpty: [Leaf(path: path, text: "{}", place: place)]
    case .sequence(let nodes) where nodes.isEmpty: [Leaf(path: path, text: "[]", place: place)]
    case .mapping(let entries): entries.flatMap { $0.value.leaves(path + [$0.key]) }
    case .sequence(let nodes): nodes.enumerated().flatMap { $0.element.leaves(path + [String($0.offset)]) }
    }
  }

  /// The value of a key; nil where there is none.
  subscript(key: String) -> Node? { entries.first { $0.key == key }?.value }

  /// The entries of a mapping; none of anything else.
  var entries: [Node.Entry] {
    guard case .mapping(let entries) = content else { return [] }
    return entries
  }

  /// The elements of a list; none of anything else.
  var elements: [Node] {
    guard case .sequence(let nodes) = content else { return [] }
    return nodes
  }

  /// The text of a scalar; nil of anything else.
  var text: String? {
    guard case .scalar(let scalar) = content else { return nil }
    return scalar.text
  }

  /// The node with each text changed.
  func mapped(_ change: (String) -> String) -> Node {
    switch content {
    case .scalar(let scalar): Node(.scalar(.init(change(scalar.text), style: scalar.style)), place: place)
    case .sequence(let nodes): Node(.sequence(nodes.map { $0.mapped(change) }), place: place)
    case .mapping(let entries):
      Node(
        .mapping(entries.map { Node.Entry(key: $0.key, keyPlace: $0.keyPlace, value: $0.value.mapped(change)) }),
        place: place)
    }
  }
}

/// What `docker compose up` in one folder would run: its compose file, the override beside it, and the variables of its `.env`.
struct ComposeProject {
  /// A service, with what it extends and overrides put together.
  struct Service {
    var name: String
    var definition: Node

    /// The value of one of its keys.
    subscript(key: String) -> Node? { definition[key] }
  }

  /// A value that another one replaces.
  struct Replaced {
    var path: [String]
    var old: Node
    var new: Place
  }

  /// The path of the folder, with a slash at its end; empty for the topmost one.
  let folder: String
  private(set) var services: [Service] = []
  /// The keys of the file beside `services`.
  private(set) var others: [Node.Entry] = []
  private(set) var replaced: [Replaced] = []
  /// The values that name what a service extends.
  private(set) var extensions: [Leaf] = []
  /// What was read in another way than it may be meant.
  private(set) var remarks: [Diagnostic.Note] = []
  /// The variables of `.env`, and which of them the file asks for.
  private(set) var variables: Variables?
  private(set) var usedVariables: Set<String> = []

  /// The files that compose reads by itself, the first that is there.
  private static let names = ["compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"]

  /// Whether a file's name is that of a compose file, or of a variant of one.
  static func isCompose(_ name: String) -> Bool {
    let name = name.lowercased()
    return (name.contains("compose")) && (name.hasSuffix(".yml") || name.hasSuffix(".yaml"))
  }

  /// The projects of some files, and those files of compose's that none of them has.
  static func all(_ files: [OldFile]) -> (projects: [ComposeProject], unread: [UnreadFile]) {
    let candidates = files.filter { isCompose($0.name) }
    var projects: [ComposeProject] = []
    var unread: [UnreadFile] = []
    var folders: [String] = []
    for file in candidates where !folders.contains(file.folder) { folders.append(file.folder) }
    for folder in folders.prefix(folderLimit) {
      let here = candidates.filter { $0.folder == folder }
      let base = names.lazy.compactMap { name in here.first { $0.name == name } }.first ?? here[0]
      let stem = base.name.prefix { $0 != "." }
      let override = here.first { $0.name == "\(stem).override.yml" || $0.name == "\(stem).override.yaml" }
      var project = ComposeProject(
        folder: folder, variables: files.first { $0.path == folder + ".env" }.map(Variables.init))
      var read: Set<String> = []
      for file in [base] + (override.map { [$0] } ?? []) where read.insert(file.path).inserted {
        if let refusal = project.add(file, among: files) { unread.append(refusal) }
      }
      for file in here where !read.contains(file.path) && !project.extended.contains(file.path) {
        unread.append(
          UnreadFile(path: file.path, reason: "docker compose reads it only where -f names it: was it in use?"))
      }
      projects.append(project)
    }
    return (projects, unread)
  }

  private static let folderLimit = 20
  /// How many values may still be put together from several places: many services can extend a large one.
  private var budget = ForeignYAML.nodeLimit
  /// The files of which services are extended.
  private(set) var extended: Set<String> = []

  private init(folder: String, variables: Variables?) {
    self.folder = folder
    self.variables = variables
  }

  /// Reads a file over those that were read before.
  private mutating func add(_ file: OldFile, among files: [OldFile]) -> UnreadFile? {
    let root: Node
    do throws(ForeignYAML.Refusal) {
      root = try document(file)
    } catch {
      let place = error.finding.place.map { "line \($0.span.start.line): " } ?? ""
      return UnreadFile(path: file.path, reason: place + error.finding.message)
    }
    let own = root["services"]?.entries ?? []
    for entry in own {
      let whole = extending(entry.value, own, file, files, depth: 0)
      if let index = services.firstIndex(where: { $0.name == entry.key }) {
        services[index].definition = merged(services[index].definition, whole, ["services", entry.key])
      } else {
        services.append(Service(name: entry.key, definition: whole))
      }
    }
    for entry in root.entries where entry.key != "services" {
      if let index = others.firstIndex(where: { $0.key == entry.key }) {
        others[index].value = merged(others[index].value, entry.value, [entry.key])
      } else {
        others.append(entry)
      }
    }
    return nil
  }

  private mutating func document(_ file: OldFile) throws(ForeignYAML.Refusal) -> Node {
    let yaml = try ForeignYAML.read(file.bytes, file: file.path)
    remarks += yaml.remarks
    var interpolation = Interpolation(variables)
    let root = yaml.root.mapped { interpolation.text($0) }
    usedVariables.formUnion(interpolation.used)
    return root
  }

  /// A service with what it extends, of this file or of another one that was read.
  private mutating func extending(
    _ service: Node, _ siblings: [Node.Entry], _ file: OldFile, _ files: [OldFile], depth: Int
  ) -> Node {
    guard let extends = service["extends"], depth < 8 else { return service }
    extensions += extends.leaves(["extends"])
    let name = extends.text ?? extends["service"]?.text ?? ""
    let own = Node(.mapping(service.entries.filter { $0.key != "extends" }), place: service.place)
    var (candidates, home) = (siblings, file)
    if let path = extends["file"]?.text {
      guard let other = files.first(where: { $0.path == Paths.joined(file.folder, path) }),
        let root = try? document(other)
      else {
        remarks.append(.init("the file that the service extends was not read", at: extends.place))
        return own
      }
      (candidates, home) = (root["services"]?.entries ?? [], other)
      extended.insert(other.path)
    }
    guard let base = candidates.first(where: { $0.key == name })?.value else {
      remarks.append(.init("the service that is extended was not found", at: extends.place))
      return own
    }
    let whole = extending(base, candidates, home, files, depth: depth + 1)
    return merged(whole, own, ["services", name])
  }

  /// A value with another one over it, as compose puts files together: mappings by their keys, lists one after the other.
  private mutating func merged(_ old: Node, _ new: Node, _ path: [String]) -> Node {
    budget -= old.entries.count + old.elements.count
    guard budget >= 0 else {
      remarks.append(.init("there is too much to put together here: it was not read", at: new.place))
      return old
    }
    switch (old.content, new.content) {
    case (.mapping(var entries), .mapping(let added)):
      for entry in added {
        if let index = entries.firstIndex(where: { $0.key == entry.key }) {
          entries[index].value = merged(entries[index].value, entry.value, path + [entry.key])
        } else {
          entries.append(entry)
        }
      }
      return Node(.mapping(entries), place: old.place)
    case (.sequence(let nodes), .sequence(let added)) where !["command", "entrypoint"].contains(path.last):
      return Node(.sequence(nodes + added), place: old.place)
    default:
      replaced.append(Replaced(path: path, old: old, new: new.place))
      return new
    }
  }
}

/// Paths as compose files write them.
enum Paths {
  /// A path below the folder that is imported, from one that is relative to a folder in it; with `..` at its start where it leads out.
  static func joined(_ folder: String, _ path: String) -> String {
    if path.hasPrefix("/") || path.hasPrefix("~") { return path }
    var names: [Substring] = []
    for name in (folder + path).split(separator: "/") where name != "." {
      if name == "..", let last = names.last, last != ".." { names.removeLast() } else { names.append(name) }
    }
    return names.joined(separator: "/")
  }
}
