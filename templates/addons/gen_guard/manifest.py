{#
format: text
path: addons/gen_guard/__manifest__.py

Odoo takes a folder for a module only when it has this file.
#}
{
    "name": "Guard of the deployment",
    "summary": "Loaded for every database by server_wide_modules; nothing to install.",
    "license": "LGPL-3",
    "depends": ["base"],
    # Not among the apps that a tenant sees.
    "installable": False,
}
