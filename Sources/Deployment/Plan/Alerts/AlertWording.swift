/// A text with places for a label of the alert or for the name of the site, such as `"\(.label("server")) does not answer"`.
struct AlertWording: Sendable, ExpressibleByStringInterpolation {
  private let parts: [Part]

  /// A part of the text.
  enum Part: Sendable {
    case text(String)
    case label(String)
    case site
  }

  /// Collects the parts.
  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var parts: [Part] = []

    init(literalCapacity: Int, interpolationCount: Int) { parts.reserveCapacity(2 * interpolationCount + 1) }

    mutating func appendLiteral(_ text: String) { if !text.isEmpty { parts.append(.text(text)) } }
    mutating func appendInterpolation(_ part: Part) { parts.append(part) }
  }

  init(stringLiteral text: String) { parts = [.text(text)] }
  init(stringInterpolation: StringInterpolation) { parts = stringInterpolation.parts }

  /// Whether it names the site.
  var namesSite: Bool {
    parts.contains { if case .site = $0 { true } else { false } }
  }

  /// The text as Prometheus expands it.
  var template: String { text { "{{ $labels.\($0) }}" } }

  /// The text with the labels of an alert, as Prometheus makes it.
  func expanded(with labels: [AlertSketch.Label]) -> String {
    text { name in labels.first { $0.name == name }?.value ?? "" }
  }

  /// The text with the name of the site.
  func text(site: String = "", label: (String) -> String = { $0 }) -> String {
    parts.reduce(into: "") { text, part in
      switch part {
      case .text(let literal): text += literal
      case .label(let name): text += label(name)
      case .site: text += site
      }
    }
  }
}
