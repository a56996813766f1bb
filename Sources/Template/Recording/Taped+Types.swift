import Digest
import TextTypes

extension ByteSet: Taped {
  mutating func pass(_ tape: inout Tape) {
    var words = self.words
    for index in 0..<4 { tape.pass(&words[index]) }
    self.words = words
  }
}

extension SHA256Digest: Taped {
  mutating func pass(_ tape: inout Tape) {
    var words = self.words
    for index in words.indices { tape.pass(&words[index]) }
    self = SHA256Digest(words: words)
  }
}

extension TextType: Taped {
  /// What a type is read into.
  static var blank: TextType { TextType(name: "", alphabet: ByteSet(), traits: []) }

  mutating func pass(_ tape: inout Tape) {
    tape.pass(&name)
    alphabet.pass(&tape)
    tape.pass(&traits)
    tape.pass(&choices, blank: "") { tape, choice in tape.pass(&choice) }
    tape.pass(&pattern)
    tape.pass(&example)
  }
}

extension FragmentType: Taped {
  /// What a type is read into.
  static var blank: FragmentType { FragmentType(name: "", format: "", example: "") }

  mutating func pass(_ tape: inout Tape) {
    tape.pass(&name)
    tape.pass(&format)
    tape.pass(&example)
  }
}

extension Operation.Content: Taped {
  mutating func pass(_ tape: inout Tape) {
    var fragment: FragmentType?
    var text = TextType.blank
    switch self {
    case .text(let type): text = type
    case .fragment(let type): fragment = type
    }
    tape.pass(&fragment, blank: .blank) { tape, type in type.pass(&tape) }
    if let fragment {
      self = .fragment(fragment)
    } else {
      text.pass(&tape)
      self = .text(text)
    }
  }
}
