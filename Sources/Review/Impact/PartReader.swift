import Output

/// Says which part of which artifact a line is in.
struct PartReader {
  private let services: Services
  private var compose: (old: ComposePlaces?, new: ComposePlaces?) = (nil, nil)
  private var site: (old: SitePlaces?, new: SitePlaces?) = (nil, nil)
  private let builtIn: Set<String>

  /// - Parameters:
  ///   - old: the former files.
  ///   - new: the present ones.
  ///   - services: the services of the present site.
  ///   - builtIn: the artifacts that templates of gen make: of all others it is not known what reads them.
  init(
    from old: [String: FileDiff.Version], to new: [String: FileDiff.Version], _ services: Services, builtIn: Set<String>
  ) {
    self.services = services
    self.builtIn = builtIn
    func text(_ files: [String: FileDiff.Version], _ path: String) -> DiffText? {
      files[path].map { DiffText($0.bytes) }
    }
    compose = (
      text(old, ComposePlaces.path).map(ComposePlaces.init), text(new, ComposePlaces.path).map(ComposePlaces.init)
    )
    site = (text(old, SitePlaces.path).map(SitePlaces.init), text(new, SitePlaces.path).map(SitePlaces.init))
  }

  /// The parts that a changed line was in and is in.
  func parts(of line: LineChange) -> [ArtifactPart] {
    switch line.path {
    case ComposePlaces.path:
      [line.old.flatMap { compose.old?.part(of: $0) }, line.new.flatMap { compose.new?.part(of: $0) }].compactMap(
        \.self)
    case SitePlaces.path:
      [line.old.flatMap { site.old?.part(of: $0) }, line.new.flatMap { site.new?.part(of: $0) }].compactMap(\.self)
    default: [part(of: line.path)]
    }
  }

  /// What an artifact is as a whole.
  func part(of path: String) -> ArtifactPart { ArtifactPart(kind: kind(of: path), name: path) }

  private func kind(of path: String) -> PartKind {
    func isIn(_ folder: String) -> Bool { path.hasPrefix(folder + "/") }
    let isScript = path.hasSuffix(".sh")
    switch path {
    case ComposePlaces.path: return .composeOther
    case "docker-compose.override.yml": return .composeOther
    case SitePlaces.path: return .siteValue
    case "README.md", "RUNBOOK.md": return .page
    case ".env.example": return .secretList
    case "backup.crontab": return .crontab
    case "dns/records.md", "dns/records.zone": return .records
    case "tls/reload-nginx.sh": return .certificateHook
    case "tls/credentials.example": return .certificateCredentials
    case "vault/render.sh": return .vault
    case _ where isIn("dns/octodns") || isIn("dns/zones"): return .zoneSync
    case "Dockerfile.odoo", "odoo-start", "requirements.txt": return .image
    case _ where isIn("addons"): return .image
    case _ where services.isHashed(path): return .mounted
    case _ where isScript && ["nginx", "mail", "vault", "monitoring"].contains(where: isIn): return .installer
    case _ where isIn("monitoring"): return .monitoring
    case _ where isIn("nginx"): return .nginx
    case _ where isIn("mail"): return .mail
    case _ where isIn("vault"): return .vault
    case _ where isScript && builtIn.contains(path): return .script
    default: return .foreign
    }
  }
}
