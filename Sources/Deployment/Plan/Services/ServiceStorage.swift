public import Schema

/// What a service can read and write.
public struct ServiceStorage: Tabled {
  let mounts: Traced<[MountPlan]>
  let tmpfs: Traced<[Traced<AbsolutePath>]>

  /// The storage.
  public static let table = Table(
    "storage of a service", ServiceStorage.init,
    Row("mounts", \.mounts, "The volumes, and the files and folders of the host."),
    Row("tmpfs", \.tmpfs, "Folders in memory."))
}

/// A volume, or a file or folder of the host, in a container.
public struct MountPlan: Tabled {
  let type: Traced<MountType>
  let source: Traced<RelativePath>
  let isQuoted: Traced<Bool>
  let target: Traced<AbsolutePath>
  let artifact: Traced<ArtifactPath?>
  let notes: Traced<[Traced<Note>]>

  /// One mount.
  public static let table = Table(
    "mount", MountPlan.init,
    Row("type", \.type, "Whether it is a volume, which the container may write, or a bind, which it may only read."),
    Row("source", \.source, "The volume's name; the path of a bind, relative to the output folder."),
    Row("is_quoted", \.isQuoted, "Whether the source is written in quotes."),
    Row("target", \.target, "Where it is in the container."),
    Row("artifact", \.artifact, "The artifact that the container sees there."),
    Row("notes", \.notes, "The comment before it."))
}

extension MountPlan {
  /// A volume.
  init(_ volume: Volume, at target: Traced<AbsolutePath>, _ notes: [String] = []) {
    self.init(
      type: Traced(constant: .volume), source: Traced(constant: RelativePath(canonical: volume.name)),
      isQuoted: Traced(constant: false), target: target, artifact: Traced(constant: nil), notes: .notes(notes))
  }

  /// An artifact, or the folder that it is in.
  init(
    artifact: ArtifactPath, folder: ArtifactPath? = nil, isQuoted: Bool = true, at target: String,
    _ notes: [String] = []
  ) {
    self.init(
      type: Traced(constant: .bind),
      source: Traced(constant: RelativePath(canonical: "./\((folder ?? artifact).printed)")),
      isQuoted: Traced(constant: isQuoted), target: Traced(constant: AbsolutePath(canonical: target)),
      artifact: Traced(constant: artifact), notes: .notes(notes))
  }

  /// A folder of modules.
  init(_ addons: AddonsPlan) {
    self.init(
      type: Traced(constant: .bind), source: addons.hostPath, isQuoted: Traced(constant: false),
      target: addons.containerPath, artifact: Traced(constant: nil), notes: .notes([]))
  }
}
