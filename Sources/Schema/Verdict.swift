public import Diagnostics
public import Document
import Model

/// What a rule has to say about a model.
public struct Verdict: Sendable {
  let severity: Diagnostic.Severity
  let message: String
  let help: String
  let about: Step?

  /// The model is refused.
  ///
  /// - Parameters:
  ///   - message: what is wrong, in one sentence without a full stop.
  ///   - about: the value that the operator will most likely change: its place is the finding's.
  ///   - help: what to write instead.
  public static func error<Value>(_ message: String, about: Traced<Value>, help: String) -> Verdict {
    Verdict(severity: .error, message: message, help: help, about: about.step)
  }

  /// The model is accepted; the operator should look.
  public static func warning<Value>(_ message: String, about: Traced<Value>, help: String) -> Verdict {
    Verdict(severity: .warning, message: message, help: help, about: about.step)
  }
}

extension Decoding {
  /// Asks one rule about the model, and reports its verdict with every setting that it looked at.
  ///
  /// A rule that looked at a setting which could not be read says nothing: that has been reported already.
  public mutating func examine(_ id: FindingID, _ body: @Sendable (Trace) -> Verdict?) {
    let trace = Trace()
    guard let verdict = body(trace), !trace.isPoisoned, verdict.about?.isPoisoned != true else { return }
    let settings = trace.step?.origins.settings ?? []
    let primary = ((verdict.about?.origins.settings ?? []) + settings).first { $0.place != nil }
    diagnostics.report(
      Diagnostic(
        verdict.severity, id: id, verdict.message, at: primary?.place, help: verdict.help,
        notes: notes(on: settings, besides: primary)))
  }

  /// Asks one rule about each element of a list.
  public mutating func examineEach<Element: Sendable>(
    _ id: FindingID, _ list: Traced<[Element]>, _ body: @escaping @Sendable (Trace, Element) -> Verdict?
  ) {
    for element in list.value { examine(id) { t in body(t, element) } }
  }

  /// Asks one rule about every two elements of a list, the earlier one first.
  public mutating func examinePairs<Element>(
    _ id: FindingID, _ list: Traced<[Element]>, _ body: @escaping @Sendable (Trace, Element, Element) -> Verdict?
  ) {
    for (index, second) in list.value.enumerated() {
      for first in list.value[..<index] { examine(id) { t in body(t, first, second) } }
    }
  }

  /// Asks one rule about each key and its value.
  public mutating func examineEach<Key: Leaf, Value: Leaf>(
    _ id: FindingID, _ keyed: Traced<Keyed<Key, Value>>,
    _ body: @escaping @Sendable (Trace, Keyed<Key, Value>.Entry) -> Verdict?
  ) {
    for entry in keyed.value.entries { examine(id) { t in body(t, entry) } }
  }

  /// A note on each setting that took part, the written ones first.
  private func notes(on settings: [Origin], besides primary: Origin?) -> [Diagnostic.Note] {
    let others = settings.filter { $0 != primary }
    let written = others.filter { $0.place != nil }
    let defaults = others.filter { $0.place == nil }.map(\.path)
    var notes = written.prefix(8).map { Diagnostic.Note("\($0.path) takes part", at: $0.place) }
    let further = written.dropFirst(8)
    if !further.isEmpty {
      let named = further.prefix(24).map { origin in
        origin.place.map { "\(origin.path) (line \($0.span.start.line))" } ?? origin.path
      }
      let more = further.count > 24 ? " and \(further.count - 24) more" : ""
      notes.append(Diagnostic.Note("so do \(named.joined(separator: ", "))\(more)"))
    }
    if !defaults.isEmpty {
      let more = defaults.count > 4 ? " and \(defaults.count - 4) more" : ""
      notes.append(Diagnostic.Note("left at their defaults: \(defaults.prefix(4).joined(separator: ", "))\(more)"))
    }
    return notes
  }
}
