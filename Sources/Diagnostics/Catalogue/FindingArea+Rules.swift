extension FindingArea {
  static let rules = FindingArea(
    "Rules across settings",
    about: """
      Conflicts between settings, with the server, and with the versions of the programs that read them. Some
      are warnings, which do not stop the build.
      """,
    [
      .addonsClash: """
      Two folders of `odoo.addons` have the same last name, and in the containers a folder has only its last
      name: one would hide the other. Rename one of them.
      """,
      .addressPrivate: """
      Visitors and the certificate authority reach the server at `server.ipv4`, which the DNS records name, and
      this address is not routed on the Internet. Write the public address of the server, or of the router that
      forwards ports 80 and 443 to it; keep a private one only for a site inside one network.
      """,
      .addressUnusable: """
      The DNS records and the firewall name this address as the server's, and nobody outside can reach a server by it: it leads
      to the machine itself, to its own wire, to a group of machines, or nowhere. Write the server's public
      address; `ip address` shows it on most servers, and the provider's console on all.
      """,
      .alertsUnreachable: """
      A failed backup, an expired certificate or a firewall that is not in force has to reach somebody, and there is
      neither a mail server nor a webhook. Write alerts.webhook, or a mail server in alerts.relay or odoo.mail;
      smoke-test.sh fails until a test alarm could be sent.
      """,
      .allowEveryone: """
      A list of allowed addresses contains a range so large that it hardly excludes anybody. Write the ranges
      that you mean; or leave the list out, to allow everyone explicitly.
      """,
      .apexTarget: """
      `domains.apex` decides what visitors of the tenants' bare domain get: a redirect, or one tenant. Write
      exactly one of the two, or leave it out for a plain 404.
      """,
      .backupDeletable: """
      The server writes its backups with rights that also delete them: somebody who takes the server over, or a mistake on
      it, can remove all that there is. Use a storage to which the server can only add, such as rest-server with
      --append-only or a bucket with object lock, write backup.append_only: true, and run backup-forget.sh on another
      machine.
      """,
      .backupHere: """
      If the server's disk fails, or the server is lost, all backups are lost with it. Write a repository on another server,
      or add one in backup.copies: a folder of the server is good only as a further one, for a fast restore.
      """,
      .backupTwice: """
      Each repository is written once in each backup, and this one is named twice. Write another repository, or leave
      the entry out.
      """,
      .caaForbids: """
      CAA records of the tenants' domain apply to the names below it too, and allow only the authority that gen
      uses: the authority that issued the given certificate of the superadmin could not renew it. Add a CAA
      record for that name by hand, or write dns.caa: false.
      """,
      .caaUnknown: """
      gen knows only Let's Encrypt's name in CAA records, and makes no records for another authority. Write
      dns.caa: false, and add the records that your authority's documentation requires.
      """,
      .capacityTenants: """
      Every process of Odoo keeps the models of each database that it serves in memory, and the host has too
      little for the tenants of `odoo.capacity`: workers would load databases again and again. Use a host with
      more memory, plan for fewer tenants, or divide them among several hosts.
      """,
      .capacityUsers: """
      One worker of Odoo serves about six concurrent users, and the host has room for fewer workers than
      `odoo.capacity` needs. Use a host with more cores and memory, or expect delays at peak times.
      """,
      .certbotPlugin: """
      The tenants' wildcard certificate is validated in the DNS by a certbot plugin, and this operating system
      has no package of the plugin for this provider. Use another operating system or provider, or your own
      certificate.
      """,
      .challengeUnreachable: """
      The certificate authority validates the superadmin's name over port 80, from addresses that it does not
      publish. Behind `firewall.web_from` or a proxy it cannot reach that port: write tls.dns_provider, so that
      the name is validated in the DNS, or give your own certificate.
      """,
      .connections: """
      PostgreSQL does not accept this `max_connections`, or the processes of Odoo can open more connections than
      that: requests would fail under load. Write at least the number in the message, or leave it out: gen
      derives it.
      """,
      .contactInZone: """
      A zone's SOA record has the contact's address as a DNS name, whose labels have at most 63 bytes, and this
      address does not fit. Write a shorter address, or leave dns.zones out.
      """,
      .containerCpus: """
      Docker does not start a container with more processors than the host has. Write at most
      `server.cpu_cores`.
      """,
      .containerMemory: """
      The containers and the system together may use more memory than the host has, and under load the kernel
      would kill one of them. Write less, or leave container.memory out: gen derives it.
      """,
      .domainUncertifiable: """
      Names under .local, .internal, .test and the like are for private networks and tests: no public authority
      certifies them. Write a domain that you have registered, or give certificates of an authority of your own.
      """,
      .egressContainers: """
      An exception of `firewall.egress` contains the containers' own networks, and would let containers reach
      each other across networks that are isolated. Write a range without them; the host itself is server.ipv4.
      """,
      .egressIpv6: """
      The containers have no IPv6, so this exception of `firewall.egress` would have no effect. Write the IPv4
      range of the same hosts.
      """,
      .egressMetadata: """
      In a cloud, 169.254.169.254 gives the machine's credentials to every client, and this exception lets the
      code of every tenant connect to it. Write a range without it.
      """,
      .egressNeedless: """
      The containers can reach the Internet anyway; exceptions are for private ranges, which are closed to
      them. Leave the entry out.
      """,
      .firewallComment: """
      ufw refuses a comment with a single quote in it. Write the comment without it.
      """,
      .folderOverlap: """
      A folder or file is in a place where another part of the site, the system or git would read, publish,
      delete or overwrite it: secrets in a committed folder, modules among secrets, a certificate's key in a
      folder of the containers, a backup in a folder that it saves. Write a separate place.
      """,
      .imageNotRebuilt: """
      The official image of this version of Odoo is no longer built and gets no security updates. Plan the
      upgrade, or build your own image and name it in odoo.image.
      """,
      .imageUnpinned: """
      A tag such as odoo:18.0 is a different image every few weeks: a rebuild can change Odoo without any change
      of yours. Write a dated tag, or a digest (@sha256:…). For PostgreSQL a minor version, such as 16.4, is enough.
      """,
      .imageVersion: """
      The tag of an image begins with another version than the one that the site is made for, or does not tell.
      PostgreSQL would not start on its data, or would keep it where nothing saves it, and Odoo would not know its
      options. Write an image of the version, or the version of the image.
      """,
      .limitsDatabases: """
      A worker that keeps the databases of all users who work at the same time reaches this limit, and is
      replaced: the next one loads them again. Leave memory_soft out, and gen derives it from `odoo.capacity`.
      """,
      .limitsHost: """
      A process of Odoo ends itself between two requests when it has more than memory_soft. A limit that is as large as the
      host's memory is never reached: the kernel ends some process first, in the middle of its work. Write what
      one process may have, or leave it out: gen derives it.
      """,
      .limitsOrder: """
      The soft memory limit is above the hard one, or the limit on CPU time is above the one on real time, so it
      can never be reached. Write the smaller number for the limit that should be reached first.
      """,
      .lintUnused: """
      `lint.allow` names a warning that there is no cause for any more. Remove the name, so that the warning is
      reported when there is a cause again.
      """,
      .logLevel: """
      Odoo logs failed logins at level info. At level warn or error, neither people nor programs that block
      attackers see them: write info.
      """,
      .mailAccount: """
      The relay writes the account as `user:password`, so an account that contains a `:`, or begins with a
      blank, cannot log in. Use another account.
      """,
      .mailCertificate: """
      The relay compares the mail server's certificate with this host, and certificates contain host names:
      with an address, it would send nothing. Write the name in the server's certificate.
      """,
      .mailPassword: """
      Without a relay on the host, the mail server's password is in odoo.conf, and Odoo logs in with it to any
      host that a user names in ir.mail_server.send_email. Remove `relay: none`: then only a relay on the host
      has the password.
      """,
      .mailPlain: """
      The account's password is sent to the mail server without encryption, and anyone on the network path can
      read it. Write starttls or tls.
      """,
      .mailPort: """
      The port and the kind of encryption do not belong together, and the connection would wait until it is given up.
      Port 465 is for `security: tls`, 587 for `starttls`, 25 for `none` (RFC 8314).
      """,
      .memoryWorkers: """
      There is not enough memory for that many worker processes. A given number is refused, an automatic one is
      lowered with a warning, and refused below two workers for the tenants: give the host more memory, write
      fewer workers, or 0 for one process with threads, which runs scheduled jobs only for tenants that somebody
      opened since the start.
      """,
      .monitoringFrom: """
      With `monitoring.mode: remote` the firewall opens one port to the Prometheus that fetches the measurements, and
      has to know its address; in the other modes nothing is open to anybody. Write `monitoring.from` with remote,
      and only there.
      """,
      .monitoringMemory: """
      Prometheus, Alertmanager and the exporters would take memory that Odoo and the database servers are meant to
      have: under load the kernel stops a process. Give the host more memory, or let a Prometheus on another
      machine watch the site, with `monitoring.mode: remote`.
      """,
      .monitoringPages: """
      The pages of Prometheus, Alertmanager and Grafana show the names and the load of all tenants. nginx shows them
      at the superadmin's host, to the addresses of `odoo.superadmin.allow_from` alone, and only where they are: on a
      server with `monitoring.mode: local`.
      """,
      .monitoringRelay: """
      Alertmanager encrypts the connection to a mail server from the first byte on port 465, and on no other port; the
      scripts' own notifier can do both on any port. Write the port that belongs to the kind of encryption, or a
      webhook.
      """,
      .monitoringTimezone: """
      The Alertmanager of this operating system knows no time zones: quiet hours of the alarms that it sends are in UTC,
      those of the scripts' notifier in server.timezone. Use a newer operating system, or leave
      `alerts.quiet_hours` out.
      """,
      .odooOption: """
      The option under `settings` is written by gen itself, would open the system to tenants or break what is around
      Odoo, has a value that Odoo cannot read, is not supported by this version, or does not exist in Odoo at all.
      The message says what to write instead.
      """,
      .portClash: """
      Two services would listen on the same port of the host, and the second one would not start. Give each its
      own port.
      """,
      .postgresOption: """
      This setting of PostgreSQL does not exist in this version, has a value that the server would refuse or ignore,
      is written by gen, runs or loads foreign code, can silently lose data, or puts passwords where they can be
      read. The message says what to write instead.
      """,
      .postgresTooOld: """
      This version of Odoo needs a newer PostgreSQL. Write the version that the message names, or a newer one.
      """,
      .postgresUnmaintained: """
      This version of PostgreSQL no longer gets security updates. Write a newer one for a new site; existing
      data has to be dumped and restored into it.
      """,
      .providerZoneNames: """
      octoDNS writes the site's records into zones at the provider, but a zone in the list contains none of the
      site's names, or a name is not in any zone of the list. Write the zones that contain domains.superadmin
      and domains.tenants.
      """,
      .providerZoneProvider: """
      octoDNS needs the provider of the zones, and does not support every provider. Write tls.dns_provider; or
      leave dns.provider_zones out, and enter the records of dns/records.md by hand.
      """,
      .providerZoneTwice: """
      A zone is given twice in `dns.provider_zones`, or also in `dns.zones`, so two programs would write it. Keep
      it in dns.zones if a name server loads its file, in dns.provider_zones if octoDNS writes it.
      """,
      .provisioningLimits: """
      The time limits would kill the worker that creates a tenant's database, and leave an incomplete one.
      Write 5m or more for the limits of the superadmin.
      """,
      .proxyBypass: """
      `nginx.trusted_proxies` names the proxies in front, but ports 80 and 443 are open to everyone, so clients
      can bypass them. Write the same ranges under firewall.web_from.
      """,
      .proxyEveryone: """
      A client in a trusted range can choose, with X-Forwarded-For, the address that allow_from and the login
      limits see, and this range is larger than any provider's proxies. Write only the ranges that your
      provider publishes.
      """,
      .queueJobModule: """
      `odoo.queue_job` configures the runner of the module queue_job, which starts only if every process loads
      the module. Write it into odoo.server_wide_modules, and its folder into odoo.addons.
      """,
      .queueJobWorkers: """
      Each job of the module queue_job occupies one of the tenants' workers while it runs. With as many jobs as
      workers, nobody gets a page until a job is done: write a smaller capacity for root.
      """,
      .restoreTest: """
      A backup counts when it has been restored. restore-test.sh does that on the schedule backup.restore_test; it waits
      for the lock of the backup, so it should begin some hours after it, and every tenant should have its turn in a
      quarter of a year. Write another schedule, or a smaller backup.restore_share.
      """,
      .revisionMoves: """
      `source.revision` is the name of a branch: what it deploys changes with each push, is not what was reviewed,
      and cannot be gone back to. Write a tag or a commit, and change it in a pull request.
      """,
      .sameDomain: """
      nginx distinguishes the superadmin and the tenants only by their names, and both have the same one. Give
      the superadmin another name, such as superadmin.shops.example.net.
      """,
      .serverDirectory: """
      Scripts in `server.directory` run as root, and this folder belongs to the system, to a program, or to a
      user who could replace them. Write a folder that only the site uses, such as /opt/stockshop.
      """,
      .snippetIneffective: """
      nginx takes such a directive from the server block only where a location sets none of the kind, and every
      location of the site does, in snippets/odoo-proxy.conf. For an address of your own, write it in a location
      in the snippet, after `proxy_pass http://NAME_odoo;` and `include gen-NAME/snippets/odoo-proxy.conf;`, where
      NAME is the site's. For the whole site, write your own templates/nginx/snippets/odoo-proxy.conf.
      """,
      .subnetsOverlap: """
      The containers' networks overlap the host's own address, or a range of allowed clients: packets would not
      reach the host, or the code of every tenant would be allowed. Write another private range in
      server.networks.subnets, or a narrower range in the list.
      """,
      .superadminOpen: """
      Everybody can open the superadmin's login page, and whoever logs in there manages every tenant. Write the
      ranges of its operators in odoo.superadmin.allow_from.
      """,
      .temporaryFiles: """
      The folder /tmp of a container is part of its memory, and uploads are written there first. It is smaller
      than the largest upload, or takes more than half of the memory. Write another size, or a smaller
      nginx.client_max_body_size.
      """,
      .variableManaged: """
      gen sets this environment variable itself, or it would override what gen writes into odoo.conf, or where
      and how the instances reach their database servers. The message says what to write instead.
      """,
      .wildcardWithoutProvider: """
      A wildcard certificate for the tenants' domain is validated by a record in its DNS, which certbot has to
      write. Write tls.dns_provider, or your own certificate in tls.tenants.
      """,
      .zoneEmpty: """
      The zone contains none of the site's names, so its file would be empty. Write a zone that contains
      domains.superadmin or domains.tenants.
      """,
      .zoneNameservers: """
      A complete zone needs the names of its name servers, and those names must be outside the zone, where they
      have addresses. Write dns.nameservers; or keep the zone elsewhere, and add gen's fragment to it.
      """,
    ])
}
