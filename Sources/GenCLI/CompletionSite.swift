import ArgumentParser
import Compiler
import Host
import Lineage
import Secrets
import Template

/// The site that the words of an unfinished command line are about, as far as it can be read. Says nothing of mistakes: somebody is still typing.
struct CompletionSite {
  private let model: SiteModel?
  private let session: Session?

  /// - Parameters:
  ///   - words: the command line, from the program's name.
  ///   - index: the word that is being completed, which names no site.
  init(_ words: [String], _ index: Int) {
    func value(of names: [String]) -> String? {
      words.firstIndex(where: names.contains).flatMap { $0 + 1 < words.count && $0 + 1 != index ? words[$0 + 1] : nil }
    }
    var options = SiteOptions()
    options.output = value(of: ["-o", "--output"])
    options.templates = value(of: ["--templates"])
    // An artifact may end in .yml as well: what can be read as a site is one.
    let named = words.enumerated().filter {
      $0.offset != index && ($0.element.hasSuffix(".yaml") || $0.element.hasSuffix(".yml"))
    }
    for path in named.map(\.element) + ["site.yaml"] {
      guard let session = try? Session(path, options), case .read(let model) = session.site.reading else { continue }
      self.session = session
      self.model = model
      return
    }
    session = nil
    model = nil
  }

  /// The output folder.
  var folder: String { session?.folder.path ?? "out" }

  /// The paths of the artifacts.
  var artifacts: [String] {
    guard let session, let templates = try? session.templates(),
      case .made(let artifacts) = ArtifactList.make(of: session.site.reading, with: templates)
    else { return [] }
    return artifacts.map(\.path)
  }

  /// The paths of the model's values; a list is one.
  var values: [String] {
    guard let model else { return [] }
    return ModelListing(model.arena, SiteModel.type).lines.map { line in
      String(line.path.prefix { $0 != "[" })
    }
  }

  /// The names of the secrets.
  var secrets: [String] { model.map { SecretCatalogue($0).entries.map(\.name) } ?? [] }
}
