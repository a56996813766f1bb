import Diagnostics

extension Importer {
  /// Takes the series of Odoo, and the image where it is the official one or one that was built on it.
  mutating func mapImage(_ text: String, _ role: Role, _ facts: [Int]) {
    guard let fact = facts.first else { return }
    let isBuilt = services.contains { $0.role == role && $0.kind == .odoo && $0.service["build"] != nil }
    guard !isBuilt else {
      ledger.compare(
        fact, with: .service(role.service, ["image"]), "it is the name of the image that gen builds for both instances")
      return
    }
    mapBase(text, fact)
  }

  /// Takes an image that Odoo ran from, or that a Dockerfile begins with.
  mutating func mapBase(_ text: String, _ fact: Int) {
    let image = ImageName(text)
    if let series = image.series {
      carry("odoo.version", "\(series).0", from: fact, isAlwaysWritten: true)
      if image.repository.contains("bitnami") {
        ledger.settle(
          fact,
          .changed(now: "odoo:\(series).0", why: "Bitnami's image keeps files and configuration in places of its own"))
      } else {
        carry("odoo.image", text, from: fact, isAlwaysWritten: true)
      }
      return
    }
    placeholders["odoo.version"] = "<the series of Odoo that ran, such as 18.0>"
    if image.repository == "odoo" || image.repository.contains("bitnami") {
      ledger.settle(
        fact,
        .left(
          "the tag does not say which Odoo it is: docker compose exec SERVICE odoo --version does; write odoo.version and a dated odoo.image"
        ))
    } else {
      carry("odoo.image", text, from: fact, isAlwaysWritten: true)
      ledger.settle(
        fact,
        .left(
          "the tag does not say which Odoo it is: docker compose exec SERVICE odoo --version does; write odoo.version"))
    }
  }

  /// Takes what Dockerfiles add to the image.
  mutating func mapDockerfiles() {
    var paths: [String] = []
    for old in services where old.kind == .odoo && old.role != nil {
      guard let path = dockerfilePath(of: old.service, in: projects[old.project]), !paths.contains(path) else {
        continue
      }
      paths.append(path)
    }
    if paths.isEmpty, services.allSatisfy({ $0.kind != .odoo }) {
      paths = files.filter { $0.name.lowercased().hasPrefix("dockerfile") }.prefix(1).map(\.path)
    }
    for path in paths {
      guard let file = file(path), let dockerfile = Dockerfile(file) else { continue }
      used.insert(path)
      for instruction in dockerfile.instructions { mapInstruction(instruction, dockerfile, file) }
    }
  }

  private mutating func mapInstruction(_ instruction: Dockerfile.Instruction, _ dockerfile: Dockerfile, _ file: OldFile)
  {
    let fact = ledger.note("\(file.name) \(instruction.name)", instruction.text, at: instruction.place)
    switch instruction.name {
    case "FROM":
      if let base = dockerfile.base, base.place == instruction.place {
        mapBase(base.image, fact)
      } else {
        ledger.settle(
          fact, .left("gen's image has one stage: put what the other ones make into templates/Dockerfile.odoo"))
      }
    case "RUN": mapRun(instruction.text, fact, file)
    case "USER": ledger.settle(fact, .same("Dockerfile.odoo installs as root, and runs as the user odoo"))
    case "COPY", "ADD":
      let sources = instruction.text.words.filter { !$0.hasPrefix("--") }.dropLast()
      if sources.allSatisfy({ $0.contains("requirements") }), !sources.isEmpty {
        ledger.settle(fact, .same("gen writes requirements.txt from odoo.requirements"))
      } else if sources.allSatisfy({ $0.hasSuffix(".conf") }), !sources.isEmpty {
        ledger.settle(
          fact,
          .changed(
            now: "a read-only mount", why: "the configuration is mounted, so that a change of it builds no image"))
      } else if let source = sources.first, sources.count == 1,
        source.contains("addons") || source.contains("enterprise")
      {
        let path = Paths.joined(file.folder, source)
        if !path.hasPrefix("."), !path.isEmpty { addons.append((instruction.text.words.last ?? "", path, fact)) }
        ledger.settle(
          fact, .changed(now: "a read-only mount", why: "modules are mounted, so that a change of them builds no image")
        )
      } else {
        ledger.settle(fact, .left("put it into templates/Dockerfile.odoo, which takes the place of gen's own"))
      }
    case "EXPOSE", "CMD", "ENTRYPOINT", "VOLUME", "WORKDIR", "LABEL", "MAINTAINER":
      ledger.settle(fact, .left("Dockerfile.odoo has its own, or the base image has"))
    case "ARG": ledger.settle(fact, .left("gen's Dockerfile.odoo takes no arguments: its values are written out"))
    default: ledger.settle(fact, .left("put it into templates/Dockerfile.odoo, which takes the place of gen's own"))
    }
  }

  /// Takes packages of Debian and of Python that a command installs; what else it does is not carried over.
  private mutating func mapRun(_ text: String, _ fact: Int, _ file: OldFile) {
    var isKnown = true
    for command in text.replacing("&&", with: ";").replacing("||", with: ";").split(separator: ";") {
      var words = String(command).words
      while let first = words.first, first.contains("=") || first == "sudo" || first.hasPrefix("--") || first == "(" {
        words.removeFirst()
      }
      guard let program = words.first else { continue }
      let isPip = ["pip", "pip3"].contains(program) || words.starts(with: ["python3", "-m", "pip"])
      if isPip, let install = words.firstIndex(of: "install") {
        isKnown = addRequirements(words[(install + 1)...], fact, file) && isKnown
      } else if ["apt-get", "apt"].contains(program), let install = words.firstIndex(of: "install") {
        for word in words[(install + 1)...] where !word.hasPrefix("-") {
          proposals.add(word, to: "odoo.packages", from: fact)
        }
      } else if !["apt-get", "apt", "rm", "true", "set"].contains(program) {
        isKnown = false
      }
    }
    if !isKnown {
      ledger.settle(
        fact, .left("what else it does goes into templates/Dockerfile.odoo, which takes the place of gen's own"))
    }
    if ledger.isOpen(fact), !isProposed(fact) {
      ledger.settle(fact, .same("Dockerfile.odoo leaves no lists of packages behind"))
    }
  }

  private mutating func addRequirements(_ words: ArraySlice<String>, _ fact: Int, _ file: OldFile) -> Bool {
    var isKnown = true
    var isFile = false
    for word in words.map(\.unquoted) {
      if isFile || word.hasPrefix("--requirement=") {
        isKnown = addRequirements(of: word) && isKnown
        isFile = false
      } else if word == "-r" || word == "--requirement" {
        isFile = true
      } else if !word.hasPrefix("-") {
        proposals.add(word, to: "odoo.requirements", from: fact)
      }
    }
    return isKnown
  }

  /// Takes the lines of a requirements.txt, found by its name.
  private mutating func addRequirements(of path: String) -> Bool {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard let file = files.first(where: { $0.name == name }), let lines = file.lines else { return false }
    guard used.insert(file.path).inserted else { return true }
    for (index, line) in lines.enumerated().prefix(1_000) {
      let text = (line.firstRange(of: " #").map { String(line[..<$0.lowerBound]) } ?? line).trimmed
      if text.isEmpty || text.hasPrefix("#") { continue }
      let fact = ledger.note(
        file.name, text, at: .init(file: file.path, span: .init(at: .init(line: index + 1, column: 1))))
      if text.hasPrefix("-") {
        ledger.settle(fact, .left("odoo.requirements takes names of packages, and no options of pip"))
      } else {
        proposals.add(text, to: "odoo.requirements", from: fact)
      }
    }
    return true
  }

  /// Puts the folders of modules in the order in which Odoo searched them.
  mutating func mapAddons() {
    func rank(_ target: String) -> Int { addonsPath.firstIndex(of: target) ?? addonsPath.count }
    for (_, path, fact) in addons.sorted(by: { rank($0.target) < rank($1.target) }) {
      proposals.add(path, to: "odoo.addons", from: fact)
    }
  }
}
