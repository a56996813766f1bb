import Schema

/// What is in the site's own folder on the server, and what else must keep away from it.
struct SiteFolders {
  /// `server.directory`.
  let base: ServerPath
  /// `secrets.directory`.
  let secrets: ServerPath

  init(_ site: Site, _ plan: Deployment, _ t: Trace) {
    base = ServerPath(t(plan.host.server.directory))
    secrets = ServerPath(t(site.secrets.directory), in: base)
  }

  /// What is the site's own, and what it is.
  private var own: [(place: ServerPath, name: String)] {
    [
      (base.appending("out"), "the output folder, which is committed"), (base.appending(".git"), "git's own folder"),
      (base.appending("templates"), "the folder of templates, which is committed"),
      (base.appending("site.yaml"), "site.yaml"), (base.appending(".env"), "the file of the secrets"),
    ]
  }

  /// How a place overlaps something of the site's own, to be read after the place; nil when it does not.
  func overlap(with place: ServerPath, isSecrets: Bool = false) -> String? {
    if base.isWithin(place) { return place.relation(to: base, "server.directory") }
    let kept = isSecrets ? [] : [(place: secrets, name: "the folder of the secrets")]
    return (own + kept).first { place.overlaps($0.place) }.map { place.relation(to: $0.place, $0.name) }
  }
}
