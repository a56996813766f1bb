public import Diagnostics
import Digest
import TextTypes

/// A template that was checked: it can only be rendered.
public struct Program: Sendable {
  /// The template's path below the templates folder.
  public let path: String
  /// The template's index among those that were compiled.
  public let source: Int
  /// The output format's name.
  public let format: String
  /// The artifact's permissions.
  public let mode: UInt16
  /// What it asks about other artifacts, in the order of their places.
  var references: [Reference]
  /// The templates that it was made from: itself, what it includes, and whose artifacts it refers to. When another one takes
  /// the place of one of them, it must be compiled again.
  var needs: Set<Int32>
  /// The folders of whose templates it asks: with another template in one of them, it must be compiled again.
  var folders: Set<String> = []
  var code: Code
  /// The digest of its artifacts, where they are the same for every site and it was computed when gen was built.
  var digest: SHA256Digest?
  /// All templates that were compiled together.
  let sources: [SourceFile]

  /// What a program does.
  struct Code: Sendable {
    /// The artifact's path, where the header has one.
    var path: [Operation]?
    /// When the artifacts exist.
    var condition: Formula?
    /// The loop that makes one artifact for each element; its body is empty.
    var each: Operation.Loop?
    /// The header.
    var header: Region
    var loops: Int
    var registers: Int
    /// What makes the artifact's content; of a recorded program it is read when it is first rendered.
    var body: Lazy<Body?>
  }

  /// What makes an artifact's content.
  struct Body: Sendable {
    var operations: [Operation]
    /// How each value is put, by the index of its hole.
    var placements: [Placement]
    var check: OutputCheck
    /// Writes in which state each value stands; whether each was read back as it was written.
    var record: @Sendable (inout Tape) -> Bool
  }

  /// What the paths of its artifacts are like, as values in other templates.
  var pathType: TextType {
    var type: TextType?
    for operation in code.path ?? [] {
      let part: TextType
      switch operation {
      case .text(let region, _): part = TextType(constant: Array(sources[Int(region.file)].bytes[region.range]))
      case .hole(let hole):
        guard case .text(let value) = hole.content else { continue }
        part = value
      default: continue
      }
      type = type.map { $0.followed(by: part) } ?? part
    }
    var result = type ?? TextType(constant: Array(path.utf8))
    result.name = "artifact's path"
    result.choices = []
    return result
  }

  /// The place of a stretch's text or tag in its template.
  public func place(of stretch: Provenance.Stretch) -> Place {
    sources[Int(stretch.template)].place(Int(stretch.source.lowerBound)..<Int(stretch.source.upperBound))
  }

  /// The place of a condition's or a loop's tag in its template.
  public func place(of control: Provenance.Control) -> Place {
    sources[Int(control.template)].place(Int(control.source.lowerBound)..<Int(control.source.upperBound))
  }

  /// The line of a template that made a byte of an artifact; nil behind the artifact's end.
  public func templateLine(of offset: Int, in artifact: Rendered) -> Place? {
    guard let index = artifact.provenance.stretch(at: offset) else { return nil }
    let stretch = artifact.provenance.stretches[index]
    let source = sources[Int(stretch.template)]
    let start = index == 0 ? 0 : Int(artifact.provenance.stretches[index - 1].end)
    let byte = Int(stretch.source.lowerBound) + (stretch.isValue ? 0 : offset - start)
    return source.place(byte..<byte)
  }
}
