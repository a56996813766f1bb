import TextTypes

/// What is wrong with the value of a setting, and what to write.
struct PostgresValueFault: Hashable, Sendable {
  /// To be read after the name of the setting.
  var message: String
  var help: String
}

extension PostgresCatalogue.Kind {
  /// What PostgreSQL would refuse in a value; nil where it takes it. Texts, which it checks in many ways, pass.
  func fault(in value: String) -> PostgresValueFault? {
    switch self {
    case .text: nil
    case .reported:
      PostgresValueFault(message: "is reported by the server, and cannot be set", help: "remove it")
    case .toggle:
      Self.isToggle(value)
        ? nil : PostgresValueFault(message: "is \"\(value)\", not on or off", help: "write on or off")
    case .choice(let words): Self.fault(in: value, words)
    case .number(let low, let high, let isWhole, let unit): Self.fault(in: value, low, high, isWhole, unit)
    }
  }

  /// The words that PostgreSQL takes for on and off, and what they may be shortened to (src/backend/utils/adt/bool.c).
  private static func isToggle(_ value: String) -> Bool {
    let folded = value.folded
    if ["on", "off", "of", "1", "0"].contains(folded) { return true }
    return !folded.isEmpty && ["true", "false", "yes", "no"].contains { $0.hasPrefix(folded) }
  }

  private static func fault(in value: String, _ words: [String]) -> PostgresValueFault? {
    let folded = value.folded
    if words.contains(where: { $0.folded == folded }) { return nil }
    // A choice that grew out of a switch still takes the words of one, in full.
    let isSwitch = words.contains("on") && words.contains("off")
    if isSwitch, ["true", "false", "yes", "no", "1", "0"].contains(folded) { return nil }
    let list = words.filter { !$0.isEmpty }.joined(separator: ", ")
    return PostgresValueFault(
      message: "is \"\(value)\", not one of \(list)",
      help: nearest(folded, among: words).map { "write \($0)" } ?? "write one of \(list)")
  }

  private static func fault(
    in value: String, _ low: Double, _ high: Double, _ isWhole: Bool, _ unit: PostgresUnit?
  ) -> PostgresValueFault? {
    let kind = unit.map { $0.isMemory ? "an amount of memory" : "a time" } ?? (isWhole ? "a whole number" : "a number")
    let form =
      unit.map { unit in
        let names = unit.writable.map(\.name)
        return "write a number with \(names.dropLast().joined(separator: ", ")) or \(names.last ?? ""), such as "
          + (unit.isMemory ? "64MB" : "30s")
      } ?? (isWhole ? "write a whole number" : "write a number")
    guard let number = PostgresNumber(value, unit: unit, isWhole: isWhole)?.value else {
      return PostgresValueFault(message: "is \"\(value)\", not \(kind)", help: form)
    }
    let rounded = isWhole ? number.rounded(.toNearestOrEven) : number
    func text(_ bound: Double) -> String { unit?.written(bound) ?? printed(bound) }
    if rounded < low {
      return PostgresValueFault(
        message: "is \(value), which is less than \(text(low))", help: "write \(text(low)) or more")
    }
    if rounded > high {
      return PostgresValueFault(
        message: "is \(value), which is more than \(text(high))", help: "write \(text(high)) or less")
    }
    return nil
  }
}
