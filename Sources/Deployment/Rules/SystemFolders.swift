/// Folders of a server that are the operating system's, or that many share (hier(7), the Filesystem Hierarchy Standard).
enum SystemFolders {
  /// Why a folder of the site's cannot be at a place, to be read after the place; nil when it can.
  ///
  /// - Parameter granted: folders in which, against the rule, there may be one's own.
  static func fault(of place: ServerPath, granted: [ServerPath] = []) -> String? {
    if place.names.isEmpty { return "is the root of the file system" }
    let homes = homesOfServices + granted
    if place.isWithin(variable), !homes.contains(where: { place.isWithin($0) && place != $0 }) {
      return place.relation(
        to: variable,
        "\(variable.printed), which belongs to the system, except for separate folders in "
          + homes.map(\.printed).joined(separator: " and "))
    }
    if let folder = trees.first(where: place.isWithin) {
      return place.relation(to: folder, "\(folder.printed), which belongs to the system")
    }
    if let folder = unsafe.first(where: place.isWithin) {
      return place.relation(to: folder, "\(folder.printed), which is not permanent")
    }
    if let folder = services.first(where: place.isWithin) {
      return place.relation(to: folder, "\(folder.printed), where a program keeps its data")
    }
    if shared.contains(place) { return "is \(place.printed), which contains other users' folders" }
    if place.isWithin(users), place.names.count == 2 { return "is \(place.printed), which is a user's home folder" }
    return nil
  }

  /// Whether a place is in the home of an ordinary user, who may replace what is there.
  static func isInHome(_ place: ServerPath) -> Bool { place.isWithin(users) && place.names.count > 2 }

  /// Where nothing lasts, or every user may write.
  static let unsafe = places("/tmp", "/var/tmp", "/dev", "/run", "/var/run", "/var/lock", "/proc", "/sys")
  private static let users = ServerPath(absolute: "/home")
  private static let variable = ServerPath(absolute: "/var")
  private static let trees = places(
    "/bin", "/boot", "/efi", "/etc", "/lib", "/lib32", "/lib64", "/libx32", "/lost+found", "/root", "/sbin", "/snap",
    "/usr")
  private static let homesOfServices = places("/var/lib", "/var/opt")
  /// What the programs of such a server keep there.
  private static let services = places(
    "/opt/containerd", "/var/lib/apt", "/var/lib/containerd", "/var/lib/dbus", "/var/lib/docker", "/var/lib/dpkg",
    "/var/lib/letsencrypt", "/var/lib/nginx", "/var/lib/postgresql", "/var/lib/private", "/var/lib/sudo",
    "/var/lib/systemd", "/var/lib/ufw")
  private static let shared = places("/home", "/media", "/opt", "/srv", "/var/lib", "/var/opt")

  private static func places(_ paths: String...) -> [ServerPath] { paths.map(ServerPath.init(absolute:)) }
}
