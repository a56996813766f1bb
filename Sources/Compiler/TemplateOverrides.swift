import Output
public import Template

/// The user's templates beside those that gen brings along.
public struct TemplateOverrides: Sendable {
  /// How a template of the user's stands.
  public enum State: String, Hashable, Sendable {
    /// gen brings none along of this path: it adds an artifact.
    case own
    /// It is the built-in one, byte for byte, and follows no change of it.
    case copy
    /// It takes the place of the built-in one. Where it is known what it was copied from, that has not changed since.
    case override
    /// It takes the place of the built-in one, which has changed since it was copied.
    case outdated = "override-outdated"
    /// It took the place of a built-in one that this gen has no longer.
    case removed = "override-removed"
  }

  /// A template of the user's.
  public struct Entry: Hashable, Sendable {
    /// Its path below the folder of templates.
    public let path: String
    /// How it stands.
    public let state: State
    fileprivate let own: [UInt8]
    /// The built-in one of the same path.
    fileprivate let builtIn: [UInt8]?
    /// The built-in one as it was when it was copied.
    fileprivate let base: [UInt8]?
  }

  /// The user's templates, sorted by path.
  public let entries: [Entry]

  /// Compares.
  ///
  /// - Parameters:
  ///   - own: the user's templates.
  ///   - bases: the built-in templates as they were when they were copied, by their paths; one that is not known to have been copied is
  ///     not in it.
  public init(own: [TemplateSource], bases: [String: [UInt8]]) {
    let builtIn = Dictionary(BuiltInTemplates.all.map { ($0.path, $0.bytes) }) { first, _ in first }
    entries = own.map { template in
      let (now, base) = (builtIn[template.path], bases[template.path])
      return Entry(
        path: template.path, state: Self.state(template.bytes, now, base), own: template.bytes, builtIn: now, base: base
      )
    }.sorted { $0.path < $1.path }
  }

  private static func state(_ own: [UInt8], _ builtIn: [UInt8]?, _ base: [UInt8]?) -> State {
    guard let builtIn else { return base == nil ? .own : .removed }
    if own == builtIn { return .copy }
    return base == nil || base == builtIn ? .override : .outdated
  }

  /// How the template of a path stands; nil where the user has none.
  public func state(of path: String) -> State? { entries.first { $0.path == path }?.state }
}

extension TemplateOverrides.Entry {
  /// Whether a built-in template is behind it, now or once.
  public var isOverride: Bool { state != .own }

  /// What the user has changed of the built-in template, as `git apply` takes it.
  ///
  /// - Parameter folder: the folder of the user's templates.
  public func changes(in folder: String) -> [UInt8] {
    FileDiff(path: path, prefix: folder + "/", from: version(builtIn ?? base), to: version(own)).bytes
  }

  /// What has changed of the built-in template since it was copied, as `git apply` takes it; empty where that is not known.
  ///
  /// - Parameter folder: the folder of the user's templates.
  public func changesUpstream(in folder: String) -> [UInt8] {
    guard let base, let builtIn else { return [] }
    return FileDiff(path: path, prefix: folder + "/", from: version(base), to: version(builtIn)).bytes
  }

  private func version(_ bytes: [UInt8]?) -> FileDiff.Version? { bytes.map { .init(mode: 0o644, bytes: $0) } }
}
