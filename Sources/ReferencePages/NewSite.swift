import JSON
public import Output

/// What `gen init` writes.
public enum NewSite {
  /// The files, each with its path in the new folder.
  public static var files: [Artifact] {
    [
      Artifact(path: ".gitattributes", bytes: Array(attributes.utf8)),
      Artifact(path: ".gitignore", bytes: Array(ignored.utf8)),
      Artifact(path: "site.schema.json", bytes: SiteLanguage.schema.prettyPrinted),
      Artifact(path: "site.yaml", bytes: Array(site.utf8)),
    ]
  }

  private static let site = """
    # yaml-language-server: $schema=site.schema.json
    # Fill in your own names and numbers, then run: gen build
    version: 1
    name: stockshop
    contact: ops@example.net
    server: {ipv4: 203.0.113.10, cpu_cores: 4, memory: 16GiB}
    domains: {superadmin: superadmin.example.com, tenants: shops.example.net}
    tls: {dns_provider: cloudflare}
    backup: {repository: /srv/backup/stockshop}

    """

  private static let ignored = """
    # Passwords never go into git.
    /secrets/
    /.env

    """

  private static let attributes = """
    # The output is the same on every machine, byte for byte.
    * text=auto eol=lf
    # gen merges these two itself: after a conflict in them run `gen build`. The other files of out/ are there to be reviewed.
    out/manifest.json linguist-generated gitlab-generated
    out/SHA256SUMS linguist-generated gitlab-generated

    """
}
