public import Schema

/// What docker-compose.yml says in comments before the keys of a service: each a number of lines, mostly none.
public struct ServiceNotes: Tabled {
  let image: ImageNotes
  let user: Traced<[Traced<Note>]>
  let command: Traced<[Traced<Note>]>
  let scripts: Traced<[Traced<Note>]>
  let links: LinkNotes
  let test: Traced<[Traced<Note>]>
  let hasInit: Traced<[Traced<Note>]>
  let stopGrace: Traced<[Traced<Note>]>
  let storage: StorageNotes

  /// The comments.
  public static let table = Table(
    "notes", ServiceNotes.init,
    Row(part: \.image),
    Row("user", \.user, "Before the user."),
    Row("command", \.command, "Before the command."),
    Row("scripts", \.scripts, "Before the scripts that make its roles."),
    Row(part: \.links),
    Row("test", \.test, "Before the test of the health check."),
    Row("init", \.hasInit, "Before the init process."),
    Row("stop_grace_period", \.stopGrace, "Before the time to stop."),
    Row(part: \.storage))
}

extension ServiceNotes {
  /// The comments before some keys, by the names of the rows.
  init(_ lines: KeyValuePairs<Key, [String]>) {
    func notes(_ key: Key) -> Traced<[Traced<Note>]> { .notes(lines.first { $0.key == key }?.value ?? []) }
    self.init(
      image: ImageNotes(image: notes(.image), pullPolicy: notes(.pullPolicy)), user: notes(.user),
      command: notes(.command), scripts: notes(.scripts),
      links: LinkNotes(ports: notes(.ports), hosts: notes(.hosts)), test: notes(.test),
      hasInit: notes(.hasInit), stopGrace: notes(.stopGrace),
      storage: StorageNotes(
        tmpfs: notes(.tmpfs), sharedMemory: notes(.sharedMemory), swap: notes(.swap), openFiles: notes(.openFiles)))
  }

  /// A key that has a comment before it.
  enum Key {
    case image, pullPolicy, user, command, scripts, ports, hosts, test, hasInit, stopGrace, sharedMemory, swap, tmpfs,
      openFiles
  }
}

/// The comments about the image of a service.
struct ImageNotes: Tabled {
  let image: Traced<[Traced<Note>]>
  let pullPolicy: Traced<[Traced<Note>]>

  /// The comments.
  static let table = Table(
    "notes on the image", ImageNotes.init,
    Row("image", \.image, "Before the image."),
    Row("pull_policy", \.pullPolicy, "Before the pull policy."))
}

/// The comments about what a service keeps in memory and has open.
struct StorageNotes: Tabled {
  let tmpfs: Traced<[Traced<Note>]>
  let sharedMemory: Traced<[Traced<Note>]>
  let swap: Traced<[Traced<Note>]>
  let openFiles: Traced<[Traced<Note>]>

  /// The comments.
  static let table = Table(
    "notes on storage", StorageNotes.init,
    Row("tmpfs", \.tmpfs, "Before the folders in memory."),
    Row("shm_size", \.sharedMemory, "Before the shared memory."),
    Row("memswap_limit", \.swap, "Before the limit on memory and swap."),
    Row("ulimits", \.openFiles, "Before the limit on open files."))
}

/// The comments about what a service meets.
struct LinkNotes: Tabled {
  let ports: Traced<[Traced<Note>]>
  let hosts: Traced<[Traced<Note>]>

  /// The comments.
  static let table = Table(
    "notes on the links", LinkNotes.init,
    Row("ports", \.ports, "Before the ports."),
    Row("extra_hosts", \.hosts, "Before the names that it does not ask DNS for."))
}
