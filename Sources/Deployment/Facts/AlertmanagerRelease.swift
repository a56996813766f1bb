/// A release of Alertmanager, and what it has: by its CHANGELOG.md.
struct AlertmanagerRelease: Hashable, Sendable {
  /// The second number of the version, such as 25 in 0.25.0.
  var generation: Int

  /// Whether it reads the password of a mail server from a file, `smtp_auth_password_file` (0.25.0).
  var readsPasswordFiles: Bool { generation >= 25 }
  /// Whether a time interval can be in a time zone, `location` (0.25.0); before, all of them are in UTC.
  var hasTimeZones: Bool { generation >= 25 }
}
