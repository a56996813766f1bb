public import Schema

/// An environment variable of a service.
public struct VariablePlan: Tabled {
  let name: Traced<EnvironmentName>
  let value: Traced<EnvironmentValue>
  let isQuoted: Traced<Bool>
  let notes: Traced<[Traced<Note>]>

  /// One variable.
  public static let table = Table(
    "variable", VariablePlan.init,
    Row("name", \.name, "The variable's name."),
    Row("value", \.value, "Its value."),
    Row("is_quoted", \.isQuoted, "Whether the value is written in quotes."),
    Row("notes", \.notes, "The comment before it."))
}

extension VariablePlan {
  /// A value that has a printed form.
  init<Value: Scalar>(_ name: String, _ value: Traced<Value>, isQuoted: Bool = false, _ notes: [String] = []) {
    self.init(
      name: Traced(constant: EnvironmentName(canonical: name)),
      value: derive { t in EnvironmentValue(canonical: t(value).printed) },
      isQuoted: Traced(constant: isQuoted), notes: .notes(notes))
  }
}

extension VariablePlan {
  /// One that the operator adds. In quotes: compose refuses true and false, and takes a number for its value.
  init(_ entry: Keyed<EnvironmentName, EnvironmentValue>.Entry, _ notes: [String]) {
    self.init(
      name: entry.key, value: entry.value, isQuoted: Traced(constant: true), notes: .notes(notes))
  }
}

extension Traced<[Traced<Note>]> {
  /// Lines of a comment.
  static func notes(_ lines: [String]) -> Self {
    Traced(constant: lines.map { Traced<Note>(constant: Note(canonical: $0)) })
  }
}
