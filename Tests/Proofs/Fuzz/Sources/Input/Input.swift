import Diagnostics
import Glibc

/// How much time of a processor one input may take. Nobody's clock decides: a machine that does other work is no finding.
private let mostSeconds = 1.0

/// Hands the input of libFuzzer to a test, and looks at the time of the processor that it took. What never ends is
/// stopped by libFuzzer itself, after minutes.
public func execute(_ start: UnsafePointer<UInt8>?, _ count: Int, _ test: ([UInt8]) -> Void) -> CInt {
  let began = clock()
  test(Array(UnsafeBufferPointer(start: start, count: count)))
  let seconds = Double(clock() - began) / Double(CLOCKS_PER_SEC)
  require(seconds < mostSeconds, "one input took \(seconds) seconds of a processor")
  return 0
}

/// Stops where something that always holds does not. It has to be a trap, here and nowhere in the product: libFuzzer takes a
/// trap for a finding, and keeps the input that led to it.
public func require(_ condition: Bool, _ message: String) {
  if !condition { fatalError(message) }
}

/// Prints findings as people and as programs see them; only the first few, as a broken input has many of one kind.
public func print(_ diagnostics: DiagnosticList, _ sources: [String: [UInt8]]) {
  let sorted = Array(diagnostics.sorted.prefix(4))
  let printer = DiagnosticPrinter(sources: sources, usesColour: true)
  let text = printer.text(sorted) + printer.json(sorted)
  let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x0A || $0 == 0x1B }
  require(isPlain, "a finding holds a control character")
  require(sorted.allSatisfy { !$0.message.isEmpty }, "a finding says nothing")
}
