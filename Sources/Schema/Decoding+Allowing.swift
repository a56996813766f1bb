public import Diagnostics
public import Document

extension Decoding {
  /// Silences kinds of warnings from here on.
  ///
  /// - Parameters:
  ///   - names: the setting that names them. What could not be read of it is reported, and silences nothing.
  ///   - kind: the kind that a name stands for.
  public mutating func allow<Name: Readable>(_ names: Traced<[Traced<Name>]>, as kind: (Name) -> FindingID?) {
    let read = names.value.filter { !$0.isStandIn }
    diagnostics.allowed = Set(read.compactMap { kind($0.value) })
  }
}
