public import Schema

/// What the Alertmanager of the operating system has.
public struct MonitoringFeatures: Tabled {
  let passwordFile: Traced<Bool>
  let timeZones: Traced<Bool>

  /// One row for each setting that not every version has.
  public static let table = Table(
    "features of Alertmanager", MonitoringFeatures.init,
    Row("password_file", \.passwordFile, "Whether it reads the password of the mail server from a file."),
    Row("time_zones", \.timeZones, "Whether quiet hours can be in a time zone; otherwise they are in UTC."))
}

extension MonitoringFeatures {
  init(_ os: Traced<OperatingSystem>) {
    self.init(
      passwordFile: derive("smtp_auth_password_file came with Alertmanager 0.25") { t in
        t(os).alertmanager.readsPasswordFiles
      },
      timeZones: derive("location came with Alertmanager 0.25") { t in t(os).alertmanager.hasTimeZones })
  }
}
