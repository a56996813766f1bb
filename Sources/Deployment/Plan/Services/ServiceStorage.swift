public import Schema

/// What a service can read and write.
public struct ServiceStorage: Tabled {
  let mounts: Traced<[MountPlan]>
  let tmpfs: Traced<[MemoryFolder]>

  /// The storage.
  public static let table = Table(
    "storage of a service", ServiceStorage.init,
    Row("mounts", \.mounts, "The volumes and the folders of modules; docker-compose.yml adds the artifacts."),
    Row("tmpfs", \.tmpfs, "Folders in memory."))
}

/// A folder in memory: what is in it counts as memory of its container.
public struct MemoryFolder: Tabled {
  let path: Traced<AbsolutePath>
  let size: Traced<Int>

  /// One folder.
  public static let table = Table(
    "folder in memory", MemoryFolder.init,
    Row("path", \.path, "The folder."),
    Row("size_mib", \.size, "Its size, in MiB."))
}

extension MemoryFolder {
  /// The folder for temporary files.
  static func temporary(_ container: ContainerPlan) -> MemoryFolder {
    MemoryFolder(
      path: Traced(constant: AbsolutePath(canonical: "/tmp")),
      size: derive("in MiB") { t in max(t(container.tmp).mebibytes, 1) })
  }

  /// A folder for sockets, process numbers or a configuration.
  static func small(_ path: Traced<AbsolutePath>) -> MemoryFolder {
    MemoryFolder(path: path, size: Traced(constant: 16))
  }
}

/// A volume, or a file or folder of the host, in a container.
public struct MountPlan: Tabled {
  let type: Traced<MountType>
  let source: Traced<RelativePath>
  let target: Traced<AbsolutePath>
  let notes: Traced<[Traced<Note>]>

  /// One mount.
  public static let table = Table(
    "mount", MountPlan.init,
    Row("type", \.type, "A volume, which the container may write, or a bind, which it may only read."),
    Row("source", \.source, "The volume's name; the path of a bind, relative to the output folder."),
    Row("target", \.target, "Its path in the container."),
    Row("notes", \.notes, "The comment before it."))
}

extension MountPlan {
  /// A volume.
  init(_ volume: Volume, at target: Traced<AbsolutePath>, _ notes: [String] = []) {
    self.init(
      type: Traced(constant: .volume), source: Traced(constant: RelativePath(canonical: volume.name)), target: target,
      notes: .notes(notes))
  }

  /// A folder of modules.
  init(_ addons: AddonsPlan) {
    self.init(
      type: Traced(constant: .bind), source: addons.hostPath, target: addons.containerPath,
      notes: .notes([]))
  }
}
