import Diagnostics

/// The commands that take databases and their files out of the old deployment.
struct DataSteps {
  private let data: OldData

  init(_ data: OldData) { self.data = data }

  /// The steps, as lines of Markdown.
  var lines: [String] {
    let services = Role.allCases.compactMap { role in data.databaseService[role].map { (role, $0) } }
    guard !services.isEmpty else { return [] }
    var lines = [
      "",
      "In the folder of the old docker-compose.yml, with nobody logged in. The new site needs another name"
        + (data.project.map { " than \(ImportReport.code($0)), the old project's," } ?? " than the old project's,")
        + " so that neither touches the other's containers and volumes.", "",
    ]
    for (role, service) in services {
      let user = data.databaseUser[role] ?? "odoo"
      let odoo = data.service[role] ?? "odoo"
      let file = role == .tenants ? "NAME_db" : "superadmin"
      lines += [
        role == .tenants
          ? "The tenants: DATABASE is each database that the first command lists, and becomes NAME_db, which the host of the tenant NAME opens."
            + filter(role) + names(role)
          : "The superadmin: DATABASE is its database." + names(role),
        "", "```sh",
        "docker compose exec -T \(word(service)) psql --username=\(word(user)) --dbname=postgres --list --quiet --tuples-only",
        "docker compose stop \(word(odoo))",
        "docker compose exec -T \(word(service)) pg_dump --username=\(word(user)) --format=custom DATABASE >\(file).dump",
        "docker compose run --rm -T --no-deps --entrypoint tar \(word(odoo)) -C /var/lib/odoo/filestore -cf - DATABASE >\(file).filestore.tar",
        "```", "",
      ]
    }
    return lines + [
      "Copy both files to a folder of the new server, such as /srv/moved. In out/ there, `./restore.sh removed /srv/moved NAME` makes the tenant NAME of them, and "
        + "`./tenants.sh rebase` gives it its address"
        + (services.contains { $0.0 == .superadmin }
          ? "; `./restore.sh superadmin /srv/moved` takes the superadmin's over" : "")
        + ". docs/how-to/moving-in.md has the whole way."
    ]
  }

  private func filter(_ role: Role) -> String {
    guard role == .tenants, let filter = data.databaseFilter[role], filter != "^%d_db$" else { return "" }
    return " The old filter of databases was \(ImportReport.code(filter))."
  }

  private func names(_ role: Role) -> String {
    guard let names = data.databaseNames[role], !names.isEmpty else { return "" }
    return " The old files name \(names.prefix(10).map(ImportReport.code).joined(separator: ", "))."
  }

  /// A word of a command line: in quotes where the shell would read something else.
  private func word(_ text: String) -> String {
    let isPlain =
      !text.isEmpty
      && text.utf8.allSatisfy {
        (0x61...0x7A).contains($0) || (0x41...0x5A).contains($0) || (0x30...0x39).contains($0)
          || [0x2D, 0x2E, 0x5F].contains($0)
      }
    let shown = text.withoutHiddenCharacters
    return isPlain && !text.hasPrefix("-") ? text : "'" + shown.replacing("'", with: "'\\''") + "'"
  }
}
