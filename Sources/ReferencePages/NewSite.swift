import JSON
public import Output

/// What `gen init` writes.
public enum NewSite {
  /// The files, each with its path in the new folder.
  ///
  /// - Parameter site: the first site.yaml.
  public static func files(_ site: StarterSite) -> [Artifact] {
    [
      Artifact(path: attributesPath, bytes: Array((attributes.joined(separator: "\n") + "\n").utf8)),
      Artifact(path: ignoredPath, bytes: Array((ignored.joined(separator: "\n") + "\n").utf8)),
      Artifact(path: "custom_addons/README.md", bytes: Array(addons.utf8)),
      Artifact(path: "site.schema.json", bytes: SiteLanguage.schema.prettyPrinted),
      Artifact(path: sitePath, bytes: Array(site.text.utf8)),
    ]
  }

  /// The path of the first site.yaml.
  public static let sitePath = "site.yaml"

  /// The path of what an import says, beside it.
  public static let importPath = "IMPORT.md"

  /// Files that a repository often has already, with the lines that belong in them.
  public static let shared = [(path: attributesPath, lines: attributes), (path: ignoredPath, lines: ignored)]

  private static let attributesPath = ".gitattributes"
  private static let ignoredPath = ".gitignore"

  private static let ignored = ["# Passwords never go into git.", "/secrets/", "/.env"]

  private static let attributes = [
    "# The output is the same on every machine, byte for byte.",
    "* text=auto eol=lf",
    "# gen merges these two itself: after a conflict in them run `gen build`. The other files of out/ are there to be reviewed.",
    "out/manifest.json linguist-generated gitlab-generated",
    "out/SHA256SUMS linguist-generated gitlab-generated",
  ]

  /// Without a file in it, git does not keep the folder, and the server would not have it.
  private static let addons = """
    # Modules of your own

    Each folder here that has a `__manifest__.py` is a module of Odoo. `odoo.addons` in site.yaml names this folder, and both instances can
    install what is in it; `odoo.tenants.modules` names what every new tenant gets. Keep this file: git keeps no empty folder.

    """
}
