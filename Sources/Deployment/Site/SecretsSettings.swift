public import Schema

/// How passwords are kept.
public struct SecretsSettings: Section {
  let provider: Traced<SecretsProvider>
  let directory: Traced<RelativePath>

  /// The settings under `secrets`.
  public static let section = SectionTable(
    "secrets", SecretsSettings.init,
    Row(
      "provider", \.provider, default: .files,
      "Where the operator keeps the secrets: files, a .env file, or Vault; containers always get files."
    ).example("dotenv"),
    Row(
      "directory", \.directory, default: RelativePath(canonical: "secrets"),
      "The folder of the secret files on the server, relative to site.yaml: mode 0700, never in git, never under out/."
    ).example("keys")
  )
}
