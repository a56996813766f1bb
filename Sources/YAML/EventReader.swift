import CLibYAML
import Diagnostics

/// libyaml's event parser over bytes in memory: the one place that knows libyaml.
///
/// The bytes and the parser stay where they are for the life of the reader, and each event is freed as soon as it is read.
@safe final class EventReader {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let input: UnsafeMutableBufferPointer<UInt8>

  init(_ bytes: [UInt8]) {
    unsafe input = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(bytes.count, 1))
    _ = unsafe input.initialize(from: bytes)
    unsafe parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    unsafe parser.initialize(to: yaml_parser_t())
    _ = unsafe yaml_parser_initialize(parser)
    unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    unsafe yaml_parser_set_input_string(parser, input.baseAddress, bytes.count)
  }

  deinit {
    unsafe yaml_parser_delete(parser)
    unsafe parser.deallocate()
    unsafe input.deallocate()
  }

  /// The next step.
  func next() throws(SyntaxError) -> Event {
    var event = unsafe yaml_event_t()
    guard unsafe yaml_parser_parse(parser, &event) == 1 else { throw syntaxError() }
    defer { unsafe yaml_event_delete(&event) }
    return unsafe read(event)
  }

  private func read(_ event: yaml_event_t) -> Event {
    let span = unsafe Span(start: Mark(event.start_mark), end: Mark(event.end_mark))
    switch unsafe event.type {
    case YAML_STREAM_START_EVENT: return Event(kind: .streamStart, span: span)
    case YAML_DOCUMENT_START_EVENT:
      let start = unsafe event.data.document_start
      let directives = unsafe start.version_directive != nil || start.tag_directives.start != start.tag_directives.end
      return Event(
        kind: .documentStart(isExplicit: unsafe start.implicit == 0, hasDirectives: directives), span: span)
    case YAML_DOCUMENT_END_EVENT: return Event(kind: .documentEnd, span: span)
    case YAML_ALIAS_EVENT: return unsafe Event(kind: .alias, anchor: text(event.data.alias.anchor), span: span)
    case YAML_SCALAR_EVENT: return unsafe scalar(event.data.scalar, span)
    case YAML_SEQUENCE_START_EVENT:
      let start = unsafe event.data.sequence_start
      return unsafe Event(kind: .sequenceStart, anchor: text(start.anchor), tag: text(start.tag), span: span)
    case YAML_SEQUENCE_END_EVENT: return Event(kind: .sequenceEnd, span: span)
    case YAML_MAPPING_START_EVENT:
      let start = unsafe event.data.mapping_start
      return unsafe Event(kind: .mappingStart, anchor: text(start.anchor), tag: text(start.tag), span: span)
    case YAML_MAPPING_END_EVENT: return Event(kind: .mappingEnd, span: span)
    default: return Event(kind: .streamEnd, span: span)
    }
  }

  private func scalar(_ scalar: yaml_event_s.__Unnamed_union_data.__Unnamed_struct_scalar, _ span: Span) -> Event {
    let bytes = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
    let style: Event.Style =
      switch unsafe scalar.style {
      case YAML_SINGLE_QUOTED_SCALAR_STYLE, YAML_DOUBLE_QUOTED_SCALAR_STYLE: .quoted
      case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: .block
      default: .plain
      }
    return unsafe Event(
      kind: .scalar(text: String(decoding: bytes, as: UTF8.self), style: style), anchor: text(scalar.anchor),
      tag: text(scalar.tag), span: span)
  }

  private func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    guard let pointer = unsafe pointer else { return nil }
    return unsafe String(cString: pointer)
  }

  private func syntaxError() -> SyntaxError {
    func text(_ pointer: UnsafePointer<CChar>?) -> String {
      guard let pointer = unsafe pointer else { return "" }
      return unsafe String(cString: pointer)
    }
    return unsafe SyntaxError(
      problem: text(parser.pointee.problem), mark: Mark(parser.pointee.problem_mark),
      context: text(parser.pointee.context), contextMark: Mark(parser.pointee.context_mark))
  }
}

extension Mark {
  /// libyaml counts lines and columns from 0, columns in code points.
  fileprivate init(_ mark: yaml_mark_t) {
    self.init(line: Int(mark.line) + 1, column: Int(mark.column) + 1)
  }
}
