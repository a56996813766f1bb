extension NginxContext {
  /// Behind a token, nginx goes on alike however it was written. A word that holds a value is as good as any other.
  static func unify(_ a: inout NginxContext, _ b: inout NginxContext, _ how: Unification) {
    if how == .output, a.state == .afterFragment, NginxFormat().mayEndFragment(b, a) { return b = a }
    // A loop would count on and on; what comes out is counted again.
    how.least(&a.length, &b.length, isForeseen: false)
    let ends: [State] = [.bare, .closed, .placed]
    if a.state != b.state, ends.contains(a.state), ends.contains(b.state), a.mayEnd, b.mayEnd {
      how.one(&a.state, &b.state, of: ends, as: .placed)
      (a.variable, b.variable) = (.none, .none)
    }
    // What a name decides, and what an operator says, must be known; other words only have to end.
    if a.state != .argument, a.state != .statement {
      if !a.isName || a.isInTable { how.word(&a.word, &b.word) }
    } else {
      if a.word == .unknown { how.unforeseen(&a.word, &b.word) }
      if a.state == .argument { how.unforeseen(&a.preceding, &b.preceding) }
    }
    how.one(&a.variable, &b.variable, of: [.none, .name], as: .name)
    how.either(&a.isTokenStart, &b.isTokenStart)
  }

  /// Whether the current token may end here: no variable has begun in it whose name is still to come.
  private var mayEnd: Bool { variable != .dollar && variable != .braced }
}
