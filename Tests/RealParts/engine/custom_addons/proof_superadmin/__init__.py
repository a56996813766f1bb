"""What applications that sell tenants do: makes a database from within a worker, with the programs that are at hand."""

import subprocess

from odoo import api, models


class Tenant(models.AbstractModel):
    """The tenants, as far as this application is concerned."""

    _name = "proof.tenant"
    _description = "Tenant"

    @api.model
    def make(self, database, modules):
        """createdb, then Odoo itself; returns what each said, and how it ended."""
        create = ["createdb", "-h", "db", "-U", "odoo", "-O", "odoo", "-T", "template0", "--lc-collate=C", database]
        fill = ["odoo", "-c", "/run/odoo/tenants.conf", "-d", database, "-i", modules, "--stop-after-init"]
        ended = []
        for command in (create, fill):
            done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
            ended.append((done.returncode, done.stdout + done.stderr))
        return ended
