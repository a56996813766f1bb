import Schema

extension ExpressionChecker {
  /// What a name, or a field of something, stands for.
  func reference(_ expression: Expression) throws(TemplateError) -> Typed {
    switch expression.kind {
    case .name(let name):
      guard let binding = scope.binding(name) else {
        let hint = nearest(name, among: scope.allNames).map { ", did you mean `\($0)`?" } ?? ""
        throw TemplateError(
          "unknown-name", "there is no `\(name)`\(hint)",
          help: "the names here are \(scope.allNames.joined(separator: ", "))",
          at: expression.range)
      }
      return try typed(binding, name, expression)
    case .field(let base, let key): return try field(base, key, expression)
    default: return try check(expression)
    }
  }

  private func typed(_ binding: Binding, _ name: String, _ expression: Expression) throws(TemplateError) -> Typed {
    switch binding {
    case .cell(let shape, let reference): return value(shape, reference)
    case .text(let type, let variable): return .text(type, .variable(variable))
    case .integer(let type, let variable): return .integer(type, .variable(variable))
    case .condition(let variable): return .condition(.variable(variable))
    case .loop:
      throw TemplateError(
        "record-hole", "`loop` has no value of its own", help: "write loop.index, loop.first or loop.last",
        at: expression.range)
    case .unset:
      throw TemplateError(
        "maybe-unset", "`\(name)` is not set in every branch before this",
        help: "set it before the {% if %}, or in each of its branches", at: expression.range)
    }
  }

  /// A value in the arena by its type.
  private func value(_ shape: Shape, _ reference: Reference) -> Typed {
    switch scope.narrowed(shape, reference) {
    case .text(let type): .text(type, .cell(reference))
    case .integer(let type): .integer(type, .cell(reference))
    case .boolean: .condition(.cell(reference))
    case let other: .cell(other, reference)
    }
  }

  private func field(_ base: Expression, _ key: String, _ expression: Expression) throws(TemplateError) -> Typed {
    if case .name(let name) = base.kind, case .loop(let loop)? = scope.binding(name) {
      return try loopField(loop, key, expression)
    }
    switch try reference(base) {
    case .cell(.record(let type), let reference):
      guard let slot = type.slot(of: key) else {
        let keys = type.fields.map(\.key)
        let hint = nearest(key, among: keys).map { ", did you mean `\($0)`?" } ?? ""
        throw TemplateError(
          "unknown-field", "\(type.name.article) has no field `\(key)`\(hint)",
          help: "its fields are \(keys.joined(separator: ", "))",
          at: expression.range)
      }
      return value(type.fields[slot].shape, Reference(base: reference.base, slots: reference.slots + [slot]))
    case .cell(.optional, _):
      throw TemplateError(
        "optional-field", "the value may be absent", help: "put this inside {% if … is defined %}", at: base.range)
    default:
      throw TemplateError(
        "unknown-field", "this value has no fields", help: "only records have fields; a list has a filter `length`",
        at: expression.range)
    }
  }

  private func loopField(_ loop: Int, _ key: String, _ expression: Expression) throws(TemplateError) -> Typed {
    if key == "first" { return .condition(.loopFirst(loop)) }
    if key == "last" { return .condition(.loopLast(loop)) }
    guard let field = LoopField(rawValue: key) else {
      throw TemplateError(
        "unknown-field", "a loop has no `\(key)`",
        help: "it has index, index0, first, last, length, revindex and revindex0", at: expression.range)
    }
    return .integer(.count, .loop(loop, field))
  }

  /// A value with a filter after it.
  func filter(
    _ base: Expression, _ name: String, _ arguments: [Expression], _ whole: Expression
  ) throws(TemplateError) -> Typed {
    switch name {
    case "length", "count":
      guard arguments.isEmpty, case .cell(let shape, let reference) = try check(base), shape.element != nil else {
        throw TemplateError(
          "type", "`\(name)` counts the elements of a list", help: "name a list before it", at: whole.range)
      }
      return .integer(.count, .count(reference))
    case "join": return try join(base, arguments, whole)
    case "upper", "lower":
      let (type, code) = try text(base)
      guard arguments.isEmpty, type.alphabet.isSubset(of: .printable) else {
        throw TemplateError(
          "type", "`\(name)` takes a text of ASCII letters", help: "add a field to the model instead", at: whole.range)
      }
      return .text(type.cased(upper: name == "upper"), name == "upper" ? .upper(code) : .lower(code))
    case "default", "d":
      throw TemplateError(
        "filter", "`default` would hide a misspelt name", help: "write {{ a if a is defined else b }}", at: whole.range)
    case "safe", "e", "escape", "string":
      throw TemplateError(
        "filter", "`\(name)` is not part of the language",
        help: "values are put in their place by the format; remove the filter", at: whole.range)
    default:
      throw TemplateError(
        "filter", "`\(name)` is not part of the language", help: "there are length, join, upper and lower",
        at: whole.range)
    }
  }

  private func join(_ base: Expression, _ arguments: [Expression], _ whole: Expression) throws(TemplateError) -> Typed {
    guard case .cell(let shape, let reference) = try check(base), let element = shape.element else {
      throw TemplateError("type", "`join` takes a list", help: "name a list before it", at: whole.range)
    }
    var separator = ""
    if let first = arguments.first {
      guard arguments.count == 1, case .text(let text) = first.kind else {
        throw TemplateError("type", "`join` takes one text in quotes", help: "write | join(\", \")", at: whole.range)
      }
      separator = text
    }
    let type: TextType
    switch element {
    case .text(let text): type = text
    case .integer(let integer): type = integer.text
    default:
      throw TemplateError("type", "these elements have no printed form", help: "loop over the list", at: whole.range)
    }
    return .text(
      type.joined(by: .literal(separator)), .joined(reference, separator: Array(separator.utf8), element: []))
  }
}

extension TextType {
  /// The type of the same text in one case.
  fileprivate func cased(upper: Bool) -> TextType {
    var alphabet = ByteSet()
    for byte in self.alphabet.bytes {
      switch (upper, byte) {
      case (true, 0x61...0x7A): alphabet.insert(byte - 32)
      case (false, 0x41...0x5A): alphabet.insert(byte + 32)
      default: alphabet.insert(byte)
      }
    }
    return TextType(
      name: name, alphabet: alphabet, mayBeEmpty: mayBeEmpty, mayBeginWithDash: mayBeginWithDash, isLate: isLate)
  }
}

extension Shape {
  /// What a value of the type is, in words.
  var description: String {
    switch self {
    case .record(let type): type.name.article
    case .list, .map: "a list"
    default: "this value"
    }
  }

  /// The fields of a record, in words.
  var keys: String {
    guard case .record(let type) = self else { return "" }
    return type.fields.map(\.key).joined(separator: ", ")
  }
}

extension String {
  /// A type's name with its article.
  fileprivate var article: String {
    let vowels: [UInt8] = Array("aeioAEIO".utf8)
    return (utf8.first.map(vowels.contains) == true ? "an " : "a ") + self
  }
}
