import Diagnostics
import TextTypes

extension YAMLFormat {
  /// Refuses a value that compose, or what it hands a text to, would take apart at this place.
  func allow(_ type: TextType, _ context: YAMLContext) throws(Unfit) {
    let isList = context.isItem || context.keys.last?.bracket == UInt8(ascii: "[")
    switch context.meaning {
    case .plain, .file, .services, .service, .healthcheck, .hooks, .develop, .resources, .resource,
      .driverOptions:
      return
    case .doubtful:
      guard !type.isInert(in: .foreign) else { return }
      throw Self.parts(type, "whose key depends on a value", help: "write the key in the template")
    case .command where !isList:
      guard !type.isInert(in: .foreign, mayBeEmpty: false) else { return }
      throw Unfit(
        id: .composeCommand, message: "compose splits this text into words, and \(type.name) may be more than one word",
        help: "write the command as a list: [\"…\", \"{{ … }}\"]")
    case .test where !isList: try program(type)
    case .command, .test: if context.keys.last?.holdsProgram == true { try program(type) }
    case .program: try program(type)
    case .pairs where isList: try part(type, context, without: "=", "a name from its value", "NAME: \"{{ … }}\"")
    case .pairs: return
    case .hosts: try part(type, context, without: "=:", "a name from its value", "NAME: \"{{ … }}\"")
    case .ports:
      let marks = context.isInBrackets ? "/-[]" : ":/-[]"
      try part(type, context, without: marks, "addresses, ports and protocols", "the long form: target, published")
    case .parts: try part(type, context, without: ":", "parts of this text", "the long form, or another value")
    case .mounts:
      try whole(type, context)
      try part(type, context, without: ":", "a source from its target", "the long form: type, source, target")
    case .location, .build:
      try whole(type, context)
      try part(type, context, without: ":#@?", "parts of an address", "./ before the value")
    case .options: try part(type, context, without: ",", "options", "a value without commas")
    case .tmpfs: try part(type, context, without: ":,", "a path from its options", "a value without colons")
    }
  }

  /// A value before or between the marks at which compose takes a text apart.
  private func part(
    _ type: TextType, _ context: YAMLContext, without marks: String, _ what: String, _ better: String
  ) throws(Unfit) {
    guard !context.isBehindMark, type.mayHold(anyOf: ByteSet(marks)) else { return }
    throw Self.parts(type, "which compose splits, to tell \(what)", help: "write \(better)")
  }

  private static func parts(_ type: TextType, _ what: String, help: String) -> Unfit {
    Unfit(id: .composePair, message: "\(type.name) may be several parts of this text, \(what)", help: help)
  }

  /// A value that begins a text says with a `/`, a `.` or a `~` what kind of text it is.
  private func whole(_ type: TextType, _ context: YAMLContext) throws(Unfit) {
    guard context.word.isEmpty, type.mayHold(anyOf: ByteSet("/~\\")), !type.traits.contains(.isAbsolutePath) else {
      return
    }
    throw Self.parts(
      type, "and its beginning decides whether it is a folder, a name or an address",
      help: "write ./ before the value if it is a folder")
  }

  private func program(_ type: TextType) throws(Unfit) {
    guard type.isInert(in: .foreign) else { throw ShellFormat.program(type) }
  }
}
