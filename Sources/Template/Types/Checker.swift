import Diagnostics
import Model

/// Checks one template against the model's type, in every branch, and resolves its names.
struct Checker {
  let root: RecordType
  let library: Library
  var findings: Findings
  var scope = Scope()
  /// The templates that are being included, the outermost first.
  var including: [Int32]
  /// The templates that were included.
  var included: Set<Int32> = []
  /// How many statements are around the current place, through includes.
  var depth = 0
  /// How many registers, holes, texts and frames there are.
  private(set) var registers = 0
  private(set) var holes = 0
  private(set) var texts = 0
  private var frames = 0
  /// The registers of the variables of each frame.
  private var frameRegisters: [[String: Int]] = [[:]]
  /// What is asked about other artifacts.
  var references: Set<Reference> = []
  /// The folders of whose templates something is asked.
  var folders: Set<String> = []
  /// The list that each loop runs through.
  var loopLists: [CellPath?] = []
  /// Whether a header is checked.
  var isInHeader = false
  /// How many statements may still be checked; includes multiply them.
  var budget = 200_000

  init(root: RecordType, library: Library, file: Int32, findings: Findings) {
    self.root = root
    self.library = library
    self.findings = findings
    including = [file]
  }

  mutating func makeLoop(over list: CellPath?) -> Int {
    loopLists.append(list)
    return loopLists.count - 1
  }

  mutating func makeText() -> Int {
    defer { texts += 1 }
    return texts
  }

  mutating func makeHole() -> Int {
    defer { holes += 1 }
    return holes
  }

  /// The register of a variable of the current frame.
  mutating func register(of name: String) -> Int {
    if let register = frameRegisters[frameRegisters.count - 1][name] { return register }
    defer { registers += 1 }
    frameRegisters[frameRegisters.count - 1][name] = registers
    return registers
  }

  /// Checks something in a frame of its own: what it sets is not visible outside.
  ///
  /// Variables from outside that it sets itself begin with their value from outside, as in Jinja2. What comes before
  /// that is checked first: a loop's condition still sees the variables outside.
  mutating func inFrame(
    _ statements: [Statement], before: (inout Checker) -> Void = { _ in }, _ body: (inout Checker) -> [Operation]
  ) -> [Operation] {
    let outer = scope
    defer { scope = outer }
    frames += 1
    scope.frame = frames
    frameRegisters.append([:])
    defer { frameRegisters.removeLast() }
    before(&self)
    var operations: [Operation] = []
    for name in Self.assigned(in: statements) {
      guard case .value(let register, let shape) = outer.binding(of: name) else { continue }
      let copy = self.register(of: name)
      operations.append(.assign(register: copy, .register(register)))
      scope.bind(name, .value(register: copy, shape))
    }
    return operations + body(&self)
  }

  /// The names that statements set in their own frame, each once.
  private static func assigned(in statements: [Statement]) -> [String] {
    var names: [String] = []
    for statement in statements {
      switch statement {
      case .assign(let name, _, _): names.append(name)
      case .branch(let branches, _): names += branches.flatMap { assigned(in: $0.body) }
      default: break
      }
    }
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  /// The text of a region, short enough for a message.
  func source(_ region: Region) -> String {
    let text = findings.text(region)
    let scalars = text.unicodeScalars
    guard scalars.count > 60 else { return text }
    return String(String.UnicodeScalarView(scalars.prefix(60))) + "…"
  }
}
