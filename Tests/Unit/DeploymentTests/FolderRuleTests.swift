import Diagnostics
import Testing

/// Every path of site.yaml is somewhere that is nobody else's, and keeps away from the passwords; with the whole text.
@Suite struct FolderRuleTests {
  private static let image = #"odoo: {image: "odoo:18.0-20260105"}"#

  /// The findings about a site with one change, each with its help.
  private func findings(_ changes: (String, String)...) -> [String] {
    var text = Read.minimal
    for (old, new) in changes { text = text.replacing(old, with: new) }
    return Read(text: text).findings.map {
      "\($0.severity.rawValue): \($0.message) [\($0.id)]; \($0.help ?? "-")"
    }
  }

  @Test(
    arguments: [
      ("secrets", "/opt/shop/secrets is the folder of the secrets"),
      ("./secrets/", "/opt/shop/secrets is the folder of the secrets"),
      ("x/../secrets", nil), ("secrets//./inner", "/opt/shop/secrets/inner is in the folder of the secrets"),
      ("../shop/secrets", "/opt/shop/secrets is the folder of the secrets"),
      ("../../opt/shop/secrets/a", "/opt/shop/secrets/a is in the folder of the secrets"),
      ("out", "/opt/shop/out is the output folder, which is committed"),
      ("./out/nginx", "/opt/shop/out/nginx is in the output folder, which is committed"),
      (".git", "/opt/shop/.git is git's own folder"), (".git/hooks", "/opt/shop/.git/hooks is in git's own folder"),
      ("templates/x", "/opt/shop/templates/x is in the folder of templates, which is committed"),
      ("site.yaml", "/opt/shop/site.yaml is site.yaml"),
      (".env", "/opt/shop/.env is the file of the secrets"),
      ("../shop", "/opt/shop is server.directory"), ("../../opt", "/opt contains server.directory"),
      ("../../../../../opt/shop", "/opt/shop is server.directory"),
      ("../../etc", "/etc is /etc, which belongs to the system"),
      ("../../etc/ssl/private", "/etc/ssl/private is in /etc, which belongs to the system"),
      ("../../usr/lib/x", "/usr/lib/x is in /usr, which belongs to the system"),
      ("../../lib64", "/lib64 is /lib64, which belongs to the system"),
      ("../../root/modules", "/root/modules is in /root, which belongs to the system"),
      ("../../tmp/modules", "/tmp/modules is in /tmp, which is not permanent"),
      ("../../proc/1/root", "/proc/1/root is in /proc, which is not permanent"),
      ("../../dev/shm/x", "/dev/shm/x is in /dev, which is not permanent"),
      ("../../run/secrets", "/run/secrets is in /run, which is not permanent"),
      ("../../srv", "/srv is /srv, which contains other users' folders"),
      ("../../home", "/home is /home, which contains other users' folders"),
      ("../../home/alice", "/home/alice is /home/alice, which is a user's home folder"),
      (
        "../../var/cache/x",
        "/var/cache/x is in /var, which belongs to the system, except for separate folders in /var/lib and /var/opt"
      ),
      (
        "../../var/lib/docker/volumes",
        "/var/lib/docker/volumes is in /var/lib/docker, where a program keeps its data"
      ),
      (
        "../../var/lib",
        "/var/lib is in /var, which belongs to the system, except for separate folders in /var/lib and /var/opt"
      ),
    ] as [(String, String?)])
  func refusesFoldersOfModules(_ path: String, _ fault: String?) {
    let found = findings((Self.image, "odoo: {image: odoo:18.0-20260105, addons: [custom_addons, \"\(path)\"]}"))
    guard let fault else {
      #expect(
        found == [
          "error: odoo.addons[1]: \"\(path)\" has a `..` after a name [path-format]; write the path without `..`"
        ])
      return
    }
    #expect(
      found == [
        "error: odoo.addons[1]: \(fault) [folder-overlap]; write a folder that contains only modules, such as ./custom_addons"
      ])
  }

  @Test(arguments: [
    "custom_addons", "../enterprise", "outer", "secrets2", "../../srv/modules", "../../home/alice/modules", "lib/out",
  ])
  func acceptsFoldersOfModules(_ path: String) {
    #expect(findings((Self.image, "odoo: {image: odoo:18.0-20260105, addons: [\(path)]}")) == [])
  }

  @Test(arguments: [
    ("./out/secrets", "/opt/shop/out/secrets is in the output folder, which is committed"),
    ("out", "/opt/shop/out is the output folder, which is committed"),
    (".git/secrets", "/opt/shop/.git/secrets is in git's own folder"),
    ("templates", "/opt/shop/templates is the folder of templates, which is committed"),
    ("../shop/.", "/opt/shop is server.directory"),
    ("../../etc/shop", "/etc/shop is in /etc, which belongs to the system"),
    ("../../tmp/s", "/tmp/s is in /tmp, which is not permanent"),
    (".env", "/opt/shop/.env is the file of the secrets"),
  ])
  func refusesFoldersOfSecrets(_ path: String, _ fault: String) {
    #expect(
      findings(("tls:", "secrets: {directory: \"\(path)\"}\ntls:")).filter { !$0.hasPrefix("error: odoo.addons") } == [
        "error: secrets.directory: \(fault) [folder-overlap]; write a folder that contains nothing else, such as ./secrets"
      ])
  }

  @Test func followsTheFolderOfTheSecrets() {
    let inner = findings(("tls:", "secrets: {directory: custom_addons/keys}\ntls:"))
    #expect(
      inner == [
        "error: odoo.addons: /opt/shop/custom_addons contains the folder of the secrets [folder-overlap]; "
          + "write a folder that contains only modules, such as ./custom_addons"
      ])
    #expect(findings(("tls:", "secrets: {directory: ../keys}\ntls:")) == [])
  }

  @Test(arguments: [
    ("/etc", "/etc is /etc, which belongs to the system"),
    ("/etc/shop/", "/etc/shop is in /etc, which belongs to the system"),
    ("//usr//local/shop", "/usr/local/shop is in /usr, which belongs to the system"),
    ("/tmp", "/tmp is /tmp, which is not permanent"),
    (
      "/var/tmp/shop",
      "/var/tmp/shop is in /var, which belongs to the system, except for separate folders in /var/lib and /var/opt"
    ),
    ("/root", "/root is /root, which belongs to the system"),
    ("/root/shop", "/root/shop is in /root, which belongs to the system"),
    ("/home", "/home is /home, which contains other users' folders"),
    ("/home/alice", "/home/alice is /home/alice, which is a user's home folder"),
    ("/opt", "/opt is /opt, which contains other users' folders"),
    ("/srv", "/srv is /srv, which contains other users' folders"),
    ("/var", "/var is /var, which belongs to the system, except for separate folders in /var/lib and /var/opt"),
    (
      "/var/www/shop",
      "/var/www/shop is in /var, which belongs to the system, except for separate folders in /var/lib and /var/opt"
    ),
    ("/var/lib/docker", "/var/lib/docker is /var/lib/docker, where a program keeps its data"),
    ("/var/lib/postgresql/x", "/var/lib/postgresql/x is in /var/lib/postgresql, where a program keeps its data"),
    ("/run/shop", "/run/shop is in /run, which is not permanent"),
    ("/proc/self", "/proc/self is in /proc, which is not permanent"),
    ("/boot/x", "/boot/x is in /boot, which belongs to the system"),
  ])
  func refusesDirectoriesOfTheServer(_ path: String, _ fault: String) {
    #expect(
      findings(("/srv/backup", "/backup"), ("memory: 16GiB", "memory: 16GiB, directory: \(path)")) == [
        "error: server.directory: \(fault) [server-directory]; write a folder that only the site uses, such as /opt/shop"
      ])
  }

  @Test(arguments: [
    "/opt/x", "/srv/x", "/srv/sites/x", "/var/lib/x", "/var/opt/x", "/data", "/mnt/disk/x", "/varia", "/etcetera",
  ])
  func acceptsDirectoriesOfTheServer(_ path: String) {
    #expect(findings(("/srv/backup", "/backup"), ("memory: 16GiB", "memory: 16GiB, directory: \(path)")) == [])
  }

  @Test func warnsOfAHome() {
    #expect(
      findings(("memory: 16GiB", "memory: 16GiB, directory: /home/alice/shop")) == [
        "warning: server.directory: /home/alice/shop is in a home folder, whose user can replace scripts that root runs "
          + "[server-directory]; write a folder that belongs to root, such as /opt/shop"
      ])
  }

  @Test(arguments: [
    ("/opt/shop/out/x.pem", "is in the output folder, which is committed"),
    ("/opt/shop/.git/x.pem", "is in git's own folder"),
    ("/opt/shop/secrets/x.pem", "is in the folder of the secrets"),
    ("/opt/shop/custom_addons/x.pem", "is in a folder of modules, which Odoo reads"),
    ("/opt/shop", "is server.directory"), ("/opt", "contains server.directory"),
    ("/tmp/x.pem", "is in /tmp, which is not permanent"),
    ("/dev/stdin", "is in /dev, which is not permanent"), ("/var/tmp/x.pem", "is in /var/tmp, which is not permanent"),
  ])
  func refusesPlacesOfKeys(_ path: String, _ fault: String) {
    for instance in ["superadmin", "tenants"] {
      for (key, files) in [
        ("certificate", "{certificate: \(path), key: /etc/ssl/private/a.key}"),
        ("key", "{certificate: /etc/ssl/a.pem, key: \(path)}"),
      ] {
        #expect(
          findings(("tls: {", "tls: {\(instance): \(files), ")).filter { $0.hasPrefix("error") } == [
            "error: tls.\(instance).\(key): \(path) \(fault) [folder-overlap]; "
              + "write a path in a folder that only root can write to, such as /etc/ssl/private"
          ])
      }
    }
  }

  @Test(arguments: [
    ("/opt/shop", "is server.directory, which is backed up"),
    ("/opt/shop/backup", "is in server.directory, which is backed up"),
    ("/opt", "contains server.directory, which is backed up"),
    ("/tmp/backup", "is in /tmp, which is not permanent"),
    ("/etc/backup", "is in /etc, which belongs to the system"),
    ("/srv", "is /srv, which contains other users' folders"),
    (
      "/var/backups",
      "is in /var, which belongs to the system, except for separate folders in /var/lib and /var/opt and /var/backups"
    ),
    (
      "/var/log/x",
      "is in /var, which belongs to the system, except for separate folders in /var/lib and /var/opt and /var/backups"
    ),
  ])
  func refusesPlacesOfBackups(_ path: String, _ fault: String) {
    #expect(
      findings(("/srv/backup", path)) == [
        "error: backup.repository: \(path) \(fault) [folder-overlap]; "
          + "write a separate folder, such as /srv/backup/shop, or better one on another server"
      ])
  }

  @Test(arguments: ["/srv/backup", "/mnt", "/backup", "/var/backups/restic", "/home/backup/shop", "sftp:a@b:/etc/x"])
  func acceptsPlacesOfBackups(_ path: String) {
    #expect(findings(("/srv/backup", "\"\(path)\"")) == [])
  }
}
