import ArgumentParser
import Compiler
import Diagnostics
import ReferencePages
import Template

/// What a shell offers for the arguments of gen.
///
/// Paths are offered level by level: `odoo.` first, and what is below it when that is there.
extension CompletionKind {
  /// A site.
  static var site: CompletionKind { .file(extensions: ["yaml", "yml"]) }

  /// The path of an artifact in the output folder.
  static var artifact: CompletionKind {
    .custom { words, index, prefix in
      PathLevel.next(CompletionSite(words, index).artifacts, after: prefix, separator: "/")
    }
  }

  /// The path of a value of the model, or a site.
  static var value: CompletionKind {
    .custom { words, index, prefix in
      let site = CompletionSite(words, index)
      return PathLevel.next(site.values, after: prefix, separator: ".") + PathLevel.sites(after: prefix)
    }
  }

  /// What `gen explain` is asked about: a file of the output folder, the path of a value or of a setting, or a site.
  static var target: CompletionKind {
    .custom { words, index, prefix in
      let site = CompletionSite(words, index)
      let files = PathLevel.next(site.artifacts.map { "\(site.folder)/\($0)" }, after: prefix, separator: "/")
      let keys = site.values + SiteLanguage.settings.map(\.path)
      return files + PathLevel.next(keys, after: prefix, separator: ".") + PathLevel.sites(after: prefix)
    }
  }

  /// The path of a built-in template.
  static var template: CompletionKind {
    .custom { _, _, prefix in PathLevel.next(BuiltInTemplates.all.map(\.path), after: prefix, separator: "/") }
  }

  /// The name of a secret, or a site.
  static var secret: CompletionKind {
    .custom { words, index, prefix in
      CompletionSite(words, index).secrets.filter { $0.hasPrefix(prefix) } + PathLevel.sites(after: prefix)
    }
  }

  /// What `gen docs` explains: a setting, a section, or a finding.
  static var topic: CompletionKind {
    .custom { _, _, prefix in
      PathLevel.next(SettingEntry.all.map(\.path) + FindingID.allCases.map(\.name), after: prefix, separator: ".")
    }
  }

  /// A setting of a new site with its value: `server.memory=16GiB`.
  static var assignment: CompletionKind {
    .custom { _, _, prefix in
      let settings = SiteLanguage.settings
      guard let sign = prefix.firstIndex(of: "=") else {
        return PathLevel.next(settings.map { $0.path + "=" }, after: prefix, separator: ".")
      }
      let choices = settings.first { $0.path == prefix[..<sign] }?.choices ?? []
      return choices.map { prefix[...sign] + $0 }.filter { $0.hasPrefix(prefix) }
    }
  }

  /// A revision of the repository that the shell is in.
  static var revision: CompletionKind {
    // Without a format: zsh would take its colon for the end of the command.
    .shellCommand("git for-each-ref refs/heads refs/remotes refs/tags 2>/dev/null | cut -f 2 | cut -d / -f 3-")
  }
}
