import Model
public import Schema

/// The databases of an instance of Odoo, and what a new one begins with.
public struct DatabasesPlan: Tabled {
  let dbfilter: Traced<Pattern>
  let database: Traced<DatabaseName?>
  let modules: Traced<[Traced<ModuleName>]>
  let language: Traced<Locale?>
  let country: Traced<CountryCode?>

  /// The effective settings of its databases.
  public static let table = Table(
    "databases", DatabasesPlan.init,
    Row("dbfilter", \.dbfilter, "The filter that selects a database by host name."),
    Row("database", \.database, "The single database of an instance that serves no tenants."),
    Row("modules", \.modules, "Modules that are installed into a new database."),
    Row("language", \.language, "The language of a new tenant's database."),
    Row("country", \.country, "The country of a new tenant's company."))
}

extension DatabasesPlan {
  /// One database, whatever the host name.
  init(one name: Traced<DatabaseName>, modules: Traced<[Traced<ModuleName>]>) {
    self.init(
      dbfilter: derive(name.origins.settings.first?.path ?? "") { t in Pattern(canonical: "^\(t(name).printed)$") },
      database: .always(name), modules: modules, language: Traced(constant: nil),
      country: Traced(constant: nil))
  }
}
