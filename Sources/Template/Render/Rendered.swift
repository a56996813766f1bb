/// One artifact.
public struct Rendered: Sendable {
  /// Its path below the output folder, with `/` between its parts.
  public let path: String
  /// Its permissions.
  public let mode: UInt16
  /// Its content.
  public let bytes: [UInt8]
  /// What each stretch of it was made from; empty when that was not asked for.
  public let provenance: Provenance
}
