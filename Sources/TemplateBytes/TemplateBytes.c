#include "TemplateBytes.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

// One line per template, in the order of their paths: the file's bytes become a part of the program. A test compares this
// table with the folder.

static const unsigned char bytes0[] = {
#embed "../../templates/.env.example" if_empty(0)
};
static const unsigned char bytes1[] = {
#embed "../../templates/Dockerfile.odoo" if_empty(0)
};
static const unsigned char bytes2[] = {
#embed "../../templates/README.md" if_empty(0)
};
static const unsigned char bytes3[] = {
#embed "../../templates/_options.conf" if_empty(0)
};
static const unsigned char bytes4[] = {
#embed "../../templates/_service.yml" if_empty(0)
};
static const unsigned char bytes5[] = {
#embed "../../templates/backup.crontab" if_empty(0)
};
static const unsigned char bytes6[] = {
#embed "../../templates/backup.sh" if_empty(0)
};
static const unsigned char bytes7[] = {
#embed "../../templates/dns/check-dns.sh" if_empty(0)
};
static const unsigned char bytes8[] = {
#embed "../../templates/dns/records.md" if_empty(0)
};
static const unsigned char bytes9[] = {
#embed "../../templates/dns/records.zone" if_empty(0)
};
static const unsigned char bytes10[] = {
#embed "../../templates/dns/zones/zone.zone" if_empty(0)
};
static const unsigned char bytes11[] = {
#embed "../../templates/docker-compose.yml" if_empty(0)
};
static const unsigned char bytes12[] = {
#embed "../../templates/fetch-secrets.sh" if_empty(0)
};
static const unsigned char bytes13[] = {
#embed "../../templates/initdb/db/10-role.sh" if_empty(0)
};
static const unsigned char bytes14[] = {
#embed "../../templates/initdb/db_superadmin/10-role.sh" if_empty(0)
};
static const unsigned char bytes15[] = {
#embed "../../templates/nginx/conf.d/odoo.conf" if_empty(0)
};
static const unsigned char bytes16[] = {
#embed "../../templates/nginx/sites-available/default.conf" if_empty(0)
};
static const unsigned char bytes17[] = {
#embed "../../templates/nginx/sites-available/superadmin.conf" if_empty(0)
};
static const unsigned char bytes18[] = {
#embed "../../templates/nginx/sites-available/tenants.conf" if_empty(0)
};
static const unsigned char bytes19[] = {
#embed "../../templates/nginx/snippets/acme.conf" if_empty(0)
};
static const unsigned char bytes20[] = {
#embed "../../templates/nginx/snippets/odoo-proxy.conf" if_empty(0)
};
static const unsigned char bytes21[] = {
#embed "../../templates/nginx/snippets/odoo-site.conf" if_empty(0)
};
static const unsigned char bytes22[] = {
#embed "../../templates/odoo-start" if_empty(0)
};
static const unsigned char bytes23[] = {
#embed "../../templates/odoo.conf" if_empty(0)
};
static const unsigned char bytes24[] = {
#embed "../../templates/provision.conf" if_empty(0)
};
static const unsigned char bytes25[] = {
#embed "../../templates/requirements.txt" if_empty(0)
};
static const unsigned char bytes26[] = {
#embed "../../templates/superadmin.conf" if_empty(0)
};
static const unsigned char bytes27[] = {
#embed "../../templates/ufw.sh" if_empty(0)
};

static const struct TemplateBytes templates[] = {
    {".env.example", bytes0, sizeof bytes0},
    {"Dockerfile.odoo", bytes1, sizeof bytes1},
    {"README.md", bytes2, sizeof bytes2},
    {"_options.conf", bytes3, sizeof bytes3},
    {"_service.yml", bytes4, sizeof bytes4},
    {"backup.crontab", bytes5, sizeof bytes5},
    {"backup.sh", bytes6, sizeof bytes6},
    {"dns/check-dns.sh", bytes7, sizeof bytes7},
    {"dns/records.md", bytes8, sizeof bytes8},
    {"dns/records.zone", bytes9, sizeof bytes9},
    {"dns/zones/zone.zone", bytes10, sizeof bytes10},
    {"docker-compose.yml", bytes11, sizeof bytes11},
    {"fetch-secrets.sh", bytes12, sizeof bytes12},
    {"initdb/db/10-role.sh", bytes13, sizeof bytes13},
    {"initdb/db_superadmin/10-role.sh", bytes14, sizeof bytes14},
    {"nginx/conf.d/odoo.conf", bytes15, sizeof bytes15},
    {"nginx/sites-available/default.conf", bytes16, sizeof bytes16},
    {"nginx/sites-available/superadmin.conf", bytes17, sizeof bytes17},
    {"nginx/sites-available/tenants.conf", bytes18, sizeof bytes18},
    {"nginx/snippets/acme.conf", bytes19, sizeof bytes19},
    {"nginx/snippets/odoo-proxy.conf", bytes20, sizeof bytes20},
    {"nginx/snippets/odoo-site.conf", bytes21, sizeof bytes21},
    {"odoo-start", bytes22, sizeof bytes22},
    {"odoo.conf", bytes23, sizeof bytes23},
    {"provision.conf", bytes24, sizeof bytes24},
    {"requirements.txt", bytes25, sizeof bytes25},
    {"superadmin.conf", bytes26, sizeof bytes26},
    {"ufw.sh", bytes27, sizeof bytes27},
};

const int templateCount = sizeof templates / sizeof templates[0];

struct TemplateBytes templateAt(int index) { return templates[index]; }
