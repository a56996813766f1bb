public import Schema

/// A setting of a database server, as its command line has it.
public struct DatabaseSetting: Tabled {
  let key: Traced<OptionName>
  let value: Traced<DatabaseOptionValue>
  let notes: Traced<[Traced<Note>]>

  /// One setting.
  public static let table = Table(
    "database setting", DatabaseSetting.init,
    Row("key", \.key, "The name of the setting."),
    Row("value", \.value, "Its value."),
    Row("notes", \.notes, "Why a derived setting is what it is."))
}

extension DatabaseSetting {
  /// A setting that is derived, or has the operator's value instead.
  init(_ tuned: Tuning.Setting, overriddenBy given: Traced<Keyed<OptionName, DatabaseOptionValue>>) {
    let name = OptionName(canonical: tuned.name)
    let lines = tuned.notes.map { Note(canonical: $0) }
    let written: Traced<DatabaseOptionValue?> = derive { t in t(given).value(of: name).map { t($0) } }
    self.init(
      key: tuned.isDated ? derive(tuned.formula) { _ in name } : Traced(constant: name),
      value: derive(tuned.formula) { t in DatabaseOptionValue(canonical: t(tuned.value)) }.overridden(by: written),
      notes: Traced(
        constant: lines.map { line in tuned.isDated ? derive(tuned.formula) { _ in line } : Traced(constant: line) }
      ).only { t, _ in t(written) == nil })
  }

  /// A setting that the operator wrote.
  init(_ written: Keyed<OptionName, DatabaseOptionValue>.Entry) {
    self.init(key: written.key, value: written.value, notes: .notes([]))
  }

  /// The same without its notes.
  var unexplained: DatabaseSetting { DatabaseSetting(key: key, value: value, notes: .notes([])) }
}
