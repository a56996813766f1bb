public import Diagnostics
public import Digest

/// One artifact.
public struct Rendered: Sendable {
  /// Its path below the output folder, with `/` between its parts.
  public let path: String
  /// Its permissions.
  public let mode: UInt16
  /// The template's index among the sources of its set.
  public let template: Int
  /// The output format's name.
  public let format: String
  /// Its content.
  public let bytes: [UInt8]
  /// What each stretch of it was made from; empty when that was not asked for.
  public let provenance: Provenance
  /// The trusted fragments in it, in their order.
  public let fragments: [Fragment]
  /// The digest of its content, where that was computed when gen was built: it has no value and no condition.
  public let digest: SHA256Digest?

  /// A trusted fragment in an artifact.
  public struct Fragment: Sendable, Equatable {
    /// The setting that contains it, such as `nginx.snippets.tenants`.
    public let setting: String
    /// Where in site.yaml; nil for one that is in no file.
    public let source: Place?
    /// The tag of the template that puts it here.
    public let tag: Place
    /// The artifact's lines that it takes, from 1.
    public let lines: ClosedRange<Int>
    /// The language that it is written in: an output format's name.
    public let format: String

    /// The same fragment, so many lines further down in another artifact.
    func moved(by count: Int) -> Fragment {
      Fragment(
        setting: setting, source: source, tag: tag, lines: lines.lowerBound + count...lines.upperBound + count,
        format: format)
    }
  }
}
