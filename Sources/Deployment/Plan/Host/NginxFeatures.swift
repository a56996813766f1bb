public import Schema

/// What the nginx of the operating system has, for templates to write what it reads.
public struct NginxFeatures: Tabled {
  let rejectHandshake: Traced<Bool>
  let cookieFlags: Traced<Bool>
  let http2Directive: Traced<Bool>

  /// One row for each directive that not every version has.
  public static let table = Table(
    "features of nginx", NginxFeatures.init,
    Row("reject_handshake", \.rejectHandshake, "Whether it has ssl_reject_handshake."),
    Row("cookie_flags", \.cookieFlags, "Whether it has proxy_cookie_flags."),
    Row("http2_directive", \.http2Directive, "Whether http2 is a directive, and no longer a parameter of listen."))
}

extension NginxFeatures {
  init(_ os: Traced<OperatingSystem>) {
    self.init(
      rejectHandshake: derive("ssl_reject_handshake came with nginx 1.19.4") { t in t(os).nginx.rejectsHandshakes },
      cookieFlags: derive("proxy_cookie_flags came with nginx 1.19.3") { t in t(os).nginx.setsCookieFlags },
      http2Directive: derive("the directive http2 came with nginx 1.25.1") { t in t(os).nginx.hasHTTP2Directive })
  }
}
