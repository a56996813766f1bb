/// What depends on the operating system, by its package archive late in 2026.
extension OperatingSystem {
  /// ID and VERSION_CODENAME of the operating system's own /etc/os-release; Docker's archive is laid out by them.
  var release: (family: String, codename: String) {
    switch self {
    case .ubuntu2204: ("ubuntu", "jammy")
    case .ubuntu2404: ("ubuntu", "noble")
    case .ubuntu2604: ("ubuntu", "resolute")
    case .debian12: ("debian", "bookworm")
    case .debian13: ("debian", "trixie")
    }
  }

  /// The nginx in the operating system's own archive, by its package pages.
  var nginx: NginxRelease {
    switch self {
    case .ubuntu2204: NginxRelease(printed: "1.18.0", generation: 18)
    case .ubuntu2404: NginxRelease(printed: "1.24.0", generation: 24)
    case .ubuntu2604: NginxRelease(printed: "1.28.2", generation: 28)
    case .debian12: NginxRelease(printed: "1.22.1", generation: 22)
    case .debian13: NginxRelease(printed: "1.26.3", generation: 26)
    }
  }

  /// The Alertmanager in the operating system's own archive, by its package pages.
  var alertmanager: AlertmanagerRelease {
    switch self {
    case .ubuntu2204: AlertmanagerRelease(generation: 23)
    case .ubuntu2404: AlertmanagerRelease(generation: 26)
    case .debian12: AlertmanagerRelease(generation: 25)
    case .debian13, .ubuntu2604: AlertmanagerRelease(generation: 28)
    }
  }

  /// Whether the archive lacks certbot's plugin for a provider. Ubuntu 26.04 was made from Debian after 13, before the plugins came back.
  func certbotLacks(_ provider: DNSProvider) -> Bool {
    switch (self, provider) {
    case (.debian13, .digitalocean), (.debian13, .linode), (.debian13, .ovh),
      (.ubuntu2604, .digitalocean), (.ubuntu2604, .linode), (.ubuntu2604, .ovh):
      true
    default: false
    }
  }
}
