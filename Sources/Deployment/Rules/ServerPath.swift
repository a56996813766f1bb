/// A place on the server, by its names from the root on: what rules about folders compare. No link is known here; the emitted
/// scripts look for those.
struct ServerPath: Hashable, Sendable {
  /// The names, without any `.` or `..`.
  let names: [String]

  /// The place of an absolute path.
  init(_ path: AbsolutePath) { self.init(absolute: path.printed) }

  /// The place of a path relative to a folder; `..` at the root stays there, as on every Linux.
  init(_ path: RelativePath, in folder: ServerPath) {
    names = Self.resolve(path.printed, from: folder.names)
  }

  init(absolute path: String) { names = Self.resolve(path, from: []) }

  private static func resolve(_ path: String, from folder: [String]) -> [String] {
    path.pieces("/").reduce(into: folder) { names, name in
      switch name {
      case "", ".": break
      case "..": names = names.dropLast()
      default: names.append(name)
      }
    }
  }

  /// The path as people write it.
  var printed: String { "/" + names.joined(separator: "/") }

  /// Something in the folder.
  func appending(_ name: String) -> ServerPath { ServerPath(absolute: "\(printed)/\(name)") }

  /// Whether the place is another one, or is in it.
  func isWithin(_ other: ServerPath) -> Bool { names.starts(with: other.names) }

  /// Whether the two are one place, or one is in the other.
  func overlaps(_ other: ServerPath) -> Bool { isWithin(other) || other.isWithin(self) }

  /// How the place relates to another one that it overlaps, such as `lies in /etc, which is the system's`.
  func relation(to other: ServerPath, _ name: String) -> String {
    if self == other { return "is \(name)" }
    return isWithin(other) ? "is in \(name)" : "holds \(name)"
  }
}
