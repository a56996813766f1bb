public import Compiler
import Deployment
import Diagnostics
public import Model
import Schema

/// How the values of a model came about: each with its formula, then what it was made from, down to the settings.
public struct Explanations: Sendable {
  let model: Arena
  private let values: [ModelValue]
  private let byCell: [Int32: ModelValue]
  /// What the steps made, by their identity: values of the model, then settings as they are written.
  private(set) var derived: [ObjectIdentifier: Named] = [:]
  private(set) var settings: [ObjectIdentifier: String] = [:]

  /// A value of the model that a step made.
  struct Named {
    var path: String
    var value: String

    /// The path and the value, where there is one.
    var text: String { value.isEmpty ? path : "\(path) = \(value)" }
  }

  /// How the values of a site came about.
  public init(of site: SiteModel) {
    var settings = Arena()
    site.site.project(into: &settings, at: 0)
    self.init((site.arena, SiteModel.type), settings: (settings, Site.table.type))
  }

  /// Makes the explanations of a model.
  ///
  /// - Parameters:
  ///   - model: the model, and its type.
  ///   - settings: the settings that it was made from, as they are written, and their type.
  public init(_ model: (Arena, RecordType), settings: (Arena, RecordType)) {
    self.model = model.0
    values = model.0.values(model.1)
    byCell = Dictionary(values.map { ($0.index, $0) }) { first, _ in first }
    for value in values {
      guard let step = model.0.step(of: value.cell) else { continue }
      derived.insert(Named(path: value.path, value: model.0.summary(value)), of: step)
    }
    // Of an entry with a key of the operator's choice, key and value are one setting: the value says more.
    for value in settings.0.values(settings.1).reversed() {
      guard let step = settings.0.step(of: value.cell) else { continue }
      self.settings.insert(settings.0.summary(value), of: step)
    }
  }

  /// The paths of all values.
  public var paths: [String] { values.map(\.path) }

  /// The values at a path of the model and below it, each as a tree; nil where there is none.
  public func text(at key: String?) -> String? {
    let wanted = values.filter { value in
      model.printed(value) != nil && key.map { value.path.isWithin($0) } ?? true
    }
    return wanted.isEmpty ? nil : text(of: wanted.map { ($0, $0.path) })
  }

  /// Some values, each as a tree, under the name that the model has for it in the first place: an instance of Odoo has one of its
  /// own beside its number in the list of all. What is neither a value nor a list is passed over.
  func text(of cells: [Int32]) -> String {
    text(of: named(cells).map { ($0.value, $0.path) })
  }

  /// Some cells as values with the names that the model has for them in the first place, each once.
  func named(_ cells: [Int32]) -> [(value: ModelValue, path: String, text: String)] {
    var seen: Set<String> = []
    return cells.compactMap { cell in
      guard let value = byCell[cell] else { return nil }
      var path = value.path
      let text = model.summary(value)
      if let step = model.step(of: value.cell), let first = derived[ObjectIdentifier(step)], first.value == text {
        path = first.path
      }
      return seen.insert(path).inserted ? (value, path, text) : nil
    }
  }

  private func text(of wanted: [(value: ModelValue, path: String)]) -> String {
    var tree = TreeText()
    var told: Set<ObjectIdentifier> = []
    for (value, path) in wanted {
      let named = Named(path: path, value: model.summary(value))
      guard let step = model.step(of: value.cell) else {
        tree.root(TreeText.Line(named.text, "fixed"), hasChildren: false)
        continue
      }
      if let setting = step.setting, setting.path != path {
        // A setting that has another name in the model.
        tree.root(TreeText.Line(named.text, ""), hasChildren: true)
        tree.open(text(of: setting, step), isLast: true, hasChildren: false)
        tree.close()
        continue
      }
      let (line, isNew) = line(step, named, &told)
      tree.root(line, hasChildren: isNew && !shown(step).isEmpty)
      if isNew { add(step, to: &tree, &told) }
    }
    return tree.text
  }

  private func add(_ step: Step, to tree: inout TreeText, _ told: inout Set<ObjectIdentifier>) {
    let inputs = shown(step)
    for (index, input) in inputs.enumerated() {
      let (line, isNew) = line(input, derived[ObjectIdentifier(input)], &told)
      tree.open(line, isLast: index == inputs.count - 1, hasChildren: isNew && !shown(input).isEmpty)
      if isNew { add(input, to: &tree, &told) }
      tree.close()
    }
  }

  /// What a step is called, and how it came about; and whether what it looked at is still to be told.
  private func line(
    _ step: Step, _ named: Named?, _ told: inout Set<ObjectIdentifier>
  ) -> (TreeText.Line, isNew: Bool) {
    if let setting = step.setting { return (text(of: setting, step), false) }
    let name = named?.text ?? step.name
    let isNew = told.insert(ObjectIdentifier(step)).inserted
    if !isNew, !shown(step).isEmpty { return (TreeText.Line(name.isEmpty ? step.formula : name, "see above"), false) }
    return (name.isEmpty ? TreeText.Line(step.formula, "") : TreeText.Line(name, step.formula), isNew)
  }

  func text(of setting: Origin, _ step: Step) -> TreeText.Line {
    let named = Named(path: setting.path, value: settings[ObjectIdentifier(step)] ?? "")
    return TreeText.Line(named.text, setting.place?.line ?? (named.value.isEmpty ? "not written" : "default"))
  }

  /// What a step looked at. A step without a name and a formula says nothing: what it looked at is in its place.
  func shown(_ step: Step) -> [Step] {
    var found: [Step] = []
    var seen: Set<ObjectIdentifier> = []
    func collect(_ step: Step) {
      for input in step.inputs where seen.insert(ObjectIdentifier(input)).inserted {
        if input.setting == nil, input.formula.isEmpty, input.name.isEmpty, derived[ObjectIdentifier(input)] == nil {
          collect(input)
        } else {
          found.append(input)
        }
      }
    }
    collect(step)
    return found
  }
}

extension Dictionary where Key == ObjectIdentifier {
  /// Notes what a step made, unless something is known of it.
  fileprivate mutating func insert(_ value: Value, of step: Step) {
    let key = ObjectIdentifier(step)
    if self[key] == nil { self[key] = value }
  }
}

extension Arena {
  /// A value in few words: short lists whole, long ones by the number of what is in them, and nothing for what is absent.
  fileprivate func summary(_ value: ModelValue) -> String {
    if let text = printed(value) { return text }
    guard !value.cell.isAbsent else { return "" }
    let count = Int(value.cell.count)
    if case .list(let element) = value.shape, element.isScalar {
      let texts = (0..<count).map {
        String(decoding: text(of: cells[Int(value.cell.start) + $0]), as: UTF8.self)
      }
      let list = "[\(texts.joined(separator: ", "))]"
      if list.utf8.count <= 40 { return list }
    }
    return count == 1 ? "1 item" : "\(count) items"
  }
}

extension Shape {
  /// Whether a value is one text or number.
  fileprivate var isScalar: Bool {
    switch self {
    case .integer, .boolean, .text: true
    default: false
    }
  }
}
