public import Output
import TemplateBytes

/// Where changes are reviewed, and what `gen init --ci` writes for it: the files of `pipelines/`.
public enum PipelineFiles: String, CaseIterable, Sendable {
  /// A workflow of GitHub Actions.
  case github
  /// A job of GitLab CI/CD, and the file that includes it.
  case gitlab
  /// A hook for pre-commit (pre-commit.com).
  case preCommit = "pre-commit"

  /// The files, each with its path in the repository.
  public var files: [Artifact] {
    switch self {
    case .github: unsafe [Self.artifact(".github/workflows/gen.yml", githubPipeline)]
    case .gitlab:
      unsafe [Self.artifact(".gitlab-ci.yml", gitlabIncludePipeline), Self.artifact(".gitlab/gen.yml", gitlabPipeline)]
    case .preCommit: unsafe [Self.artifact(".pre-commit-config.yaml", preCommitPipeline)]
    }
  }

  private static func artifact(_ path: String, _ pipeline: Pipeline) -> Artifact {
    let bytes = unsafe Array(UnsafeBufferPointer(start: pipeline.bytes, count: Int(pipeline.count)))
    return Artifact(path: path, bytes: bytes)
  }
}
