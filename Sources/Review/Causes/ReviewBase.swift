public import Compiler
public import Output
import Template

/// What the present site is compared with: an output folder, and the site that it was built from.
public struct ReviewBase: Sendable {
  /// What it is called: `out`, `main`, `../old`.
  public var name: String
  /// Its manifest.
  public var manifest: Manifest?
  /// Its files by their paths, without those that follow from the others.
  public var files: [String: FileDiff.Version]
  /// The files that follow from the others.
  private var own: [String: FileDiff.Version]
  /// The paths that are not compared: something stands there that is no file, or that a build keeps.
  private var left: Set<String>
  /// The site that it was built from.
  public var site: SiteModel.Reading?
  /// Whether it is the output folder itself, as it is on the disk.
  public var isFolder: Bool

  /// Makes a base.
  ///
  /// - Parameters:
  ///   - name: what it is called.
  ///   - manifest: its manifest.
  ///   - files: its files by their paths.
  ///   - site: the site that it was built from; nil to take it from the manifest.
  ///   - isFolder: whether it is the output folder itself.
  ///   - left: the paths that are not compared.
  public init(
    name: String, manifest: Manifest?, files: [String: FileDiff.Version], site: SiteModel.Reading? = nil,
    isFolder: Bool = false, leaving left: Set<String> = []
  ) {
    self.left = left
    own = files.filter { OutputTree.ownPaths.contains($0.key) }
    self.name = name
    self.manifest = manifest
    self.files = files.filter { !OutputTree.ownPaths.contains($0.key) && !left.contains($0.key) }
    self.site = site ?? manifest.flatMap { SiteModel.read(written: $0.site, file: Manifest.path) }
    self.isFolder = isFolder
  }

  /// What a site would be built to.
  public init(_ build: Build, name: String) {
    let all = build.tree.files + [build.tree.manifestFile]
    self.init(
      name: name, manifest: build.tree.manifest,
      files: Dictionary(all.map { ($0.path, FileDiff.Version(mode: $0.mode, bytes: $0.bytes)) }) { first, _ in first },
      site: .read(build.model))
  }

  /// The output folder as it is on the disk, which its manifest says what it was built from.
  public init(_ drift: Drift, name: String) {
    var files: [String: FileDiff.Version] = [:]
    var left: Set<String> = []
    for entry in drift.entries {
      if entry.status != .current, entry.diff(prefix: "") == nil { left.insert(entry.path) }
      if case .file(let mode, let bytes) = entry.found {
        files[entry.path] = FileDiff.Version(mode: mode, bytes: bytes)
      }
    }
    self.init(name: name, manifest: drift.manifest.manifest, files: files, isFolder: true, leaving: left)
  }

  /// The files of a build that are compared.
  func versions(_ build: Build) -> [String: FileDiff.Version] {
    let all = build.artifacts.map { ($0.path, FileDiff.Version(mode: $0.mode, bytes: $0.bytes)) }
    return Dictionary(all) { first, _ in first }.filter { !left.contains($0.key) }
  }

  /// Whether the file at a path is compared.
  func compares(_ path: String) -> Bool { !left.contains(path) }

  /// All files that differ, as `git apply` takes them.
  func differences(from tree: OutputTree, prefix: String) -> [FileDiff] {
    let old = files.merging(own) { first, _ in first }
    let new = Dictionary(
      (tree.files + [tree.manifestFile]).map { ($0.path, FileDiff.Version(mode: $0.mode, bytes: $0.bytes)) }
    ) {
      first, _ in first
    }
    return Set(old.keys).union(new.keys).subtracting(left).sorted().compactMap { path in
      let diff = FileDiff(path: path, prefix: prefix, from: old[path], to: new[path])
      return diff.bytes.isEmpty ? nil : diff
    }
  }
}
