public import Schema

/// PostgreSQL and its servers.
public struct PostgresPlan: Tabled {
  let version: Traced<Int>
  let image: Traced<ImageReference>
  let dataPath: Traced<AbsolutePath>
  let tenants: DatabasePlan
  let superadmin: DatabasePlan
  let provisioningRole: Traced<Name>
  let provisioningSecret: Traced<Name>

  /// The effective settings of PostgreSQL.
  public static let table = Table(
    "postgres", PostgresPlan.init,
    Row("version", \.version, "The major version."),
    Row("image", \.image, "The image of every server."),
    Row("data_path", \.dataPath, "Where the volume is mounted."),
    Row("tenants", \.tenants, "The server of the tenants' databases."),
    Row("superadmin", \.superadmin, "The server of the superadmin's database."),
    Row(
      "provisioning_role", \.provisioningRole,
      "The role that a provisioning superadmin makes tenants' databases with, on the tenants' server."),
    Row("provisioning_secret", \.provisioningSecret, "The secret that holds its password."))
}

extension PostgresPlan {
  init(_ site: Site, _ instances: PerInstance<InstancePair>) {
    let postgres = site.postgres
    self.init(
      version: postgres.version,
      image: derive("postgres: and postgres.version") { t in
        t(postgres.image) ?? ImageReference(canonical: "postgres:\(t(postgres.version))")
      }.overridden(by: postgres.image),
      // The image of 18 and later refuses to start with a volume on its former folder (docker-library/postgres).
      dataPath: derive("the volume of the image, which from 18 on holds a folder for each version") { t in
        AbsolutePath(canonical: t(postgres.version) >= 18 ? "/var/lib/postgresql" : "/var/lib/postgresql/data")
      },
      tenants: instances.tenants.postgres, superadmin: instances.superadmin.postgres,
      provisioningRole: Traced(constant: Name(canonical: "odoo_provisioning")),
      provisioningSecret: Traced(constant: SecretFile.provisioning.name))
  }
}
