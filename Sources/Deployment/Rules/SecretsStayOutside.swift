import Schema

/// The output folder is committed; nothing secret may lie in it.
enum SecretsStayOutside: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    decoding.examine("secrets-in-output") { t in
      let path = t(site.secrets.directory).printed
      guard path == "out" || path.hasPrefix("out/") else { return nil }
      return .error(
        "secrets.directory lies in the output folder, which is committed", about: site.secrets.directory,
        help: "write ./secrets, and keep it out of git")
    }
  }
}
