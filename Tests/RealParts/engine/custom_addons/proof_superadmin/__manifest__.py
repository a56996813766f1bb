{
    "name": "A superadmin that makes tenants",
    "version": "19.0.1.0.0",
    "depends": ["web"],
    "license": "LGPL-3",
    "author": "ops@example.net",
}
