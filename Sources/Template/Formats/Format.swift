/// The formats that a template can declare.
enum Format: String, CaseIterable, Sendable {
  case nginx
  case shell = "sh"
  case yaml
  case compose = "yaml.compose"
  case odooConfiguration = "ini.odoo"
  case crontab
  case zone
  case dotenv
  case dockerfile
  case markdown
  case json
  case html
  case postfix
  case text

  /// All names, for messages.
  static var allNames: String { allCases.map(\.rawValue).joined(separator: ", ") }

  /// Hands the format itself to a visitor, so that what it does is compiled for each.
  func open<Visitor: FormatVisitor>(_ visitor: Visitor) -> Visitor.Result {
    switch self {
    case .nginx: visitor.visit(NginxFormat())
    case .shell: visitor.visit(ShellFormat())
    case .yaml: visitor.visit(YAMLFormat(isCompose: false))
    case .compose: visitor.visit(YAMLFormat(isCompose: true))
    case .odooConfiguration: visitor.visit(OdooConfigurationFormat())
    case .crontab: visitor.visit(CrontabFormat())
    case .zone: visitor.visit(ZoneFormat())
    case .dotenv: visitor.visit(DotenvFormat())
    case .dockerfile: visitor.visit(DockerfileFormat())
    case .markdown: visitor.visit(MarkdownFormat())
    case .json: visitor.visit(JSONFormat())
    case .html: visitor.visit(HTMLFormat())
    case .postfix: visitor.visit(PostfixFormat())
    case .text: visitor.visit(TextFormat())
    }
  }
}

/// Something to be done with a format, whichever it is.
protocol FormatVisitor {
  associatedtype Result
  /// Does it.
  func visit(_ format: some OutputFormat) -> Result
}
