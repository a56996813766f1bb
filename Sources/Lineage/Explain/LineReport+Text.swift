import Model

extension LineReport {
  /// The report as a text.
  var text: String {
    let template = artifact.template(of: line)
    var text = "\(place): \(artifact.text(of: line))\n"
    if let removed, removed != artifact.text(of: line) { text += "  was: \(removed)\n" }
    text += "  \(self.text(of: template)): \(source(of: template))\(isBuiltIn(template) ? "  (built in)" : "")\n"
    let conditions = conditions
    if !conditions.isEmpty { text += "stands in\n" }
    for condition in conditions {
      let outcome = condition.outcome == "does not hold" ? [condition.outcome] : []
      text += "  \(self.text(of: condition.tag)): \(condition.text)\(Self.text(of: condition.values, after: outcome))\n"
    }
    let trees = explanations.text(of: values.flatMap(\.cells))
    if !trees.isEmpty { text += "values\n" + indented(trees) }
    if !sources.isEmpty { text += "made from the contents of\n" + sources.map { "  \(folder)/\($0)\n" }.joined() }
    let settings = settings
    text += settings.isEmpty ? "depends on no setting\n" : "settings\n"
    for (setting, step) in settings {
      let line = explanations.text(of: setting, step)
      text += "  \(line.how): \(line.name)\n"
    }
    return text
  }

  /// What a condition looked at, in parentheses.
  static func text(of values: [(path: String, text: String)], after words: [String] = []) -> String {
    let known = values.map { $0.text.isEmpty ? "\($0.path) absent" : "\($0.path) = \($0.text)" }
    return words.isEmpty && known.isEmpty ? "" : "  (\((words + known).joined(separator: "; ")))"
  }

  private func indented(_ text: String) -> String {
    text.split(separator: "\n").map { "  \($0)\n" }.joined()
  }
}
