"""What applications that sell tenants do: makes a database from within a worker, with the programs that are installed there."""

import subprocess

from odoo import api, models


class Tenant(models.AbstractModel):
    """The tenants, as far as this application is concerned."""

    _name = "proof.tenant"
    _description = "Tenant"

    @api.model
    def make(self, database, modules, url):
        """The one command that is there for it; returns how it ended, the password that it prints, and what it says."""
        command = ["provision-tenant", database, modules, url]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout, done.stderr
