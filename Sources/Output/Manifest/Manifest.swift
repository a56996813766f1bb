public import Digest
public import JSON

/// What an output folder says of itself: who wrote it, from what, and what each file was when it was written.
///
/// Everything that `gen` may overwrite or remove without asking, it may because a manifest in the folder names it with
/// the digest that is on the disk.
public struct Manifest: Hashable, Sendable {
  /// A template that was used.
  public struct Template: Hashable, Sendable {
    /// The template's path, relative to the templates folder.
    public var path: String
    /// The digest of its bytes.
    public var sha256: SHA256Digest

    /// Makes a record of a template.
    public init(path: String, sha256: SHA256Digest) {
      self.path = path
      self.sha256 = sha256
    }
  }

  /// A file as it was written.
  public struct File: Hashable, Sendable {
    /// The file's path, relative to the output folder.
    public var path: String
    /// The permission bits: 0o644 or 0o755.
    public var mode: UInt16
    /// The digest of its bytes.
    public var sha256: SHA256Digest

    /// Makes a record of a file.
    public init(path: String, mode: UInt16, sha256: SHA256Digest) {
      self.path = path
      self.mode = mode
      self.sha256 = sha256
    }

    /// Records artifacts, in their order.
    ///
    /// - Parameter known: the digests of some of them, by their paths.
    static func records(of artifacts: [Artifact], known: [String: SHA256Digest]) -> [File] {
      let digests = artifacts.map { known[$0.path] }
      var others = SHA256Digest.digests(of: zip(artifacts, digests).filter { $1 == nil }.map(\.0.bytes))[...]
      return zip(artifacts, digests).map { artifact, digest in
        File(
          path: artifact.path, mode: artifact.mode,
          sha256: digest ?? others.popFirst() ?? SHA256Digest(of: artifact.bytes))
      }
    }
  }

  /// The manifest's own path in the output folder.
  public static let path = "manifest.json"
  /// The version of the manifest's form.
  static let version = 1
  /// The name of the file that a folder was built from whose manifest names none.
  public static let usualSiteFile = "site.yaml"

  /// The program that wrote it, such as `gen 1.0.0`.
  public var generator: String
  /// The name of the file that it was built from; nil for site.yaml, and for standard input.
  public var siteFile: String?
  /// The settings as they were written, from which the same can be built again; null in the manifest of a gen that did not record them,
  /// and while a build is replacing files.
  public var site: JSONValue
  /// Every setting with its effective value.
  public var settings: JSONValue
  /// The templates, sorted by path.
  public var templates: [Template]
  /// The files, sorted by path, without `SHA256SUMS` and the manifest: both follow from the others.
  public var files: [File]
  /// What the files are about to become; only while a build is replacing them (see `ChangePlan`). Sorted by path.
  public var pending: [File]

  /// Makes a manifest; its lists are sorted by path.
  public init(
    generator: String, siteFile: String? = nil, site: JSONValue = .null, settings: JSONValue, templates: [Template],
    files: [File], pending: [File] = []
  ) {
    self.generator = generator
    self.siteFile = siteFile
    self.site = site
    self.settings = settings
    self.templates = templates.sorted { $0.path < $1.path }
    self.files = files.sorted { $0.path < $1.path }
    self.pending = pending.sorted { $0.path < $1.path }
  }

  /// The manifest as the file that goes into the output folder.
  public var artifact: Artifact {
    var members: [JSONMember] = [
      JSONMember("manifest", .integer(Self.version)),
      JSONMember("generator", .string(generator)),
      JSONMember("site", site), JSONMember("settings", settings),
      JSONMember("templates", .array(templates.map { ["path": .string($0.path), "sha256": .string($0.sha256.hex)] })),
      JSONMember("files", .array(files.map(Self.json))),
    ]
    if let siteFile { members.insert(JSONMember("site_file", .string(siteFile)), at: 2) }
    if site == .null { members.removeAll { $0.key == "site" } }
    if !pending.isEmpty { members.append(JSONMember("pending", .array(pending.map(Self.json)))) }
    return Artifact(path: Self.path, bytes: JSONValue.object(members).prettyPrinted)
  }

  private static func json(_ file: File) -> JSONValue {
    [
      "path": .string(file.path), "mode": .string(file.mode == 0o755 ? "0755" : "0644"),
      "sha256": .string(file.sha256.hex),
    ]
  }
}
