import Diagnostics
import Document
import Schema

/// A directive that each location of a site sets for itself has no effect in the server block, and nginx says nothing about it:
/// nginx.org/en/docs/http/ngx_http_proxy_module.html, "inherited from the previous level if and only if there are no … on the current level".
enum SnippetsTakeEffect: Rule {
  /// What snippets/odoo-proxy.conf sets in every location that leads to Odoo.
  private static let ofLocations: Set<String> = [
    "proxy_set_header", "proxy_http_version", "proxy_redirect", "proxy_cookie_flags", "proxy_cookie_path",
    "proxy_request_buffering", "proxy_buffering", "proxy_buffer_size", "proxy_buffers",
  ]

  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    let snippets = site.nginx.snippets
    for (name, snippet) in [("tenants", snippets.tenants), ("superadmin", snippets.superadmin)] {
      decoding.examine(.snippetIneffective) { t in
        guard let lost = t(snippet)?.outermost.first(where: ofLocations.contains) else { return nil }
        return .error(
          "nginx.snippets.\(name): \(lost) would have no effect: every location of the site sets its own",
          about: snippet,
          help: "for an address of your own, write it in a location there, after proxy_pass and "
            + "`include gen-\(t(site.name).printed)/snippets/odoo-proxy.conf;`; for the whole site, write your own "
            + "templates/nginx/snippets/odoo-proxy.conf")
      }
    }
  }
}
