/// What compose makes of the texts below a key (compose-spec, 05-services.md, and compose-go, which reads it).
enum ComposeMeaning: UInt8 {
  /// They are what they are; nothing is known about them.
  case plain, doubtful
  /// Below the file, `services`, one service, and keys of services that hold others with a meaning.
  case file, services, service, healthcheck, build, hooks, develop
  /// Below `networks`, `volumes` and the like; one of those; its `driver_opts`.
  case resources, resource, driverOptions
  /// A command: as a text it is split into words. A health check's: as a text it is a program for a shell.
  case command, test
  /// A program.
  case program
  /// `NAME=value` where it is a list.
  case pairs
  /// `[address:][port:]port[/protocol]`, with ranges.
  case ports
  /// `source:target:options`; the same without a source that may be a folder or a name.
  case mounts, parts
  /// `name:value` or `name=value`.
  case hosts
  /// Options with commas between them; with a colon before the first.
  case options, tmpfs
  /// A folder, or the address of a git repository.
  case location

  private static let ofFile: WordTable<ComposeMeaning> = [
    "services": .services, "networks": .resources, "volumes": .resources,
    "secrets": .resources, "configs": .resources, "include": .location,
  ]
  private static let ofService: WordTable<ComposeMeaning> = [
    "command": .command, "entrypoint": .command, "healthcheck": .healthcheck,
    "post_start": .hooks, "pre_stop": .hooks, "develop": .develop,
    "build": .build, "deploy": .resource,
    "environment": .pairs, "labels": .pairs, "sysctls": .pairs,
    "annotations": .pairs,
    "ports": .ports, "expose": .ports, "volumes": .mounts,
    "devices": .parts, "links": .parts, "external_links": .parts,
    "volumes_from": .parts, "device_cgroup_rules": .parts, "user": .parts,
    "network_mode": .parts, "pid": .parts, "ipc": .parts,
    "extra_hosts": .hosts, "security_opt": .hosts, "tmpfs": .tmpfs,
  ]
  private static let ofBuild: WordTable<ComposeMeaning> = [
    "context": .location, "dockerfile_inline": .program, "args": .pairs,
    "labels": .pairs, "additional_contexts": .pairs, "ssh": .pairs,
    "extra_hosts": .hosts, "cache_from": .options, "cache_to": .options,
  ]
  private enum Name {
    static let test = ShortWord("test")
    static let command = ShortWord("command")
    static let execution = ShortWord("exec")
    static let watch = ShortWord("watch")
    static let driverOptions = ShortWord("driver_opts")
    static let labels = ShortWord("labels")
    static let mountOptions = ShortWord("o")
  }

  /// What is below a key of what this is about; of a key that holds a value nothing is known where the name matters.
  func below(_ key: ShortWord) -> ComposeMeaning {
    switch self {
    case .services: return .service
    case .resources: return .resource
    case .file, .service, .healthcheck, .build, .hooks, .develop, .resource, .driverOptions:
      if key == .unknown { return .doubtful }
    case .doubtful: return .doubtful
    default: return .plain
    }
    switch self {
    case .file: return Self.ofFile[key] ?? .plain
    case .service: return Self.ofService[key] ?? .plain
    case .build: return Self.ofBuild[key] ?? .plain
    case .healthcheck: return key == Name.test ? .test : .plain
    case .hooks: return key == Name.command ? .command : .plain
    case .develop: return key == Name.execution ? .hooks : key == Name.watch ? .develop : .plain
    case .resource: return key == Name.labels ? .pairs : key == Name.driverOptions ? .driverOptions : .plain
    case .driverOptions: return key == Name.mountOptions ? .options : .plain
    default: return .plain
    }
  }
}

/// A key that is open, or a bracket, in a compose file.
struct ComposeKey: Hashable {
  /// The column where it begins; `YAMLContext.none` in brackets.
  var column: Int
  var meaning: ComposeMeaning
  /// The bracket; 0 for a key.
  var bracket: UInt8 = 0
  /// Whether an item of the list names a program that takes programs as arguments.
  var holdsProgram = false
}

extension YAMLContext {
  /// What compose makes of the node that begins here.
  var meaning: ComposeMeaning { keys.last?.meaning ?? .file }

  /// Leaves the keys that a node in a column is not below of.
  mutating func leaveKeys(to column: Int) {
    guard flow == 0 else { return }
    while let key = keys.last, key.column >= column { keys.removeLast() }
  }

  /// Goes below the current key.
  mutating func enterKey() {
    keys.append(ComposeKey(column: flow > 0 ? Self.none : node, meaning: meaning.below(word)))
    word = ShortWord()
    isItem = false
  }

  /// Opens or closes a bracket, or passes the comma between what is in it.
  mutating func passBracket(_ byte: UInt8) {
    if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") {
      keys.append(ComposeKey(column: Self.none, meaning: meaning, bracket: byte))
      return
    }
    if keys.last?.bracket == 0 { keys.removeLast() }
    if byte != UInt8(ascii: ","), keys.last != nil { keys.removeLast() }
  }

  /// Takes a byte of the current scalar, which stands for itself.
  mutating func take(_ byte: UInt8) {
    word.append(byte)
    switch byte {
    case UInt8(ascii: "="): isBehindMark = isBehindMark || meaning == .pairs || meaning == .hosts
    case UInt8(ascii: ":"): isBehindMark = isBehindMark || meaning == .hosts
    case UInt8(ascii: "["): isInBrackets = true
    case UInt8(ascii: "]"): isInBrackets = false
    default: break
    }
  }

  /// Ends the current scalar: an item may be the name of a program.
  mutating func endPart() {
    if meaning == .command || meaning == .test, ShellPrograms.takesPrograms(word), !keys.isEmpty {
      keys[keys.count - 1].holdsProgram = true
    }
    word = ShortWord()
    isBehindMark = false
    isInBrackets = false
  }
}
