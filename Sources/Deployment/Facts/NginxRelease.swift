/// A release of nginx, and what it has: by nginx.org/en/CHANGES.
struct NginxRelease: Hashable, Sendable {
  /// The version, such as `1.24.0`.
  var printed: String
  /// The second number of the version, such as 24.
  var generation: Int

  /// Whether it can end a handshake without a certificate, `ssl_reject_handshake` (1.19.4).
  var rejectsHandshakes: Bool { generation >= 20 }
  /// Whether it can add flags to a cookie of the server behind it, `proxy_cookie_flags` (1.19.3).
  var setsCookieFlags: Bool { generation >= 20 }
  /// Whether HTTP/2 has a directive of its own, `http2 on` (1.25.1); before, it is a parameter of `listen`.
  var hasHTTP2Directive: Bool { generation >= 26 }
}
