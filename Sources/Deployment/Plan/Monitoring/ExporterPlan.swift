public import Schema

/// A service that measures a database server.
public struct ExporterPlan: Tabled {
  let service: Traced<Name>
  let owner: Traced<Name>
  let server: Traced<Name>
  let port: Traced<Int>

  /// One service.
  public static let table = Table(
    "exporter", ExporterPlan.init,
    Row("service", \.service, "The service in docker-compose.yml."),
    Row("owner", \.owner, "Whose database server it is: tenants or superadmin."),
    Row("server", \.server, "The service of the database server."),
    Row("port", \.port, "The port on 127.0.0.1 where Prometheus reaches it."))
}

extension ExporterPlan {
  init(_ instance: Instance) {
    let names = instance.names
    self.init(
      service: Traced(constant: names.exporterService), owner: Traced(constant: Name(canonical: names.owner)),
      server: Traced(constant: names.databaseService), port: Traced(constant: instance.places.exporterPort))
  }
}
