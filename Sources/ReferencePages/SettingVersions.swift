import Compiler
import Diagnostics
import Model
import TextTypes

/// What gen says about a setting with some versions of a program, and not with others.
enum SettingVersions {
  /// The sentences, in the order of the programs and their versions.
  static func sentences(on entry: SettingEntry) -> [String] {
    guard entry.section == nil else { return [] }
    return VersionAxis.all.flatMap { axis in sentences(on: entry, axis) }
  }

  private static func sentences(on entry: SettingEntry, _ axis: VersionAxis) -> [String] {
    let isAxis = entry.path == axis.setting
    let found = axis.values.map { version in
      let without = isAxis ? [] : findings(axis.setting, version, [entry.path: nil])
      return words(of: entry.field).flatMap { word in
        let values = isAxis ? [:] : [entry.path: word]
        return findings(axis.setting, version, values).filter { !without.contains($0) }
      }
    }
    // What is said for every version is not about versions.
    let common = found.dropFirst().reduce(Set(found.first ?? [])) { $0.intersection($1) }
    var sentences: [(text: String, versions: [String])] = []
    for (version, texts) in zip(axis.values, found) {
      for text in texts where !common.contains(text) {
        if let index = sentences.firstIndex(where: { $0.text == text }) {
          if sentences[index].versions.last != version { sentences[index].versions.append(version) }
        } else {
          sentences.append((text, [version]))
        }
      }
    }
    return sentences.map { "\(axis.setting) \($0.versions.joined(separator: ", ")): \($0.text)" }
  }

  /// The words of a choice, or the example.
  private static func words(of field: RecordType.Field) -> [String] {
    let choices = field.shape.choices
    return choices.isEmpty ? [field.example].compactMap(\.self) : choices
  }

  private static func findings(_ axis: String, _ version: String, _ values: [String: String?]) -> [String] {
    // The images of the examples are those of one version.
    let images: [String: String?] = ["odoo.image": nil, "postgres.image": nil]
    let all = images.merging([axis: version]) { $1 }.merging(values) { $1 }
    let reading = SiteModel.read(Array(FullSite.whole(.usual, all).utf8), file: "site.yaml")
    return reading.findings.sorted.filter { ![.imageVersion, .imageUnpinned].contains($0.id) }.map {
      "\($0.severity.rawValue): \($0.message) [\($0.id)]"
    }
  }
}

extension Shape {
  /// The words of a choice, or of the choices in a list.
  fileprivate var choices: [String] {
    switch self {
    case .text(let type): type.choices
    case .list(let element), .optional(let element): element.choices
    default: []
    }
  }
}
