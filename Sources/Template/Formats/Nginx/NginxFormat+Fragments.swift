import Diagnostics

extension NginxFormat {
  /// Directives can stand where a statement can begin, on lines of their own.
  func placeFragment(in context: inout NginxContext) throws(Unfit) {
    guard context.state == .statement, !context.isInTable else {
      throw Unfit(
        id: .fragmentPlace,
        message: "directives cannot stand \(context.isInTable ? "among keys and values" : describe(context))",
        help: "write it on a separate line, between statements")
    }
    context.state = .afterFragment
  }

  /// What was open at the place is open still.
  func isInside(_ context: NginxContext, _ place: NginxContext) -> Bool { context.depth >= place.depth }

  /// A comment may be the last of it: the line ends behind it.
  func mayEndFragment(_ context: NginxContext, _ place: NginxContext) -> Bool {
    guard context.depth == place.depth else { return false }
    return context.state == .statement || context.state == .comment && context.resumesStatement
  }
}
