{#
format: sh

The file system lies in a file that has no name any more, on a loop device that goes when nobody has it open: whatever becomes of this
process, the kernel frees the space when the last container ends.
#}
# shellcheck shell=sh
# The containers in which a backup is restored to look at it. They have no network, no rights, and no secret of the site.

database_box="${site_name}-drill-db"
files_box="${site_name}-drill-files"
rows_box="${site_name}-drill-rows"
odoo_box="${site_name}-drill-odoo"
drill_work="/run/${site_name}-drill"
scratch_file="/var/lib/${site_name}/backup/scratch"
# The server that is restored at the moment.
tested_server=''

# docker ARGUMENT...: what the functions of ops/lib ask a service of docker-compose.yml, the scratch server is asked. No other command of compose
# gets through; and where one is called in another way, it finds no services: so nothing here can touch them.
COMPOSE_FILE=/nonexistent
export COMPOSE_FILE
docker() {
  case "$1 ${2-} ${3-}" in
    "compose exec -T")
      [ "$4" = "${tested_server}" ] || stop "a restore test has asked for $4"
      shift 4
      command docker exec --interactive "${database_box}" "$@"
      ;;
    "compose "*) stop "a restore test has asked for docker $1 ${2-}" ;;
    *) command docker "$@" ;;
  esac
}

# The format is the engine's.
# of_service SERVICE FORMAT: prints something of a service's container.
of_service() {
  container=$(command docker compose --file "${out}/docker-compose.yml" ps --all --quiet "$1") && [ -n "${container}" ] || return 1
  command docker inspect --format "$2" "${container}"
}

# room: prints how many bytes a test may take: three quarters of what is free.
room() { df --output=avail --block-size=1 -- "${scratch_file%/*}" | awk 'NR == 2 { printf "%.0f\n", $1 * 3 / 4 }'; }

# need BYTES: prints how much a database takes whose dump has so many bytes: its rows, and their indexes.
need() { awk -v bytes="$1" 'BEGIN { printf "%.0f\n", bytes * 3 + 128 * 1024 * 1024 }'; }

# make_scratch: a file system for the largest of the chosen databases.
make_scratch() {
  largest=$(sort -n -k 6,6 "${drill_work}/chosen" | awk 'END { print $6 + 0 }')
  size=$(need "${largest}")
  # The log of the server, its own databases, and files for Odoo.
  size=$((size + 768 * 1024 * 1024))
  free=$(room)
  [ "${free}" -ge "${size}" ] || size=${free}
  size=$((size / 4096 * 4096))
  # Each in a folder that its user may write, whatever its number in the image.
  mkdir -p -- "${drill_work}/volume/database" "${drill_work}/volume/files"
  chmod 1777 -- "${drill_work}/volume/database" "${drill_work}/volume/files"
  chmod 0755 -- "${drill_work}/volume"
  rm -f -- "${scratch_file}"
  truncate --size="${size}" -- "${scratch_file}"
  mke2fs -q -F -t ext4 -m 0 -O ^has_journal -E nodiscard -d "${drill_work}/volume" "${scratch_file}" || end_test "no file system for the test"
  loop=$(losetup --show --find "${scratch_file}") || end_test "no loop device for the test: modprobe loop"
  exec 6<"${loop}"
  losetup --detach "${loop}"
  rm -f -- "${scratch_file}"
  mkdir -m 0755 -- "${drill_work}/secrets"
  each make_secret site_secret_files
}

# make_secret NAME VARIABLE READERS: one that is good for nothing, as the images want to have one.
make_secret() {
  random=$(od -An -v -N16 -tx1 /dev/urandom | tr -d ' \n')
  printf '%s\n' "${random}" >"${drill_work}/secrets/$1"
  chmod 0444 -- "${drill_work}/secrets/$1"
}

# box NAME MEMORY OPTION... IMAGE COMMAND...: runs a container of the test.
box() {
  name_of_box=$1
  memory=$2
  shift 2
  command docker run --rm --name "${name_of_box}" --label "gen.drill=${site_name}" --read-only --cap-drop ALL --security-opt no-new-privileges:true \
    --memory "${memory}" --memory-swap "${memory}" --cpus 1 --pids-limit 256 --oom-score-adj 1000 --tmpfs /tmp:size=64m \
    --volume "${drill_work}/secrets:/run/secrets:ro" \
    --mount "type=volume,dst=/scratch,volume-opt=type=ext4,volume-opt=device=${loop}" "$@"
}

# left: prints the seconds that are left. Each container ends by itself after them, should nobody else end it.
left() {
  now=$(date +%s)
  line "$((deadline > now ? deadline - now : 1))"
}

# start_server SERVER SERVICE: with the image, the variables and the settings of the service, less memory, and the roles that the site makes.
start_server() {
  prepare_odoo "$2" || return 1
  image=$(of_service "$1" '{% raw %}{{.Image}}{% endraw %}') || return 1
  of_service "$1" '{% raw %}{{range .Config.Env}}{{println .}}{{end}}{% endraw %}' >"${drill_work}/environment" || return 1
  settings=$(of_service "$1" '{% raw %}{{range .Config.Cmd}}{{println .}}{{end}}{% endraw %}') || return 1
  seconds=$(left)
  (
    set -f
    IFS='
'
    # One argument in each line.
    # shellcheck disable=SC2016,SC2086
    box "${database_box}" 1g --detach --network none --user postgres --shm-size 64m --tmpfs /var/run/postgresql:size=16m \
      --env-file "${drill_work}/environment" --env "PGDATA=/scratch/database/$1" \
      --volume "${out}/initdb/$1/10-role.sh:/docker-entrypoint-initdb.d/10-role.sh:ro" --entrypoint sh "${image}" -euc \
      'rm -rf /scratch/database/*; mkdir -m 0700 "${PGDATA}"; exec timeout "$@"' sh "${seconds}" docker-entrypoint.sh ${settings} \
      -c shared_buffers=128MB -c effective_cache_size=512MB -c maintenance_work_mem=128MB -c max_connections=20 -c max_wal_size=256MB >/dev/null
  ) || return 1
  for _ in $(seq 120); do
    if command docker exec "${database_box}" pg_isready -q -h 127.0.0.1 -U postgres; then return 0; fi
    sleep 1
  done
  return 1
}

# end_boxes: of whichever run.
end_boxes() { command docker rm --force --volumes "${odoo_box}" "${files_box}" "${rows_box}" "${database_box}" >/dev/null 2>&1 || true; }

