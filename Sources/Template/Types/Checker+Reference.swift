import Diagnostics
import Model
import TextTypes

extension Checker {
  /// Checks what a function says about artifacts; nil when an error was reported.
  mutating func reference(
    _ function: Reference.Function, _ arguments: [Expression.Argument], at region: Region
  ) -> Typed? {
    if scope.binding(of: function.rawValue) != nil || root.slot(of: function.rawValue) != nil {
      findings.error(
        .nameTaken, "`\(function.rawValue)` is a variable here, not a function", at: region,
        help: "choose another name for the variable")
      return nil
    }
    guard !isInHeader else {
      findings.error(
        .headerReference, "a header cannot refer to artifacts", at: region,
        help: "write a condition about the model")
      return nil
    }
    if function == .digest {
      let parts = arguments.compactMap { part($0, at: region) }
      return parts.count == arguments.count ? Typed(.digest(parts), .text(Self.digestType), at: region) : nil
    }
    guard let argument = arguments.first, let selection = selection(argument),
      let outline = library.outlines[Int(selection.template)]
    else { return nil }
    references.insert(Reference(function: function, selection: selection, region: region))
    return one(function, selection, argument, outline, at: region)
  }

  /// What one name in a digest means; one that ends in `/` is a folder.
  private mutating func part(_ argument: Expression.Argument, at region: Region) -> DigestPart? {
    guard argument.template.hasSuffix("/") else {
      guard let selection = selection(argument) else { return nil }
      references.insert(Reference(function: .digest, selection: selection, region: region))
      return .template(selection)
    }
    let files = library.artifacts.filter { $0.hasPrefix(argument.template) }.compactMap(library.file(at:))
    guard !files.isEmpty, argument.element == nil else {
      findings.error(
        .unknownArtifact, "no template is in a folder `\(argument.template)`",
        at: argument.element?.region ?? argument.region, help: "write the path of a folder with templates, and `/`")
      return nil
    }
    folders.insert(argument.template)
    let selections = files.map { Selection(template: $0) }
    for selection in selections {
      references.insert(Reference(function: .digest, selection: selection, region: region))
    }
    return .folder(selections)
  }

  /// The path or the content of one artifact, which must be there.
  private mutating func one(
    _ function: Reference.Function, _ selection: Selection, _ argument: Expression.Argument, _ outline: Program,
    at region: Region
  ) -> Typed? {
    if let each = outline.code.each, selection.loop == nil {
      let list = findings.text(each.region)
      findings.error(
        .referenceElement, "`\(argument.template)` makes one artifact for each element of `\(list)`",
        at: argument.region,
        help: "write `\(function.rawValue)(\"\(argument.template)\", x)` in a loop `{% for x in \(list) %}`")
      return nil
    }
    let isThere = isMade(selection, outline)
    if function == .path {
      let shape = Shape.text(outline.pathType)
      return Typed(.artifactPath(selection), isThere ? shape : .optional(shape), at: region)
    }
    guard isThere else {
      let path = source(region).replacing("contents", with: "path", maxReplacements: 1)
      findings.error(
        .mayBeAbsent, "`\(argument.template)` is not made for every site", at: region,
        help: "write it between `{% if \(path) is defined %}` and `{% endif %}`")
      return nil
    }
    let type = FragmentType(name: "the content of `\(argument.template)`", format: outline.format, example: "")
    return Typed(.contents(selection), .fragment(type), at: region)
  }

  /// The artifacts that an argument names.
  private mutating func selection(_ argument: Expression.Argument) -> Selection? {
    let file = library.file(at: argument.template)
    guard let file, !library.isPartial(file) else {
      let near = nearest(argument.template, among: library.artifacts)
      findings.error(
        .unknownArtifact,
        (file == nil
          ? "the template `\(argument.template)` does not exist" : "`\(argument.template)` makes no artifact")
          + (near.map { ", did you mean `\($0)`?" } ?? ""), at: argument.region,
        help: file == nil
          ? "write the path of a template below the templates folder, such as `nginx/install.sh`"
          : "write the path of a template without `_` before a name; that marks files that are only included")
      return nil
    }
    // What is wrong with its header was reported there.
    guard let outline = library.outlines[Int(file)] else { return nil }
    guard let element = argument.element else { return Selection(template: file) }
    guard let each = outline.code.each else {
      findings.error(
        .referenceElement, "`\(argument.template)` makes one artifact, not one for each of a list",
        at: element.region, help: "remove `\(element.name)`")
      return nil
    }
    guard let loop = loop(over: each.list, element.name) else {
      findings.error(
        .referenceElement,
        "`\(element.name)` is not an element of `\(findings.text(each.region))`, for which `\(argument.template)` is made",
        at: element.region, help: "write the variable of a loop over that list")
      return nil
    }
    return Selection(template: file, loop: loop)
  }

  /// The loop whose element a name stands for, where it runs through a list.
  private func loop(over list: CellPath, _ name: String) -> Int? {
    let path: CellPath
    switch scope.binding(of: name) {
    case .item(let found, _), .alias(let found, _): path = found
    default: return nil
    }
    guard path.slots.isEmpty, case .loop(let loop) = path.base, loopLists[loop] == list else { return nil }
    return loop
  }

  /// Whether the conditions around a place say that an artifact is made.
  private func isMade(_ selection: Selection, _ outline: Program) -> Bool {
    if scope.facts.contains(.isMade(selection)) { return true }
    if let condition = outline.code.condition, !isKnown(condition) { return false }
    guard let each = outline.code.each, let condition = each.condition, let loop = selection.loop else { return true }
    return isKnown(condition.rebased(each.index, to: loop))
  }

  /// Whether the conditions around a place say that another one holds.
  private func isKnown(_ condition: Formula) -> Bool {
    if scope.facts.contains(.holds(condition)) { return true }
    return switch condition {
    case .boolean(let value): value
    case .all(let parts): parts.allSatisfy(isKnown)
    case .any(let parts): parts.contains(where: isKnown)
    case .not(let part): scope.facts.contains(.fails(part))
    case .isPresent(let path): scope.facts.contains(.isPresent(path))
    default: false
    }
  }

  /// Notes that a condition holds or fails where something depends on it: artifacts of other templates.
  func noteCondition(_ typed: inout Typed) {
    guard !library.conditions.isEmpty else { return }
    let formula = typed.formula
    guard
      library.conditions.contains(formula)
        || formula.loop.map({ library.conditions.contains(formula.rebased($0, to: -1)) }) == true
    else { return }
    typed.whenTrue.insert(.holds(formula))
    typed.whenFalse.insert(.fails(formula))
  }

  /// What a digest is printed as.
  private static let digestType = TextType(
    name: "SHA-256 digest", alphabet: ByteSet.digits.union(ByteSet("abcdef")), traits: .isWord,
    example: String(repeating: "0", count: 64))
}

extension Checker {
  /// Checks the question whether an artifact is made.
  mutating func presence(
    ofArtifact arguments: [Expression.Argument], _ operand: Region, isNegated: Bool, at region: Region
  ) -> Typed? {
    guard let typed = reference(.path, arguments, at: operand), case .artifactPath(let selection) = typed.formula,
      let outline = library.outlines[Int(selection.template)]
    else { return nil }
    guard outline.code.condition != nil || outline.code.each?.condition != nil else {
      findings.error(
        .alwaysDefined, "`\(source(operand))` always exists", at: region, help: "remove the test")
      return nil
    }
    var result = Typed(isNegated ? .not(.isMade(selection)) : .isMade(selection), .boolean, at: region)
    result.whenTrue = isNegated ? [] : [.isMade(selection)]
    result.whenFalse = isNegated ? [.isMade(selection)] : []
    return result
  }
}
