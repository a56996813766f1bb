{#
format: sh

The decisions are those of `docker compose up`: it compares the hash of a service's configuration and the id of its image with the labels of
the container. The rest of the comparison is for what somebody has changed of a container that exists, which compose does not look at.
#}
# shellcheck shell=sh
# Compares the containers with docker-compose.yml.

# image_ids MODEL: prints NAME ID for each image of the services that is here.
image_ids() {
  for name in $(printf '%s\n' "$1" | jq -r '.services[].image' | sort -u); do
    id=$(docker image inspect --format '{% raw %}{{.Id}}{% endraw %}' "${name}" 2>/dev/null) || continue
    line "${name} ${id}"
  done
}

# all_containers: prints what the engine knows of all containers, as JSON.
all_containers() {
  ids=$(docker ps --all --quiet --no-trunc) || return 1
  # One may have gone meanwhile.
  # shellcheck disable=SC2086
  found=$(docker inspect ${ids} 2>/dev/null) || [ -n "${found}" ] || found='[]'
  printf '%s\n' "${found}"
}

# compare_containers: prints SERVICE, DECISION, REASON and CHANGES, with | between them: for each service what compose would do (create,
# recreate, start or keep), and which settings differ; then `remove` for a container that no service of docker-compose.yml has, and
# `foreign` for somebody else's in one of the site's networks. Values of variables are compared, and not printed.
compare_containers() {
  wanted_model=$(docker compose config --format json) || return 1
  hashes=$(docker compose config --hash '*') || return 1
  images=$(image_ids "${wanted_model}")
  containers=$(all_containers) || return 1
  printf '%s\n%s\n' "${wanted_model}" "${containers}" |
    jq -r -n --arg project "${site_name}" --arg hashes "${hashes}" --arg images "${images}" "${containers_filter}"
}

# The arguments are jq's own variables.
# shellcheck disable=SC2016
containers_filter='{% raw %}
def pairs: split("\n") | map(select(. != "") | split(" ") | {(.[0]): .[1]}) | add // {};
def named($name): .Config.Labels["com.docker.compose." + $name] // "";
def bytes: if . == null then 0 else tonumber end;
def differing($want):
  .HostConfig as $host | (.Config.Env // []) as $environment | [
    if .Config.Image != $want.image then "image" else empty end,
    ($want.environment // {} | to_entries[] | select(.value != null) | . as $v
      | select($environment | index($v.key + "=" + ($v.value | tostring)) | not) | "environment " + $v.key),
    ([$want.volumes[]?.target, ($want.secrets[]? | .target | if startswith("/") then . else "/run/secrets/" + . end)] as $targets
      # An image has volumes without a name.
      | [.Mounts[] | select(.Type == "bind" or (.Name // "" | test("^[0-9a-f]{64}$") | not)) | .Destination] as $named
      | select($targets - [.Mounts[].Destination] != [] or $named - $targets != []) | "mounts"),
    (. as $container | $want.volumes[]? | select(.type == "bind") | . as $v
      | select([$container.Mounts[] | select(.Destination == $v.target) | .Source] | . != [] and . != [$v.source]) | "mount " + $v.target),
    if $host.Memory != ($want.mem_limit | bytes) then "mem_limit" else empty end,
    if $host.MemorySwap != ($want.memswap_limit | bytes) then "memswap_limit" else empty end,
    if $host.NanoCpus != (($want.cpus // 0 | tonumber) * 1e9 | round) then "cpus" else empty end,
    if ($host.PidsLimit // 0) != ($want.pids_limit // 0 | tonumber) then "pids_limit" else empty end,
    if $host.RestartPolicy.Name != ($want.restart // "no") then "restart" else empty end,
    (select(.State.Status == "running") | (.NetworkSettings.Networks // {} | keys) - [$want.networks // {} | keys[] | $project + "_" + .] | .[] | "network " + .),
    (select(.State.Status == "running") | [$want.networks // {} | keys[] | $project + "_" + .] - (.NetworkSettings.Networks // {} | keys) | .[] | "network " + .)
  ] | join(", ");

input as $model | input as $all | ($hashes | pairs) as $hash | ($images | pairs) as $image
| [$all[] | select(named("project") == $project)] as $own
| [$own[] | select(named("oneoff") != "True")] as $lasting
| ($model.services | keys) as $services
| (
    ($services[] as $service | $model.services[$service] as $want
      | [$lasting[] | select(named("service") == $service)] as $found
      | if $found == [] then [$service, "create", "it has no container", ""]
        else $found[0] | differing($want) as $changes
          | if named("config-hash") != $hash[$service] then [$service, "recreate", "its configuration", $changes]
            elif $image[$want.image] != null and named("image") != $image[$want.image] then [$service, "recreate", "its image", $changes]
            elif .State.Paused then [$service, "keep", "it is paused", $changes]
            elif .State.Running | not then [$service, "start", "it is stopped", $changes]
            else [$service, "keep", "", $changes] end
        end),
    ($lasting[] | named("service") as $service | select($services | index($service) | not)
      | [$service, "remove", "docker-compose.yml does not have it", .Name[1:]]),
    ($all[] | select(named("project") != $project)
      | [.NetworkSettings.Networks // {} | keys[] | select(startswith($project + "_"))] as $networks | select($networks != [])
      | [.Name[1:], "foreign", ($networks | join(", ")), ""])
  ) | join("|")
{% endraw %}'

# image_differs: whether the image has to be built: there is none, or another revision of what goes into it.
image_differs() {
  wanted=$(docker compose config --format json | jq -r '[.services[]? | .build.labels["gen.contents"]? | strings] | first // empty') || return 1
  found=$(docker image inspect --format '{% raw %}{{index .Config.Labels "gen.contents"}}{% endraw %}' "${site_odoo_built_image}" 2>/dev/null) || found=''
  [ -z "${wanted}" ] || [ "${found}" != "${wanted}" ]
}
