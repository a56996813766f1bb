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
#embed "../../templates/nginx/errors/403.html" if_empty(0)
};
static const unsigned char bytes17[] = {
#embed "../../templates/nginx/errors/404.html" if_empty(0)
};
static const unsigned char bytes18[] = {
#embed "../../templates/nginx/errors/413.html" if_empty(0)
};
static const unsigned char bytes19[] = {
#embed "../../templates/nginx/errors/429.html" if_empty(0)
};
static const unsigned char bytes20[] = {
#embed "../../templates/nginx/errors/503.html" if_empty(0)
};
static const unsigned char bytes21[] = {
#embed "../../templates/nginx/errors/_page.html" if_empty(0)
};
static const unsigned char bytes22[] = {
#embed "../../templates/nginx/install.sh" if_empty(0)
};
static const unsigned char bytes23[] = {
#embed "../../templates/nginx/sites-available/_https.conf" if_empty(0)
};
static const unsigned char bytes24[] = {
#embed "../../templates/nginx/sites-available/default.conf" if_empty(0)
};
static const unsigned char bytes25[] = {
#embed "../../templates/nginx/sites-available/superadmin.conf" if_empty(0)
};
static const unsigned char bytes26[] = {
#embed "../../templates/nginx/sites-available/tenants.conf" if_empty(0)
};
static const unsigned char bytes27[] = {
#embed "../../templates/nginx/snippets/acme.conf" if_empty(0)
};
static const unsigned char bytes28[] = {
#embed "../../templates/nginx/snippets/odoo-errors.conf" if_empty(0)
};
static const unsigned char bytes29[] = {
#embed "../../templates/nginx/snippets/odoo-hsts.conf" if_empty(0)
};
static const unsigned char bytes30[] = {
#embed "../../templates/nginx/snippets/odoo-proxy.conf" if_empty(0)
};
static const unsigned char bytes31[] = {
#embed "../../templates/nginx/snippets/odoo-site.conf" if_empty(0)
};
static const unsigned char bytes32[] = {
#embed "../../templates/nginx/snippets/odoo-static.conf" if_empty(0)
};
static const unsigned char bytes33[] = {
#embed "../../templates/nginx/snippets/odoo-tls.conf" if_empty(0)
};
static const unsigned char bytes34[] = {
#embed "../../templates/odoo-start" if_empty(0)
};
static const unsigned char bytes35[] = {
#embed "../../templates/odoo.conf" if_empty(0)
};
static const unsigned char bytes36[] = {
#embed "../../templates/provision.conf" if_empty(0)
};
static const unsigned char bytes37[] = {
#embed "../../templates/requirements.txt" if_empty(0)
};
static const unsigned char bytes38[] = {
#embed "../../templates/superadmin.conf" if_empty(0)
};
static const unsigned char bytes39[] = {
#embed "../../templates/tls/check.sh" if_empty(0)
};
static const unsigned char bytes40[] = {
#embed "../../templates/tls/credentials.example" if_empty(0)
};
static const unsigned char bytes41[] = {
#embed "../../templates/tls/obtain.sh" if_empty(0)
};
static const unsigned char bytes42[] = {
#embed "../../templates/tls/reload-nginx.sh" if_empty(0)
};
static const unsigned char bytes43[] = {
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
    {"nginx/errors/403.html", bytes16, sizeof bytes16},
    {"nginx/errors/404.html", bytes17, sizeof bytes17},
    {"nginx/errors/413.html", bytes18, sizeof bytes18},
    {"nginx/errors/429.html", bytes19, sizeof bytes19},
    {"nginx/errors/503.html", bytes20, sizeof bytes20},
    {"nginx/errors/_page.html", bytes21, sizeof bytes21},
    {"nginx/install.sh", bytes22, sizeof bytes22},
    {"nginx/sites-available/_https.conf", bytes23, sizeof bytes23},
    {"nginx/sites-available/default.conf", bytes24, sizeof bytes24},
    {"nginx/sites-available/superadmin.conf", bytes25, sizeof bytes25},
    {"nginx/sites-available/tenants.conf", bytes26, sizeof bytes26},
    {"nginx/snippets/acme.conf", bytes27, sizeof bytes27},
    {"nginx/snippets/odoo-errors.conf", bytes28, sizeof bytes28},
    {"nginx/snippets/odoo-hsts.conf", bytes29, sizeof bytes29},
    {"nginx/snippets/odoo-proxy.conf", bytes30, sizeof bytes30},
    {"nginx/snippets/odoo-site.conf", bytes31, sizeof bytes31},
    {"nginx/snippets/odoo-static.conf", bytes32, sizeof bytes32},
    {"nginx/snippets/odoo-tls.conf", bytes33, sizeof bytes33},
    {"odoo-start", bytes34, sizeof bytes34},
    {"odoo.conf", bytes35, sizeof bytes35},
    {"provision.conf", bytes36, sizeof bytes36},
    {"requirements.txt", bytes37, sizeof bytes37},
    {"superadmin.conf", bytes38, sizeof bytes38},
    {"tls/check.sh", bytes39, sizeof bytes39},
    {"tls/credentials.example", bytes40, sizeof bytes40},
    {"tls/obtain.sh", bytes41, sizeof bytes41},
    {"tls/reload-nginx.sh", bytes42, sizeof bytes42},
    {"ufw.sh", bytes43, sizeof bytes43},
};

const int templateCount = sizeof templates / sizeof templates[0];

struct TemplateBytes templateAt(int index) { return templates[index]; }
