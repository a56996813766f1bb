extension FindingArea {
  static let values = FindingArea(
    "Values of settings",
    about: """
      The form of each kind of value. An ambiguous value is refused, and the message shows the unambiguous form.
      """,
    [
      .accountFormat: """
      This cannot be the account on a mail server: it is empty, longer than 120 characters, or not one plain
      line. Write the name that the mail server's operator gave you, or remove the key.
      """,
      .acmeFormat: """
      `tls.acme_server` is neither one of the authorities that gen knows by name nor the https address of an
      ACME directory. Write letsencrypt, letsencrypt-staging, or the address that your authority gives for
      ACME clients.
      """,
      .channelsFormat: """
      These are not channels as the module queue_job reads them: names, capacities from 1 to 1000 and options,
      with commas between the channels and root first. Write root:4, or root:4,root.mail:1:sequential.
      """,
      .cidrFormat: """
      This is not a range of IP addresses. Write a network and its prefix length, such as 198.51.100.0/24 or
      2001:db8::/32; netmasks such as 255.255.255.0, host names and lists in one text are not supported.
      0.0.0.0/0 and ::/0 mean every address.
      """,
      .cidrHostBits: """
      The address has bits set after its prefix, as in 198.51.100.7/24: some programs take that for the whole
      network, others for the one host. Write the network's address, or the host without a prefix.
      """,
      .commentFormat: """
      A comment is one line of at most 120 characters, without control characters and without blanks at either
      end. It is written into artifacts as a comment. Write a shorter text, or remove the key.
      """,
      .connectionsFormat: """
      The number of requests of one tenant that are worked on at the same time is auto, about half of the
      workers, or a number from 1 to 9999. With none, no page of a tenant would be served.
      """,
      .countryFormat: """
      This is not a country code of ISO 3166-1. Write two capital letters, such as NO; the United Kingdom is
      GB, Greece GR.
      """,
      .cpusFormat: """
      This is not a number of processors. Write a decimal number with at most three decimal places, such as 2
      or 1.5, as Docker accepts it.
      """,
      .cronFormat: """
      This is not a schedule that every cron reads in the same way: five fields (minute, hour, day of the month,
      month, day of the week), such as `30 2 * * *`. Nicknames such as @daily are refused, and so is a day that
      does not exist, since the job would never run.
      """,
      .databaseFormat: """
      This cannot be the name of a PostgreSQL database without quotes. Write a lower-case letter, then
      lower-case letters, digits and underscores, 63 bytes at most.
      """,
      .databaseReserved: """
      postgres, template0 and template1 are PostgreSQL's own databases. Write another name, such as superadmin.
      """,
      .directivesEmpty: """
      The setting contains no directive, only blanks or empty lines. Write directives after `|`, or remove the
      key.
      """,
      .directivesFormat: """
      A line of the nginx directives contains a control character or an invisible one, so a reviewer would read
      something else than nginx. Write plain lines of text after `|`.
      """,
      .domainFormat: """
      This is not a full domain name. Write only the name, such as shops.example.net: no scheme, port, path or
      wildcard, no dot at the end, no underscore; write internationalised names in their form with xn--.
      """,
      .durationFormat: """
      This is not a length of time. Write a whole number and one unit, s, m, h or d, such as 600s, 20m or 1h;
      1.5h is 90m. A number without a unit is refused, since programs differ on its meaning.
      """,
      .emailFormat: """
      This is not a plain email address. Write only the address, such as ops@example.net: no name, no brackets,
      no `mailto:`.
      """,
      .hostFormat: """
      This is not the name or the IPv4 address of a host. Write only the name, such as smtp.example.net: no
      scheme, port, path or IPv6 address.
      """,
      .imageFormat: """
      This is not a reference to a container image. Write host/name:tag or host/name:tag@sha256:…, such as
      odoo:18.0, in lower case and without a scheme such as docker://.
      """,
      .ipv4Format: """
      This is not an IPv4 address. Write four numbers from 0 to 255 without leading zeros, such as
      203.0.113.10: no port, no prefix length, no name.
      """,
      .ipv6Format: """
      This is not an IPv6 address. Write groups of hexadecimal digits, such as 2001:db8::10: no brackets, no
      zone such as %eth0, no prefix length, and no IPv4-mapped address.
      """,
      .languageFormat: """
      This is not a language code of Odoo. Write a language and a country, such as en_US or nb_NO: with an
      underscore, and without .UTF-8.
      """,
      .lintName: """
      `lint.allow` has the names of warnings, as they stand in brackets behind a message, and this is none, or it is
      that of an error. An error cannot be silenced: what it is about would not work. Correct the name, or remove it.
      """,
      .mailRateFormat: """
      This is not a mail rate. Write the number of recipients per hour or per day, such as 100/h or 2000/d.
      """,
      .moduleFormat: """
      This is not the technical name of an Odoo module. Write the name of its folder, such as web or
      sale_management: lower-case letters, digits and underscores.
      """,
      .nameFormat: """
      This is not a valid name for compose projects, volumes, networks and jobs. Write a lower-case letter, then
      lower-case letters, digits and hyphens, at most 31 bytes, such as stockshop.
      """,
      .optionFormat: """
      This is not the name of an option of Odoo or of PostgreSQL. Write it in lower case, with underscores, as
      in the program's manual, such as transient_age_limit.
      """,
      .optionValue: """
      An option's value is one line, without control characters and without blanks at either end: the program
      would strip the blanks, and take a second line for another option. Write one plain line of text.
      """,
      .packageFormat: """
      This is not the name of a Debian package. Write a name as apt knows it, such as fonts-noto-cjk, and a
      version after `=` if you need a particular one; a hyphen at the end would remove the package.
      """,
      .pathFormat: """
      This is not a path that gen can use. Places on the server are absolute paths, without `.` and `..`;
      folders beside site.yaml are relative paths, such as ./custom_addons. Both consist of letters, digits and
      `. _ -`, so that no program needs quotes for them.
      """,
      .quietHoursFormat: """
      These are not quiet hours. Write when they begin and when they end, in hours and minutes of the server's time
      zone, such as 22:00-06:00; leave the key out if warnings never have to wait.
      """,
      .rateFormat: """
      This is not a rate. Write a number per second or per minute, such as 5/s or 10/m.
      """,
      .repositoryFormat: """
      This is not the address of a git repository that the server can fetch from. Write https://host/path.git,
      ssh://user@host/path.git or user@host:path.git, without a password; http:// and git:// are refused,
      because anybody on the network path could change what is fetched.
      """,
      .requirementFormat: """
      This is not a Python requirement in pip's form of one line. Write a name and a version without blanks,
      such as qifparse==0.5; options of pip, URLs, paths and conditions after `;` are not supported.
      """,
      .resticFormat: """
      This is not a restic repository. Write an absolute path, or the kind of storage and the place, such as
      sftp:backup@host:/srv/restic or s3:https://host/bucket; a user and a password belong in the secret
      restic_environment.
      """,
      .revisionFormat: """
      This is not a valid name of a tag, branch or commit in git. Write the plain name, such as v1.4.0: not
      relative to another one (`~`, `^`, `@`), and not beginning with a hyphen.
      """,
      .sizeFormat: """
      This is not an amount of memory or data. Write a whole number and a binary unit, B, KiB, MiB, GiB or TiB,
      such as 16GiB; `16G` and `16GB` are refused, since programs differ on whether they count by 1000 or 1024.
      """,
      .subnetsFormat: """
      The networks of the containers are parts of one private IPv4 range with a prefix length from 16 to 24.
      Write a part of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16 that nothing else uses, such as
      172.30.0.0/24.
      """,
      .tenantFormat: """
      This is not a tenant's name. A tenant's name is the first label of its host name and, with `_db` after
      it, the name of its database: write at most 60 lower-case letters, digits and inner hyphens, such as
      main.
      """,
      .tenantReserved: """
      A tenant cannot be called www: Odoo strips `www.` from every host name before it looks for the database.
      Write another name.
      """,
      .timezoneFormat: """
      This is not a name of the IANA time zone database. Write an area and a place, such as Europe/Oslo, or
      Etc/UTC; abbreviations such as CET, and older names such as US/Eastern, are not on every system.
      """,
      .urlFormat: """
      This is not a URL that every program reads in the same way. Write http:// or https://, a host and a path,
      without a user and a password; write other characters as %XX, such as %20 for a blank.
      """,
      .variableName: """
      This is not the name of an environment variable that every shell and program can read. Write letters,
      digits and underscores, with no digit first, such as ODOO_STAGE.
      """,
      .variableValue: """
      The value of an environment variable is one line of text, without control characters, invisible ones, or
      blanks at either end. It is set as it is written: `${NAME}` in it is not replaced.
      """,
      .workersFormat: """
      This is not a number of worker processes. Write auto, which derives it from processors and memory, or a
      number from 0 to 1024; 0 means one process with threads.
      """,
    ])
}
