public import Schema
package import TextTypes

/// The secrets by name, and who reads them. Their values are nowhere in the model.
public struct SecretsPlan: Tabled {
  package let provider: Traced<SecretsProvider>
  package let directory: Traced<RelativePath>
  let hostDirectory: Traced<RelativePath>
  package let files: Traced<[SecretPlan]>

  /// The secrets.
  public static let table = Table(
    "secrets", SecretsPlan.init,
    Row("provider", \.provider, "Where the operator keeps them."),
    Row("directory", \.directory, "The folder of the files, relative to site.yaml."),
    Row("host_directory", \.hostDirectory, "The folder of the files, relative to the output folder."),
    Row("files", \.files, "The secrets, one file each."))
}

/// One secret.
public struct SecretPlan: Tabled {
  package let name: Traced<Name>
  package let variable: Traced<VariableName>
  let value: Traced<Secret>
  package let purpose: Traced<Phrase>
  package let isGiven: Traced<Bool>
  package let readers: Traced<[Traced<ArtifactPath>]>
  let isMounted: Traced<Bool>

  /// One secret.
  public static let table = Table(
    "secret", SecretPlan.init,
    Row("name", \.name, "The name of its file."),
    Row("variable", \.variable, "The name in upper case, for providers with variables."),
    Row("value", \.value, "The secret itself, which no artifact can contain."),
    Row("purpose", \.purpose, "Its purpose."),
    Row("is_given", \.isGiven, "Whether it comes from somebody else, so that it cannot be generated."),
    Row("readers", \.readers, "The services and scripts that read it."),
    Row("is_mounted", \.isMounted, "Whether a service reads it."))
}

/// A secret, as those who read it declare it.
struct SecretFile: Sendable {
  let name: Name
  let purpose: String
  /// Whether somebody else decides what it is.
  var isGiven = false

  init(_ name: String, _ purpose: String, isGiven: Bool = false) {
    self.name = Name(canonical: name)
    self.purpose = purpose
    self.isGiven = isGiven
  }

  static let restic = SecretFile("restic_password", "encryption of the backups")
  static let provisioning = SecretFile(
    "db_provisioning_password",
    "role with which the \(InstanceNames.superadmin.possessive) instance creates \(InstanceNames.tenants.possessive) databases"
  )
  static let monitoring = SecretFile(
    "monitoring_password", "pages of the monitoring, and its measurements to another Prometheus")
  static let smtp = SecretFile("smtp_password", "account on the mail server", isGiven: true)
  static let alerts = SecretFile(
    "alerts_smtp_password", "account on the mail server that alarms are sent through", isGiven: true)
}

extension SecretsPlan {
  init(
    _ site: Site, _ instances: PerInstance<Instance>, _ monitoring: MonitoringPlan, readBy services: [SecretReader]
  ) {
    self.init(
      provider: site.secrets.provider, directory: site.secrets.directory,
      hostDirectory: derive("../ and secrets.directory") { t in
        RelativePath(canonical: "../\(t(site.secrets.directory).printed)")
      },
      files: Self.files(site, instances, monitoring, services))
  }

  /// Every secret that somebody reads: services first, then scripts.
  private static func files(
    _ site: Site, _ instances: PerInstance<Instance>, _ monitoring: MonitoringPlan, _ services: [SecretReader]
  ) -> Traced<[SecretPlan]> {
    let names = instances.all.map(\.names)
    let all =
      names.flatMap { [$0.superuserSecret, $0.roleSecret] } + names.map(\.masterSecret)
      + names.map(\.monitorSecret) + [.restic, .provisioning, .smtp, .alerts, .monitoring]
    return Traced(
      constant: all.map { secret in
        let mounted = Traced(constant: services).only { t, service in service.reads(secret, t) }
        let readers: Traced<[Traced<ArtifactPath>]> = .joined(
          mounted.each { service in derive { t in ArtifactPath(canonical: t(service.service).printed) } },
          scripts(of: secret, site, monitoring))
        return SecretPlan(secret, readers, isMounted: derive { t in t.hasElements(mounted) })
      }
    ).only { t, secret in t.hasElements(secret.readers) }
  }

  /// The scripts on the host that read a secret.
  private static func scripts(
    of secret: SecretFile, _ site: Site, _ monitoring: MonitoringPlan
  ) -> Traced<[Traced<ArtifactPath>]> {
    @Sendable func script(_ path: String) -> [Traced<ArtifactPath>] {
      [Traced(constant: ArtifactPath(canonical: path))]
    }
    // Alertmanager sends mail through the same server as the notifier.
    @Sendable func tellers(_ t: Trace) -> [Traced<ArtifactPath>] {
      script("notify.sh") + (t(monitoring.place.isLocal) ? script("monitoring/install.sh") : [])
    }
    switch secret.name {
    case SecretFile.restic.name: return Traced(constant: script("backup.sh"))
    case SecretFile.smtp.name:
      return derive { t in
        (t(site.odoo.mail)?.passwordKeeper(t) == .relay ? script("mail/install.sh") : [])
          + (AlertPlan.secret(site, t)?.name == SecretFile.smtp.name ? tellers(t) : [])
      }
    case SecretFile.alerts.name:
      return derive { t in AlertPlan.secret(site, t)?.name == SecretFile.alerts.name ? tellers(t) : [] }
    case SecretFile.monitoring.name:
      return derive { t in t(monitoring.place.needsPassword) ? script("monitoring/install.sh") : [] }
    default: return Traced(constant: [])
    }
  }
}

extension SecretPlan {
  fileprivate init(_ secret: SecretFile, _ readers: Traced<[Traced<ArtifactPath>]>, isMounted: Traced<Bool>) {
    self.init(
      name: Traced(constant: secret.name),
      variable: Traced(constant: VariableName(canonical: secret.name.printed.uppercased())),
      value: Traced(constant: Secret()), purpose: Traced(constant: Phrase(secret.purpose)),
      isGiven: Traced(constant: secret.isGiven),
      readers: readers, isMounted: isMounted)
  }
}
