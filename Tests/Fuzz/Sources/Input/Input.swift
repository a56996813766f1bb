import Diagnostics

/// The input that libFuzzer hands over.
public func bytes(_ start: UnsafePointer<UInt8>?, _ count: Int) -> [UInt8] {
  Array(UnsafeBufferPointer(start: start, count: count))
}

/// Stops where something that always holds does not. It has to be a trap, here and nowhere in the product: libFuzzer takes a
/// trap for a finding, and keeps the input that led to it.
public func require(_ condition: Bool, _ message: String) {
  if !condition { fatalError(message) }
}

/// Prints findings as people and as programs see them; the first few, for a broken input has many of one kind.
public func print(_ diagnostics: DiagnosticList, _ sources: [String: [UInt8]]) {
  let sorted = Array(diagnostics.sorted.prefix(4))
  let printer = DiagnosticPrinter(sources: sources, usesColour: true)
  let text = printer.text(sorted) + printer.json(sorted)
  let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x0A || $0 == 0x1B }
  require(isPlain, "a finding holds a control character")
  require(sorted.allSatisfy { !$0.message.isEmpty && !$0.id.isEmpty }, "a finding says nothing")
}
