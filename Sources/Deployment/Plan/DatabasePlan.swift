public import Schema

/// One database server.
public struct DatabasePlan: Tabled {
  let service: Traced<Name>
  let volume: Traced<Name>
  let initDirectory: Traced<ArtifactPath>
  let role: Traced<Name>
  let superuserSecret: Traced<Name>
  let roleSecret: Traced<Name>
  let database: Traced<DatabaseName?>
  let roleMayCreateDatabases: Traced<Bool>
  let maxConnections: Traced<Int>
  let memory: Traced<ByteCount>
  let memoryMebibytes: Traced<Int>
  let cpus: Traced<CPUCount>
  let sharedMemory: Traced<Int>
  let pids: Traced<Int>
  let settings: Traced<Keyed<OptionName, OptionValue>>
  let networks: Traced<[Traced<Name>]>
  let secrets: Traced<[Traced<Name>]>
  let stopGrace: Traced<Int>
  let configurationHash: Traced<FilesHash>
  let mountedFiles: Traced<[Traced<ArtifactPath>]>

  /// The effective settings of a database server.
  public static let table = Table(
    "database server", DatabasePlan.init,
    Row("service", \.service, "The service in docker-compose.yml."),
    Row("volume", \.volume, "The volume of its data."),
    Row("init_directory", \.initDirectory, "The scripts that run once, on an empty volume."),
    Row("role", \.role, "The role of its instance of Odoo."),
    Row("superuser_secret", \.superuserSecret, "The secret that holds the superuser's password."),
    Row("role_secret", \.roleSecret, "The secret that holds the role's password."),
    Row("database", \.database, "The database that is made empty for the role."),
    Row("role_may_create_databases", \.roleMayCreateDatabases, "Whether the role may create databases."),
    Row("max_connections", \.maxConnections, "Connections that the server accepts."),
    Row("memory", \.memory, "Memory that the container may use."),
    Row("memory_mib", \.memoryMebibytes, "The same in MiB."),
    Row("cpus", \.cpus, "Processors that the container may use."),
    Row("shm_mib", \.sharedMemory, "Shared memory of parallel queries, in MiB."),
    Row("pids", \.pids, "Processes that the container may have."),
    Row("settings", \.settings, "Settings of the server: the tuned ones, then the operator's, each once."),
    Row("networks", \.networks, "The networks that it is in."),
    Row("secrets", \.secrets, "The secrets that are mounted into it."),
    Row("stop_grace_seconds", \.stopGrace, "How long it may take to shut down."),
    Row("configuration_hash", \.configurationHash, "The SHA-256 of the files that are mounted into it."),
    Row("mounted_files", \.mountedFiles, "The artifacts that are mounted into it."))
}

extension DatabasePlan {
  init(
    _ site: Site, service: String, role: String, memory: Traced<ByteCount>, cpus: Traced<CPUCount>,
    database: Traced<DatabaseName?>, mayCreate: Traced<Bool>, connections: Traced<Int>,
    secrets: (superuser: Name, role: Name), networks: Traced<[Traced<Name>]>
  ) {
    let given = site.postgres.settings
    let maxConnections: Traced<Int> = derive { t in
      for entry in t(given).entries where t(entry.key).printed == "max_connections" {
        if let count = Int(t(entry.value).printed) { return count }
      }
      t.explain("what its instance can open, and 13 in reserve")
      return t(connections)
    }
    self.init(
      service: Traced(constant: Name(canonical: service)),
      volume: Traced(constant: Name(canonical: service == "db" ? "db-data" : "db-superadmin-data")),
      initDirectory: Traced(constant: ArtifactPath(canonical: "initdb/\(service)")),
      role: Traced(constant: Name(canonical: role)), superuserSecret: Traced(constant: secrets.superuser),
      roleSecret: Traced(constant: secrets.role), database: database, roleMayCreateDatabases: mayCreate,
      maxConnections: maxConnections, memory: memory, memoryMebibytes: derive("in MiB") { t in t(memory).mebibytes },
      cpus: cpus,
      sharedMemory: derive("memory / 16, from 64 to 1024") { t in min(max(t(memory).mebibytes / 16, 64), 1024) },
      pids: derive("max_connections + 64") { t in t(maxConnections) + 64 },
      settings: Self.settings(given, memory, maxConnections),
      networks: networks,
      secrets: Traced(constant: [Traced(constant: secrets.superuser), Traced(constant: secrets.role)]),
      stopGrace: Traced(constant: 60), configurationHash: Traced(constant: .unknown),
      mountedFiles: Traced(constant: [Traced(constant: ArtifactPath(canonical: "initdb/\(service)/10-role.sh"))]))
  }

  /// The tuned settings that the operator did not write, then the operator's.
  private static func settings(
    _ given: Traced<Keyed<OptionName, OptionValue>>, _ memory: Traced<ByteCount>, _ maxConnections: Traced<Int>
  ) -> Traced<Keyed<OptionName, OptionValue>> {
    derive { t in
      let written = t(given).entries
      let names = Set(written.map { t($0.key).printed })
      let tuned = Tuning.settings(memory, maxConnections).filter { !names.contains($0.name) }.map { setting in
        Keyed<OptionName, OptionValue>.Entry(
          key: Traced(constant: OptionName(canonical: setting.name)),
          value: derive(setting.formula) { t in OptionValue(canonical: t(setting.value)) })
      }
      return Keyed(tuned + written)
    }
  }
}
