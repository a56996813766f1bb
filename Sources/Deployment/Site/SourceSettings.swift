public import Schema

/// The repository that is checked out on the server.
public struct SourceSettings: Section {
  let repository: Traced<RepositoryURL>
  package let revision: Traced<GitRevision>

  /// The settings under `source`.
  public static let section = SectionTable(
    "source", SourceSettings.init,
    Row("repository", \.repository, "The address of the git repository: https or ssh, without a password.").example(
      "https://git.example.com/stockshop.git"),
    Row("revision", \.revision, "The tag or commit that is deployed; a branch would change.").example("v1.4.0"))
}
