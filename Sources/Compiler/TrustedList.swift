import Diagnostics
public import Template

/// Everything in the artifacts that is trusted to be what it says: what an auditor reads first.
public struct TrustedList: Sendable {
  /// One line for each fragment, in the order of the artifacts; empty where there is none.
  public let lines: [String]

  /// Lists the fragments of a build.
  ///
  /// - Parameters:
  ///   - artifacts: the artifacts.
  ///   - folder: the name of the output folder.
  public init(_ artifacts: [Rendered], folder: String) {
    lines = artifacts.flatMap { artifact in
      artifact.fragments.map { fragment in
        let source = fragment.source.map { " (\(Self.text($0)))" } ?? ""
        let (first, last) = (fragment.lines.lowerBound, fragment.lines.upperBound)
        let lines = first == last ? "\(first)" : "\(first)-\(last)"
        return
          "\(folder)/\(artifact.path):\(lines): \(fragment.format) from \(fragment.setting)\(source), used by "
          + Self.text(fragment.tag)
      }
    }
  }

  private static func text(_ place: Place) -> String {
    "\(place.file):\(place.span.start.line):\(place.span.start.column)"
  }
}
