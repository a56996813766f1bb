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
#embed "../../templates/_scripts/answers.sh" if_empty(0)
};
static const unsigned char bytes5[] = {
#embed "../../templates/_scripts/begin.sh" if_empty(0)
};
static const unsigned char bytes6[] = {
#embed "../../templates/_scripts/databases.sh" if_empty(0)
};
static const unsigned char bytes7[] = {
#embed "../../templates/_scripts/dump.sh" if_empty(0)
};
static const unsigned char bytes8[] = {
#embed "../../templates/_scripts/exists.sh" if_empty(0)
};
static const unsigned char bytes9[] = {
#embed "../../templates/_scripts/fill.sh" if_empty(0)
};
static const unsigned char bytes10[] = {
#embed "../../templates/_scripts/git.sh" if_empty(0)
};
static const unsigned char bytes11[] = {
#embed "../../templates/_scripts/jobs.sh" if_empty(0)
};
static const unsigned char bytes12[] = {
#embed "../../templates/_scripts/lock.sh" if_empty(0)
};
static const unsigned char bytes13[] = {
#embed "../../templates/_service.yml" if_empty(0)
};
static const unsigned char bytes14[] = {
#embed "../../templates/backup.crontab" if_empty(0)
};
static const unsigned char bytes15[] = {
#embed "../../templates/backup.sh" if_empty(0)
};
static const unsigned char bytes16[] = {
#embed "../../templates/deploy.sh" if_empty(0)
};
static const unsigned char bytes17[] = {
#embed "../../templates/dns/check-dns.sh" if_empty(0)
};
static const unsigned char bytes18[] = {
#embed "../../templates/dns/records.md" if_empty(0)
};
static const unsigned char bytes19[] = {
#embed "../../templates/dns/records.zone" if_empty(0)
};
static const unsigned char bytes20[] = {
#embed "../../templates/dns/zones/zone.zone" if_empty(0)
};
static const unsigned char bytes21[] = {
#embed "../../templates/docker-compose.yml" if_empty(0)
};
static const unsigned char bytes22[] = {
#embed "../../templates/fetch-secrets.sh" if_empty(0)
};
static const unsigned char bytes23[] = {
#embed "../../templates/initdb/db/10-role.sh" if_empty(0)
};
static const unsigned char bytes24[] = {
#embed "../../templates/initdb/db_superadmin/10-role.sh" if_empty(0)
};
static const unsigned char bytes25[] = {
#embed "../../templates/nginx/conf.d/odoo.conf" if_empty(0)
};
static const unsigned char bytes26[] = {
#embed "../../templates/nginx/errors/403.html" if_empty(0)
};
static const unsigned char bytes27[] = {
#embed "../../templates/nginx/errors/404.html" if_empty(0)
};
static const unsigned char bytes28[] = {
#embed "../../templates/nginx/errors/413.html" if_empty(0)
};
static const unsigned char bytes29[] = {
#embed "../../templates/nginx/errors/429.html" if_empty(0)
};
static const unsigned char bytes30[] = {
#embed "../../templates/nginx/errors/503.html" if_empty(0)
};
static const unsigned char bytes31[] = {
#embed "../../templates/nginx/errors/_page.html" if_empty(0)
};
static const unsigned char bytes32[] = {
#embed "../../templates/nginx/install.sh" if_empty(0)
};
static const unsigned char bytes33[] = {
#embed "../../templates/nginx/sites-available/_https.conf" if_empty(0)
};
static const unsigned char bytes34[] = {
#embed "../../templates/nginx/sites-available/default.conf" if_empty(0)
};
static const unsigned char bytes35[] = {
#embed "../../templates/nginx/sites-available/superadmin.conf" if_empty(0)
};
static const unsigned char bytes36[] = {
#embed "../../templates/nginx/sites-available/tenants.conf" if_empty(0)
};
static const unsigned char bytes37[] = {
#embed "../../templates/nginx/snippets/acme.conf" if_empty(0)
};
static const unsigned char bytes38[] = {
#embed "../../templates/nginx/snippets/odoo-errors.conf" if_empty(0)
};
static const unsigned char bytes39[] = {
#embed "../../templates/nginx/snippets/odoo-hsts.conf" if_empty(0)
};
static const unsigned char bytes40[] = {
#embed "../../templates/nginx/snippets/odoo-proxy.conf" if_empty(0)
};
static const unsigned char bytes41[] = {
#embed "../../templates/nginx/snippets/odoo-site.conf" if_empty(0)
};
static const unsigned char bytes42[] = {
#embed "../../templates/nginx/snippets/odoo-static.conf" if_empty(0)
};
static const unsigned char bytes43[] = {
#embed "../../templates/nginx/snippets/odoo-tls.conf" if_empty(0)
};
static const unsigned char bytes44[] = {
#embed "../../templates/odoo-start" if_empty(0)
};
static const unsigned char bytes45[] = {
#embed "../../templates/odoo.conf" if_empty(0)
};
static const unsigned char bytes46[] = {
#embed "../../templates/provision.conf" if_empty(0)
};
static const unsigned char bytes47[] = {
#embed "../../templates/requirements.txt" if_empty(0)
};
static const unsigned char bytes48[] = {
#embed "../../templates/smoke-test.sh" if_empty(0)
};
static const unsigned char bytes49[] = {
#embed "../../templates/superadmin.conf" if_empty(0)
};
static const unsigned char bytes50[] = {
#embed "../../templates/tenants.sh" if_empty(0)
};
static const unsigned char bytes51[] = {
#embed "../../templates/tls/check.sh" if_empty(0)
};
static const unsigned char bytes52[] = {
#embed "../../templates/tls/credentials.example" if_empty(0)
};
static const unsigned char bytes53[] = {
#embed "../../templates/tls/obtain.sh" if_empty(0)
};
static const unsigned char bytes54[] = {
#embed "../../templates/tls/reload-nginx.sh" if_empty(0)
};
static const unsigned char bytes55[] = {
#embed "../../templates/ufw.sh" if_empty(0)
};
static const unsigned char bytes56[] = {
#embed "../../templates/update.sh" if_empty(0)
};

static const struct TemplateBytes templates[] = {
    {".env.example", bytes0, sizeof bytes0},
    {"Dockerfile.odoo", bytes1, sizeof bytes1},
    {"README.md", bytes2, sizeof bytes2},
    {"_options.conf", bytes3, sizeof bytes3},
    {"_scripts/answers.sh", bytes4, sizeof bytes4},
    {"_scripts/begin.sh", bytes5, sizeof bytes5},
    {"_scripts/databases.sh", bytes6, sizeof bytes6},
    {"_scripts/dump.sh", bytes7, sizeof bytes7},
    {"_scripts/exists.sh", bytes8, sizeof bytes8},
    {"_scripts/fill.sh", bytes9, sizeof bytes9},
    {"_scripts/git.sh", bytes10, sizeof bytes10},
    {"_scripts/jobs.sh", bytes11, sizeof bytes11},
    {"_scripts/lock.sh", bytes12, sizeof bytes12},
    {"_service.yml", bytes13, sizeof bytes13},
    {"backup.crontab", bytes14, sizeof bytes14},
    {"backup.sh", bytes15, sizeof bytes15},
    {"deploy.sh", bytes16, sizeof bytes16},
    {"dns/check-dns.sh", bytes17, sizeof bytes17},
    {"dns/records.md", bytes18, sizeof bytes18},
    {"dns/records.zone", bytes19, sizeof bytes19},
    {"dns/zones/zone.zone", bytes20, sizeof bytes20},
    {"docker-compose.yml", bytes21, sizeof bytes21},
    {"fetch-secrets.sh", bytes22, sizeof bytes22},
    {"initdb/db/10-role.sh", bytes23, sizeof bytes23},
    {"initdb/db_superadmin/10-role.sh", bytes24, sizeof bytes24},
    {"nginx/conf.d/odoo.conf", bytes25, sizeof bytes25},
    {"nginx/errors/403.html", bytes26, sizeof bytes26},
    {"nginx/errors/404.html", bytes27, sizeof bytes27},
    {"nginx/errors/413.html", bytes28, sizeof bytes28},
    {"nginx/errors/429.html", bytes29, sizeof bytes29},
    {"nginx/errors/503.html", bytes30, sizeof bytes30},
    {"nginx/errors/_page.html", bytes31, sizeof bytes31},
    {"nginx/install.sh", bytes32, sizeof bytes32},
    {"nginx/sites-available/_https.conf", bytes33, sizeof bytes33},
    {"nginx/sites-available/default.conf", bytes34, sizeof bytes34},
    {"nginx/sites-available/superadmin.conf", bytes35, sizeof bytes35},
    {"nginx/sites-available/tenants.conf", bytes36, sizeof bytes36},
    {"nginx/snippets/acme.conf", bytes37, sizeof bytes37},
    {"nginx/snippets/odoo-errors.conf", bytes38, sizeof bytes38},
    {"nginx/snippets/odoo-hsts.conf", bytes39, sizeof bytes39},
    {"nginx/snippets/odoo-proxy.conf", bytes40, sizeof bytes40},
    {"nginx/snippets/odoo-site.conf", bytes41, sizeof bytes41},
    {"nginx/snippets/odoo-static.conf", bytes42, sizeof bytes42},
    {"nginx/snippets/odoo-tls.conf", bytes43, sizeof bytes43},
    {"odoo-start", bytes44, sizeof bytes44},
    {"odoo.conf", bytes45, sizeof bytes45},
    {"provision.conf", bytes46, sizeof bytes46},
    {"requirements.txt", bytes47, sizeof bytes47},
    {"smoke-test.sh", bytes48, sizeof bytes48},
    {"superadmin.conf", bytes49, sizeof bytes49},
    {"tenants.sh", bytes50, sizeof bytes50},
    {"tls/check.sh", bytes51, sizeof bytes51},
    {"tls/credentials.example", bytes52, sizeof bytes52},
    {"tls/obtain.sh", bytes53, sizeof bytes53},
    {"tls/reload-nginx.sh", bytes54, sizeof bytes54},
    {"ufw.sh", bytes55, sizeof bytes55},
    {"update.sh", bytes56, sizeof bytes56},
};

const int templateCount = sizeof templates / sizeof templates[0];

struct TemplateBytes templateAt(int index) { return templates[index]; }
