import Compiler
import Foundation
import Lineage
import Template

/// Changes settings of one site, and compares the lines that changed with those that were declared to depend on them.
///
/// Standard input holds a site and its variants in JSON, standard output gets what came of each setting. All of them share one set of
/// compiled templates.
@main
struct ChangeSettings {
  /// A site, and what is to be changed in it.
  struct Request: Decodable {
    var site: String
    var settings: [Setting]
  }

  /// A setting, and the text of the site with each of its other values.
  struct Setting: Decodable {
    var path: String
    var variants: [String]
  }

  /// What came of one setting.
  struct Answer: Encodable {
    var path: String
    /// How many variants gen built, and how many it refused.
    var built = 0
    var refused = 0
    /// How many lines changed, over all variants.
    var lines = 0
    /// The lines of the site that depend on the setting, and those of them that changed in no variant.
    var declared = 0
    var unchanged: [String] = []
    /// The lines that changed although nothing was declared.
    var undeclared: [String] = []
  }

  static func main() throws {
    let request = try JSONDecoder().decode(Request.self, from: FileHandle.standardInput.readDataToEndOfFile())
    let templates = TemplateSet(BuiltInTemplates.index())
    guard let base = Version(request.site, templates) else {
      FileHandle.standardError.write(Data("the site is refused\n".utf8))
      exit(1)
    }
    var seen: Set<String> = []
    let answers = request.settings.map { answer($0, base, templates, &seen) }
    try FileHandle.standardOutput.write(contentsOf: JSONEncoder().encode(answers))
  }

  private static func answer(
    _ setting: Setting, _ base: Version, _ templates: TemplateSet, _ seen: inout Set<String>
  ) -> Answer {
    var answer = Answer(path: setting.path)
    // A section that is always there is no setting: those in it are asked about one by one.
    let isSetting = base.lineage.settings.number(of: setting.path) != nil
    var waiting = isSetting ? base.lines(dependingOn: setting.path) : []
    answer.declared = waiting.count
    for text in setting.variants {
      let isNew = seen.insert(text).inserted
      // What a section makes of a variant was seen where the setting in it was asked about.
      guard isSetting || isNew else { continue }
      // One more value shows nothing new where each line has changed already, and two were looked at.
      if isSetting, waiting.isEmpty, answer.built > 1 { break }
      guard let variant = Version(text, templates) else {
        answer.refused += 1
        continue
      }
      let changes = Comparison(base, variant)
      // The same value in another form is none to try, nor is a default that is written.
      let isOther = changes.values.contains {
        $0 == setting.path || $0.hasPrefix(setting.path + ".") || $0.hasPrefix(setting.path + "[")
      }
      answer.built += isOther ? 1 : 0
      answer.lines += changes.removed.count + changes.added.count
      answer.undeclared += changes.undeclared
      waiting.subtract(changes.removed)
      waiting.subtract(changes.replaced(among: waiting))
    }
    answer.unchanged = waiting.sorted()
    return answer
  }
}
