{
    "name": "Guard of the deployment",
    "summary": "Loaded for every database by server_wide_modules; nothing to install.",
    "license": "LGPL-3",
    "depends": ["base"],
    # Not shown among a tenant's apps.
    "installable": False,
}
