"""What the values of ops/site.sh can be, where a script hands them to another reader than the shell.

In a here-document they are read by curl, Python, apt or systemd: none of the characters that they can have means anything there.
As arguments they are read by every program: none begins like an option."""

import re

PLAIN = {
    "site_name": r"[a-z0-9-]+",
    "site_os_codename": r"[a-z]+",
    "site_tenants_domain": r"[a-z0-9.-]+",
    "site_tenants_service": r"[a-z_]+",
    "site_superadmin_service": r"[a-z_]+",
    "site_ssh_port": r"[0-9]+",
    "site_upload_bytes": r"[0-9]+",
    "site_tenants_country": r"[A-Z]*",
    "site_directory": r"/[A-Za-z0-9/._-]*",
    "site_backup_notify": r"[!#-\[\]-~]*",
    "site_alerts_webhook": r"[!#-\[\]-~]*",
    "site_alerts_heartbeat": r"[!#-\[\]-~]*",
}
# Whatever the operator likes: the one is only printed, into a file where it is the second word, the other is behind = in a word.
FREE = {"site_mail_user", "site_alerts_relay_user"}


def is_plain(name, value):
    """Whether a variable of site.sh can have a value; every other variable can have every one."""
    if not name.startswith("site_") or name in FREE:
        return True
    return not value.startswith("-") and re.fullmatch(PLAIN.get(name, ".*"), value, re.DOTALL) is not None
