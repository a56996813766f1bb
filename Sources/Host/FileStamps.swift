import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What tells that files have changed without their being read: which file stands at each path, and when it changed last.
///
/// Two of them are compared. An editor that puts a new file in the place of the old one changes it, as does one that writes into it.
public struct FileStamps: Hashable, Sendable {
  /// More than any folder of templates has: what is beyond is not watched.
  private static let most = 10_000
  private static let deepest = 16

  private var stamps: [String: FileStatus.Stamp] = [:]

  /// Looks at files, and at folders with everything in them. What is not there, or cannot be looked at, has no stamp.
  ///
  /// Names that no command reads are left out: what editors leave behind, and files that a build has not finished.
  public init(of paths: [String]) {
    for path in paths { look(at: path, depth: 0) }
  }

  private mutating func look(at path: String, depth: Int) {
    guard stamps.count < Self.most, depth <= Self.deepest, let status = try? FileStatus(at: path) else { return }
    switch status.kind {
    case .folder:
      // Its own times change with every name in it, also with those that are left out.
      guard let names = try? Folder(path: path, followsLink: false).names() else { return }
      for name in names where TemplateFolder.isTemplate(name: name) {
        look(at: "\(path)/\(name)", depth: depth + 1)
      }
    case .symbolicLink:
      stamps[path] = status.stamp
      if let target = try? FileStatus(behind: path) { stamps[path + "/"] = target.stamp }
    case .file, .special: stamps[path] = status.stamp
    }
  }
}

/// Decides when a change is worth acting on: when nothing more has changed since the last look, so that a file that is being written, a
/// folder that git is checking out, or an editor between two steps is not taken as it is.
public struct SettledChange<State: Equatable> {
  private let start: State
  private var last: State?

  /// - Parameter start: what was acted on.
  public init(from start: State) { self.start = start }

  /// Whether what is seen differs from the start, and is what was seen the last time.
  public mutating func hasSettled(at now: State) -> Bool {
    defer { last = now }
    return now != start && now == last
  }
}

/// The time between two looks.
public enum Pause {
  /// A tenth of a second: nobody waits for it, and it costs next to nothing.
  public static func forAMoment() { usleep(100_000) }
}
