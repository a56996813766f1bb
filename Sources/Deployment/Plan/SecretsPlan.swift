public import Schema

/// The secrets by name, and who reads them. Their values are nowhere in the model.
public struct SecretsPlan: Tabled {
  let provider: Traced<SecretsProvider>
  let directory: Traced<RelativePath>
  let hostDirectory: Traced<RelativePath>
  let files: Traced<[SecretPlan]>

  /// The secrets.
  public static let table = Table(
    "secrets", SecretsPlan.init,
    Row("provider", \.provider, "How the operator keeps them."),
    Row("directory", \.directory, "The folder of the files, relative to site.yaml."),
    Row("host_directory", \.hostDirectory, "The folder of the files, relative to the output folder."),
    Row("files", \.files, "The secrets, one file each."))
}

/// One secret.
public struct SecretPlan: Tabled {
  let name: Traced<Name>
  let variable: Traced<VariableName>
  let value: Traced<Secret>
  let purpose: Traced<Phrase>
  let isGiven: Traced<Bool>
  let readers: Traced<[Traced<ArtifactPath>]>

  /// One secret.
  public static let table = Table(
    "secret", SecretPlan.init,
    Row("name", \.name, "The name of its file."),
    Row("variable", \.variable, "The name in upper case, for providers that keep variables."),
    Row("value", \.value, "The secret itself, which no artifact can hold."),
    Row("purpose", \.purpose, "What it is for."),
    Row("is_given", \.isGiven, "Whether somebody else decides what it is, so that it cannot be made up."),
    Row("readers", \.readers, "The services and scripts that read it."))
}

/// The names of all secrets.
enum SecretName {
  static let databaseSuperuser = Name(canonical: "db_postgres_password")
  static let database = Name(canonical: "db_odoo_password")
  static let superadminDatabaseSuperuser = Name(canonical: "db_superadmin_postgres_password")
  static let superadminDatabase = Name(canonical: "db_superadmin_odoo_password")
  static let master = Name(canonical: "odoo_admin_passwd")
  static let superadminMaster = Name(canonical: "odoo_superadmin_admin_passwd")
  static let smtp = Name(canonical: "smtp_password")
  static let restic = Name(canonical: "restic_password")
}

extension SecretsPlan {
  init(_ site: Site) {
    self.init(
      provider: site.secrets.provider, directory: site.secrets.directory,
      hostDirectory: derive("../ and secrets.directory") { t in
        RelativePath(canonical: "../\(t(site.secrets.directory).printed)")
      },
      files: Self.files(site))
  }

  private static func files(_ site: Site) -> Traced<[SecretPlan]> {
    derive { t in
      let provisioning = t(site.odoo.superadmin.provisionsTenants) ? ["odoo_superadmin"] : []
      var files = [
        SecretPlan(SecretName.databaseSuperuser, "superuser of the tenants' database server", ["db"]),
        SecretPlan(SecretName.database, "role of the tenants' instance", ["db", "odoo"] + provisioning),
        SecretPlan(
          SecretName.superadminDatabaseSuperuser, "superuser of the superadmin's database server", ["db_superadmin"]),
        SecretPlan(
          SecretName.superadminDatabase, "role of the superadmin's instance", ["db_superadmin", "odoo_superadmin"]),
        SecretPlan(SecretName.master, "master password of the tenants' instance", ["odoo"]),
        SecretPlan(SecretName.superadminMaster, "master password of the superadmin's instance", ["odoo_superadmin"]),
        SecretPlan(SecretName.restic, "encryption of the backups", ["backup.sh"]),
      ]
      let mailers = t(site.odoo.mail)?.passwordReaders(t) ?? []
      if !mailers.isEmpty {
        files.append(SecretPlan(SecretName.smtp, "account on the mail server", isGiven: true, mailers))
      }
      return files
    }
  }
}

extension SecretPlan {
  fileprivate init(_ name: Name, _ purpose: String, isGiven: Bool = false, _ readers: [String]) {
    self.init(
      name: Traced(constant: name), variable: Traced(constant: VariableName(canonical: name.printed.uppercased())),
      value: Traced(constant: Secret()), purpose: Traced(constant: Phrase(purpose)),
      isGiven: Traced(constant: isGiven),
      readers: Traced(constant: readers.map { Traced(constant: ArtifactPath(canonical: $0)) }))
  }
}
