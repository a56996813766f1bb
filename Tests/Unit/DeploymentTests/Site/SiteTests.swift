import Testing

@testable import Deployment

@Suite struct SiteTests {
  @Test func readsEveryKey() {
    let reading = Reading(Examples.most)
    #expect(reading.findings == [])
    #expect(
      reading.settings.joined(separator: "\n") == """
        version = 1
        name = brew-3
        contact = Ops.Team@brew.example
        alerts = pager@brew.example
        server.ipv4 = 198.51.100.23
        server.ipv6 = 2001:db8::23
        server.cpu_cores = 12
        server.memory = 64GiB
        server.swap = 4GiB
        server.os = debian-13
        server.directory = /srv/brew
        server.timezone = America/Argentina/Buenos_Aires
        server.networks.subnets = 10.9.0.0/16
        server.ssh.port = 2200
        server.ssh.allow_from[0] = 192.0.2.0/24
        server.ssh.allow_from[1] = 2001:db8:aa::/48
        server.ssh.allow_from[2] = 203.0.113.77/32
        source.repository = git@git.brew.example:ops/brew.git
        source.revision = release/2026.11
        domains.superadmin = hq.brew.example
        domains.tenants = pubs.brew.example
        domains.apex.redirect is absent
        domains.apex.tenant = taproom
        odoo.version = 17.0
        odoo.image = registry.brew.example:5000/odoo:17.0-20261102
        odoo.addons[0] = enterprise
        odoo.addons[1] = ../common/addons
        odoo.addons[2] = pubs_addons
        odoo.requirements[0] = qifparse==0.5
        odoo.requirements[1] = requests[socks]>=2.31,<3
        odoo.packages[0] = g++
        odoo.packages[1] = curl=8.5.0-2ubuntu10
        odoo.server_wide_modules[0] = queue_job
        odoo.queue_job.channels = root:6,root.mail:1
        odoo.log_level = debug
        odoo.capacity.tenants = 80
        odoo.capacity.users = 120
        odoo.mail.host = smtp.brew.example
        odoo.mail.port = 465
        odoo.mail.security = tls
        odoo.mail.user = brew mailer
        odoo.mail.from = Pubs@brew.example
        odoo.mail.relay = none
        odoo.mail.tenant_rate = 1000/d
        odoo.environment[0].key = ODOO_STAGE
        odoo.environment[0].value = production
        odoo.rollout.canaries[0] = taproom
        odoo.rollout.canaries[1] = cellar
        odoo.rollout.order = largest
        odoo.rollout.jobs = 4
        odoo.rollout.sample = 30
        odoo.rollout.tolerance = 0
        odoo.tenants.port = 28069
        odoo.tenants.websocket_port = 28072
        odoo.tenants.workers = 9
        odoo.tenants.cron_threads = 3
        odoo.tenants.limits.time_cpu = 5m
        odoo.tenants.limits.time_real = 15m
        odoo.tenants.limits.memory_soft = 1GiB
        odoo.tenants.limits.memory_hard = 1280MiB
        odoo.tenants.container.memory = 24GiB
        odoo.tenants.container.cpus = 7.5
        odoo.tenants.api[0] = json2
        odoo.tenants.modules[0] = base
        odoo.tenants.modules[1] = web
        odoo.tenants.modules[2] = point_of_sale
        odoo.tenants.language = es_AR
        odoo.tenants.country = AR
        odoo.tenants.settings[0].key = transient_age_limit
        odoo.tenants.settings[0].value = 0.5
        odoo.tenants.settings[1].key = log_handler
        odoo.tenants.settings[1].value = odoo.http:DEBUG, :INFO
        odoo.tenants.environment[0].key = ODOO_STAGE
        odoo.tenants.environment[0].value = pubs
        odoo.tenants.environment[1].key = http_proxy
        odoo.tenants.environment[1].value = http://proxy.brew.example:3128
        odoo.superadmin.port = 28070
        odoo.superadmin.websocket_port = 28073
        odoo.superadmin.workers = 0
        odoo.superadmin.cron_threads = 2
        odoo.superadmin.limits.time_cpu = 5m
        odoo.superadmin.limits.time_real = 10m
        odoo.superadmin.limits.memory_soft = 512MiB
        odoo.superadmin.limits.memory_hard = 768MiB
        odoo.superadmin.container.memory = 2GiB
        odoo.superadmin.container.cpus = 0.5
        odoo.superadmin.database = headquarters
        odoo.superadmin.modules[0] = base
        odoo.superadmin.modules[1] = web
        odoo.superadmin.modules[2] = contacts
        odoo.superadmin.provisions_tenants = true
        odoo.superadmin.allow_from[0] = 192.0.2.0/24
        odoo.superadmin.api is empty
        odoo.superadmin.settings[0].key = unaccent
        odoo.superadmin.settings[0].value = True
        odoo.superadmin.environment[0].key = HOURS
        odoo.superadmin.environment[0].value = 8 to 16
        postgres.version = 18
        postgres.image = postgres:18.1
        postgres.settings[0].key = random_page_cost
        postgres.settings[0].value = 1.1
        nginx.client_max_body_size = 1GiB
        nginx.login_rate = 2/s
        nginx.login_burst = 40
        nginx.signup_rate = 1/s
        nginx.api_rate = 600/m
        nginx.tenant_limit.connections = 3
        nginx.tenant_limit.requests = 90/m
        nginx.trusted_proxies[0] = 203.0.113.0/24
        nginx.snippets.tenants = expires 1h;
        nginx.snippets.superadmin is absent
        tls.acme_server = https://ca.brew.example/acme/directory
        tls.dns_provider = rfc2136
        tls.dns_propagation = 90s
        tls.superadmin.certificate = /etc/ssl/hq.pem
        tls.superadmin.key = /etc/ssl/private/hq.key
        tls.tenants.certificate = /etc/ssl/pubs.pem
        tls.tenants.key = /etc/ssl/private/pubs.key
        dns.ttl = 5m
        dns.caa = false
        dns.serial = 2026112401
        dns.zones[0] = pubs.brew.example
        dns.nameservers[0] = ns1.dns.example
        dns.nameservers[1] = ns2.dns.example
        dns.provider_zones[0] = brew.example
        firewall.web_from[0] = 203.0.113.0/24
        firewall.allow[0].port = 51820
        firewall.allow[0].protocol = udp
        firewall.allow[0].from = 192.0.2.0/24
        firewall.allow[0].comment = WireGuard: offices
        firewall.allow[1].port = 9100
        firewall.allow[1].protocol = tcp
        firewall.allow[1].from is absent
        firewall.allow[1].comment is absent
        firewall.egress[0].to = 192.168.3.0/24
        firewall.egress[0].port = 389
        firewall.egress[0].protocol = udp
        firewall.egress[0].comment = directory: offices
        firewall.egress[1].to = 10.3.2.1/32
        firewall.egress[1].port = 587
        firewall.egress[1].protocol = tcp
        firewall.egress[1].comment is absent
        secrets.provider = vault
        secrets.directory = ../keys
        backup.schedule = */30 1-5 * * mon-sat
        backup.keep.daily = 30
        backup.keep.weekly = 8
        backup.keep.monthly = 24
        backup.repository = sftp:backup@nas.brew.example:/srv/restic
        backup.restore_test = 15 6 1 * *
        backup.notify = https://hooks.brew.example/backup?site=brew
        """)
  }

  @Test func fillsInEveryDefault() {
    let reading = Reading(Examples.least)
    #expect(reading.findings == [])
    #expect(
      reading.settings.joined(separator: "\n") == """
        version = 1
        name = bakery
        contact = it@bakery.example
        alerts is absent
        server.ipv4 = 192.0.2.7
        server.ipv6 is absent
        server.cpu_cores = 2
        server.memory = 8GiB
        server.swap = auto
        server.os = ubuntu-24.04
        server.directory is absent
        server.timezone = Etc/UTC
        server.networks.subnets = 172.30.0.0/24
        server.ssh.port = 22
        server.ssh.allow_from is empty
        source is absent
        domains.superadmin = admin.bakery.example
        domains.tenants = bakery.example
        domains.apex is absent
        odoo.version = 18.0
        odoo.image is absent
        odoo.addons[0] = custom_addons
        odoo.requirements is empty
        odoo.packages is empty
        odoo.server_wide_modules is empty
        odoo.queue_job is absent
        odoo.log_level = info
        odoo.capacity is absent
        odoo.mail is absent
        odoo.environment is empty
        odoo.rollout.canaries is empty
        odoo.rollout.order = name
        odoo.rollout.jobs = 1
        odoo.rollout.sample = 20
        odoo.rollout.tolerance = 10
        odoo.tenants.port = 18069
        odoo.tenants.websocket_port = 18072
        odoo.tenants.workers = auto
        odoo.tenants.cron_threads = 2
        odoo.tenants.limits.time_cpu = 10m
        odoo.tenants.limits.time_real = 20m
        odoo.tenants.limits.memory_soft = 2GiB
        odoo.tenants.limits.memory_hard = 2560MiB
        odoo.tenants.container.memory is absent
        odoo.tenants.container.cpus is absent
        odoo.tenants.api[0] = xmlrpc
        odoo.tenants.api[1] = jsonrpc
        odoo.tenants.api[2] = json2
        odoo.tenants.modules[0] = base
        odoo.tenants.modules[1] = web
        odoo.tenants.language = en_US
        odoo.tenants.country is absent
        odoo.tenants.settings is empty
        odoo.tenants.environment is empty
        odoo.superadmin.port = 18070
        odoo.superadmin.websocket_port = 18073
        odoo.superadmin.workers = auto
        odoo.superadmin.cron_threads = 1
        odoo.superadmin.limits.time_cpu = 10m
        odoo.superadmin.limits.time_real = 20m
        odoo.superadmin.limits.memory_soft = 2GiB
        odoo.superadmin.limits.memory_hard = 2560MiB
        odoo.superadmin.container.memory is absent
        odoo.superadmin.container.cpus is absent
        odoo.superadmin.database = superadmin
        odoo.superadmin.modules[0] = base
        odoo.superadmin.modules[1] = web
        odoo.superadmin.provisions_tenants = false
        odoo.superadmin.allow_from is empty
        odoo.superadmin.api[0] = xmlrpc
        odoo.superadmin.api[1] = json2
        odoo.superadmin.settings is empty
        odoo.superadmin.environment is empty
        postgres.version = 16
        postgres.image is absent
        postgres.settings is empty
        nginx.client_max_body_size = 128MiB
        nginx.login_rate = 10/m
        nginx.login_burst is absent
        nginx.signup_rate = 5/m
        nginx.api_rate = 30/s
        nginx.tenant_limit.connections = auto
        nginx.tenant_limit.requests = 30/s
        nginx.trusted_proxies is empty
        nginx.snippets.tenants is absent
        nginx.snippets.superadmin is absent
        tls.acme_server = letsencrypt
        tls.dns_provider is absent
        tls.dns_propagation is absent
        tls.superadmin = acme
        tls.tenants = acme
        dns.ttl = 1h
        dns.caa = true
        dns.serial = 1
        dns.zones is empty
        dns.nameservers is empty
        dns.provider_zones is empty
        firewall.web_from is empty
        firewall.allow is empty
        firewall.egress is empty
        secrets.provider = files
        secrets.directory = secrets
        backup.schedule = 30 2 * * *
        backup.keep.daily = 7
        backup.keep.weekly = 4
        backup.keep.monthly = 0
        backup.repository = /srv/backup
        backup.restore_test = 0 5 * * 0
        backup.notify is absent
        """)
  }
}
