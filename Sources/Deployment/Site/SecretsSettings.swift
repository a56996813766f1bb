public import Schema

/// How passwords are kept.
public struct SecretsSettings: Tabled {
  let provider: Traced<SecretsProvider>
  let directory: Traced<RelativePath>

  /// The settings under `secrets`.
  public static let table = Table(
    "secrets", SecretsSettings.init,
    Row("provider", \.provider, default: .files, "How the operator keeps them; containers always get files."),
    Row(
      "directory", \.directory, default: RelativePath(canonical: "secrets"),
      "The folder of the files on the server: mode 0700, never in git, never under out/."))
}
