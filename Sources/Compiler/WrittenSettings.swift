import Deployment
import Diagnostics
import Document
import JSON
public import Model
import Schema

/// What site.yaml says, without its comments and its form, and without defaults: the manifest records it, so that what was built once can
/// be built again by another version of gen.
///
/// Keys are in the order of the reference, so that their order in the file does not matter; those of the operator's choice keep theirs.
public enum WrittenSettings {
  /// The type of site.yaml.
  public static var type: RecordType { Site.table.type }

  /// A document in the form of the manifest: each scalar is a text, and ignored keys are left out.
  static func json(_ node: Node) -> JSONValue { json(node, .record(type)) }

  /// The document that the manifest records; nil where it records none. Nothing in it has a line.
  ///
  /// - Parameter file: the name of the file that it comes from.
  static func node(_ json: JSONValue, file: String) -> Node? {
    guard case .object = json else { return nil }
    return node(json, Place(file: file, span: Span(at: .start)))
  }

  private static func json(_ node: Node, _ shape: Shape?) -> JSONValue {
    switch node.content {
    case .scalar(let scalar): return .string(scalar.text)
    case .sequence(let nodes): return .array(nodes.map { json($0, shape?.listed) })
    case .mapping(let entries):
      guard let record = shape?.record else {
        let value = shape?.mapped
        return .object(entries.map { JSONMember($0.key, json($0.value, value)) })
      }
      return .object(
        record.fields.compactMap { field in
          entries.first { $0.key == field.key }.map { JSONMember(field.key, json($0.value, field.shape)) }
        })
    }
  }

  private static func node(_ json: JSONValue, _ place: Place) -> Node {
    switch json {
    case .object(let members):
      Node(
        .mapping(members.map { Node.Entry(key: $0.key, keyPlace: place, value: node($0.value, place)) }), place: place)
    case .array(let elements): Node(.sequence(elements.map { node($0, place) }), place: place)
    case .string(let text): Node(.scalar(Node.Scalar(text, style: .quoted)), place: place)
    // No build writes these here; what reads the document refuses an empty text.
    case .number, .bool, .null: Node(.scalar(Node.Scalar("", style: .quoted)), place: place)
    }
  }
}

extension Shape {
  /// The record that a mapping of this type is read as; nil where its keys are the operator's, or where there is no such type.
  public var record: RecordType? {
    switch self {
    case .record(let type): type
    case .optional(let wrapped): wrapped.record
    case .either(let shapes): shapes.lazy.compactMap(\.record).first
    default: nil
    }
  }

  /// The type of the values under keys of the operator's choice.
  public var mapped: Shape? {
    switch self {
    case .map(_, let value): value
    case .optional(let wrapped): wrapped.mapped
    case .either(let shapes): shapes.lazy.compactMap(\.mapped).first
    default: nil
    }
  }

  /// The type of the elements of a sequence.
  public var listed: Shape? {
    switch self {
    case .list(let element): element
    case .optional(let wrapped): wrapped.listed
    case .either(let shapes): shapes.lazy.compactMap(\.listed).first
    default: nil
    }
  }
}
