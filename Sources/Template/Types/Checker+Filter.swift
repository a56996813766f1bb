import Diagnostics
import Model
import TextTypes

extension Checker {
  mutating func filtered(_ operand: Expression, _ filter: Filter, at region: Region) -> Typed? {
    guard let typed = value(operand) else { return nil }
    switch filter {
    case .length:
      guard let (path, _) = list(typed, for: "length") else { return nil }
      return Typed(.length(path), .integer(IntegerType(name: "whole number", range: 0...Int.max)), at: region)
    case .join(let separator): return join(typed, separator, at: region)
    case .first: return end(typed, isFirst: true, at: region)
    case .last: return end(typed, isFirst: false, at: region)
    case .upper: return letterCase(typed, isUpper: true, at: region)
    case .lower: return letterCase(typed, isUpper: false, at: region)
    }
  }

  /// A filter's list and the type of its elements.
  private mutating func list(_ typed: Typed, for filter: String) -> (CellPath, Shape)? {
    guard let path = typed.path, let element = typed.shape.element else {
      findings.error(
        .filterType, "`\(source(typed.region))` is \(typed.shape.inWords), and `\(filter)` takes a list",
        at: typed.region, help: "write a list before `| \(filter)`")
      return nil
    }
    return (path, element)
  }

  /// A filter's list of texts or numbers, and the type of an element's text.
  private mutating func texts(_ typed: Typed, for filter: String) -> (CellPath, Shape, TextType)? {
    guard let (path, element) = list(typed, for: filter) else { return nil }
    guard let printed = element.printedType else {
      findings.error(
        .filterType, "the elements of `\(source(typed.region))` are records, which cannot be printed", at: typed.region,
        help: "write `{% for element in \(source(typed.region)) %}` with the fields that you mean")
      return nil
    }
    return (path, element, printed)
  }

  private mutating func join(_ typed: Typed, _ separator: [UInt8], at region: Region) -> Typed? {
    guard let (path, _, printed) = texts(typed, for: "join") else { return nil }
    var type = printed.repeated(separator: separator)
    if scope.facts.contains(.hasElements(path)) {
      type.traits.formUnion(printed.traits.intersection(.isNeverEmpty))
    }
    return Typed(.join(path, separator: separator), .text(type), at: region)
  }

  private mutating func end(_ typed: Typed, isFirst: Bool, at region: Region) -> Typed? {
    let filter = isFirst ? "first" : "last"
    guard let (path, element, _) = texts(typed, for: filter) else { return nil }
    guard scope.facts.contains(.hasElements(path)) else {
      let name = source(typed.region)
      findings.error(
        .mayBeEmpty, "`\(name)` may be empty, and then has no \(filter) element", at: region,
        help: "write it between `{% if \(name) | length > 0 %}` and `{% endif %}`")
      return nil
    }
    return Typed(.element(path, isFirst: isFirst), element, at: region)
  }

  private mutating func letterCase(_ typed: Typed, isUpper: Bool, at region: Region) -> Typed? {
    let filter = isUpper ? "upper" : "lower"
    guard case .text(let type) = typed.shape else {
      findings.error(
        .filterType, "`\(source(typed.region))` is \(typed.shape.inWords), and `\(filter)` takes a text",
        at: typed.region, help: "remove `| \(filter)`")
      return nil
    }
    guard type.alphabet.isSubset(of: ByteSet(0...0x7F)) else {
      findings.error(
        .filterType, "`\(source(typed.region))` can hold letters beyond ASCII, whose case depends on the language",
        at: typed.region, help: "write a field of the model that has the text as it should appear")
      return nil
    }
    if isUpper {
      return Typed(.upper(typed.formula), .text(type.mapped(" in capitals", LetterCase.upper)), at: region)
    }
    return Typed(.lower(typed.formula), .text(type.mapped(" in small letters", LetterCase.lower)), at: region)
  }
}
