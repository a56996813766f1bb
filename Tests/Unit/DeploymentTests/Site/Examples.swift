/// Sites that tests begin with.
enum Examples {
  /// The keys that must be written, and no others.
  static let least = """
    version: 1
    name: bakery
    contact: it@bakery.example
    server:
      ipv4: 192.0.2.7
      cpu_cores: 2
      memory: 8GiB
    domains:
      superadmin: admin.bakery.example
      tenants: bakery.example
    backup:
      repository: /srv/backup

    """

  /// Every key, none with its default.
  static let most = """
    version: "1"
    name: brew-3
    contact: Ops.Team@Brew.Example
    alerts:
      mail: pager@brew.example
      webhook: https://Hooks.brew.example/alerts
      heartbeat: https://beat.brew.example/ping/brew-3
      relay: {host: relay.brew.example, port: 465, security: tls, user: pager, from: alarms@brew.example}
      quiet_hours: "22:30-06:15"
    server:
      ipv4: 198.51.100.23
      ipv6: 2001:DB8:0:0::23
      cpu_cores: 12
      memory: 65536MiB
      swap: 4096MiB
      os: debian-13
      directory: /srv//brew/
      timezone: America/Argentina/Buenos_Aires
      networks: {subnets: 10.9.0.0/16}
      ssh: {port: 2200, allow_from: [192.0.2.0/24, "2001:db8:aa::/48", 203.0.113.77]}
    source:
      repository: git@Git.Brew.Example:ops/brew.git
      revision: release/2026.11
    domains:
      superadmin: HQ.brew.example
      tenants: pubs.brew.example
      apex: {tenant: taproom}
    odoo:
      version: "17.0"
      image: registry.brew.example:5000/odoo:17.0-20261102
      addons: [./enterprise, "../common/addons", pubs_addons/]
      requirements: ["qifparse==0.5", "requests[socks]>=2.31,<3"]
      packages: [g++, "curl=8.5.0-2ubuntu10"]
      server_wide_modules: [queue_job]
      log_level: debug
      capacity: {tenants: 80, users: 120, database_size: 300MiB, filestore_size: 2GiB}
      mail:
        host: smtp.brew.example
        port: 465
        security: tls
        user: brew mailer
        from: Pubs@brew.example
        relay: none
        tenant_rate: 1000/d
      queue_job: {channels: "root:6, root.mail:1"}
      environment: {ODOO_STAGE: production}
      rollout: {canaries: [taproom, cellar], order: largest, jobs: 4, sample: 30, tolerance: 0}
      tenants:
        port: 28069
        websocket_port: 28072
        workers: 9
        cron_threads: 3
        limits: {time_cpu: 300s, time_real: 15m, memory_soft: 1GiB, memory_hard: 1280MiB}
        container: {memory: 24GiB, cpus: 7.50, tmp: 3072MiB}
        api: [json2]
        modules: [base, web, point_of_sale]
        language: es_AR
        country: AR
        settings: {transient_age_limit: "0.5", log_handler: "odoo.http:DEBUG, :INFO"}
        environment: {ODOO_STAGE: pubs, http_proxy: "http://proxy.brew.example:3128"}
      superadmin:
        port: 28070
        websocket_port: 28073
        workers: 0
        cron_threads: 2
        limits: {time_cpu: 5m, time_real: 10m, memory_soft: 512MiB, memory_hard: 768MiB}
        container: {memory: 2GiB, cpus: 0.5, tmp: 300MiB}
        database: headquarters
        modules: [base, web, contacts]
        provisions_tenants: true
        allow_from: [192.0.2.0/24]
        api: []
        settings: {unaccent: "True"}
        environment: {HOURS: "8 to 16"}
    postgres:
      version: 18
      image: postgres:18.1
      settings: {random_page_cost: "1.1"}
      tenants: {settings: {max_wal_size: 8GB}}
      superadmin: {settings: {log_line_prefix: "%m"}}
    nginx:
      client_max_body_size: 1GiB
      login_rate: 2/s
      login_burst: 40
      signup_rate: 1/s
      api_rate: 600/m
      tenant_limit: {connections: 3, requests: 90/m}
      trusted_proxies: [203.0.113.0/24]
      snippets: {tenants: "expires 1h;\\n"}
    tls:
      acme_server: https://CA.brew.example/acme/directory
      dns_provider: rfc2136
      dns_propagation: 90s
      superadmin: {certificate: /etc/ssl/hq.pem, key: /etc/ssl/private/hq.key}
      tenants:
        certificate: /etc/ssl/pubs.pem
        key: /etc/ssl/private/pubs.key
    dns:
      ttl: 300s
      caa: false
      serial: 2026112401
      zones: [pubs.brew.example]
      nameservers: [ns1.dns.example, ns2.dns.example]
      provider_zones: [brew.example]
    firewall:
      web_from: [203.0.113.0/24]
      allow:
        - {port: 51820, protocol: udp, from: 192.0.2.0/24, comment: "WireGuard: offices"}
        - port: 9100
      egress:
        - {to: 192.168.3.0/24, port: 389, protocol: udp, comment: "directory: offices"}
        - {to: 10.3.2.1, port: 587}
    secrets:
      provider: vault
      directory: ../keys
    backup:
      schedule: "*/30 1-5 * * MON-sat"
      keep: {daily: 30, weekly: 8, monthly: 24}
      repository: sftp:backup@nas.brew.example:/srv/restic
      restore_test: "15 6 1 * *"
      notify: https://Hooks.brew.example/backup?site=brew
      copies: [/srv/backup/brew, "rest:https://second.brew.example:8000/brew/"]
      append_only: true
      scheduler: systemd
      jobs: 3
      restore_share: 7
    monitoring:
      mode: local
      retention: 60d
      pages: true
      exporter_image: registry.brew.example:5000/exporter:v0.19.1
      thresholds: {slow: 90s, errors: 12, recycled: 9}
    lint: {allow: [image-unpinned]}
    x-owner: {team: cellar}

    """

  /// The least site with one of its lines replaced by others; no lines to take it out.
  static func least(replacing line: String, by lines: String) -> String {
    least.split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap { $0 == line ? (lines.isEmpty ? [] : [lines]) : [String($0)] }
      .joined(separator: "\n")
  }
}
