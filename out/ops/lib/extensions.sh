# shellcheck shell=sh
# The extensions that the superuser makes in a database that is restored. Another one is left out, with everything that depends on it, and
# is named when the database is saved.
allowed_extensions="amcheck autoinc bloom btree_gin btree_gist citext cube dblink dict_int dict_xsyn earthdistance fuzzystrmatch hstore
insert_username intagg intarray isn lo ltree moddatetime pg_buffercache pg_freespacemap pg_prewarm pg_stat_statements pg_trgm pg_visibility
pgcrypto pgrowlocks pgstattuple postgres_fdw refint seg sslinfo tablefunc tcn tsm_system_rows tsm_system_time unaccent uuid-ossp xml2
vector postgis postgis_raster postgis_topology postgis_tiger_geocoder address_standardizer"
allowed_extensions=$(printf '%s' "${allowed_extensions}" | tr '\n' ' ')
