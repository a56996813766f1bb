import Foundation
import Model
import Schema
import Testing
import TextTypes

@testable import Deployment

/// What types promise of their values, beyond the bytes, is true of every value: of settings whatever is thrown at them, and of
/// all that follows from a whole site.
@Suite struct TraitTests {
  /// What of a type's promises a text does not keep.
  static func broken(_ type: TextType, _ text: String) -> TextTraits {
    var kept = TextTraits(of: text.utf8)
    if Int(text).map(String.init) == text { kept.insert(.isWholeNumber) }
    if IPv4Address.octets(text) != nil || (try? IPv6Address(parsing: text)) != nil { kept.insert(.isNetworkAddress) }
    let fields = text.split(separator: " ", omittingEmptySubsequences: false)
    if fields.count == 5, fields.allSatisfy({ $0.utf8.allSatisfy(CronSchedule.type.alphabet.contains) && !$0.isEmpty })
    {
      kept.insert(.isCronSchedule)
    }
    if (try? Regex(text)) != nil {
      kept.insert(.isPythonExpression)
      if !text.contains(where: { "$\\".contains($0) }) { kept.insert(.isPCRE) }
    }
    return type.traits.subtracting(kept)
  }

  @Test(arguments: AnyType.all) func keepsThem(_ type: AnyType) {
    let seeds = [type.type.example, type.placeholder] + type.type.choices + (Nasty.seeds[type.description] ?? [])
    var accepted = 0
    for text in Nasty.texts + Nasty.mutations(of: seeds, count: 2000) {
      guard let form = type.print(text) else { continue }
      accepted += 1
      #expect(Self.broken(type.type, form) == [], "\(text.debugDescription) made \(form.debugDescription)")
    }
    #expect(accepted > 0)
  }

  /// A promise that every value of a type happens to keep is declared: templates could take the values in more places.
  @Test(arguments: AnyType.all) func forgetsNone(_ type: AnyType) {
    let seeds = [type.type.example, type.placeholder] + type.type.choices + (Nasty.seeds[type.description] ?? [])
    var kept = TextTraits(rawValue: .max)
    for text in Nasty.texts + Nasty.mutations(of: seeds, count: 2000) {
      guard let form = type.print(text) else { continue }
      kept.formIntersection(TextTraits(of: form.utf8))
    }
    #expect(kept.isSubset(of: type.type.traits), "\(type)")
  }

  /// Every text of the model is one of the type that the model says: its bytes, its choices and its promises.
  @Test(arguments: Self.sites) func keepsThemInTheModel(_ site: String) throws {
    let url = Self.root.appending(path: site)
    let read = Read(text: try String(contentsOf: url, encoding: .utf8))
    var arena = Arena()
    read.plan.project(into: &arena, at: 0, origins: 0)
    var texts = 0
    check(Deployment.shape, at: 0, in: arena, "", &texts)
    #expect(texts > 200)
  }

  private func check(_ shape: Shape, at cell: Int, in arena: Arena, _ path: String, _ texts: inout Int) {
    let value = arena.cells[cell]
    if value.isAbsent { return }
    switch shape {
    case .text(let type):
      let text = String(decoding: arena.text(of: value), as: UTF8.self)
      texts += 1
      #expect(text.utf8.allSatisfy(type.alphabet.contains), "\(path): \(text)")
      #expect(Self.broken(type, text) == [], "\(path): \(text)")
      #expect(type.choices.isEmpty || type.choices.contains(text), "\(path): \(text)")
    case .optional(let wrapped): check(wrapped, at: cell, in: arena, path, &texts)
    case .record(let type):
      for (slot, field) in type.fields.enumerated() {
        check(field.shape, at: Int(value.start) + slot, in: arena, "\(path).\(field.key)", &texts)
      }
    case .list, .map:
      guard let element = shape.element else { return }
      for index in 0..<Int(value.count) { check(element, at: Int(value.start) + index, in: arena, path, &texts) }
    case .integer, .boolean, .either, .fragment, .secret: break
    }
  }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../..")
    .standardized
  /// The sites that the tests with real programs use.
  private static let sites: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: "Tests/RealParts/sites").path)) ?? [])
    .filter { $0.hasSuffix(".yaml") }.sorted().map { "Tests/RealParts/sites/\($0)" }
}
