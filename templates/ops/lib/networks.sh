{#
format: sh
#}
# shellcheck shell=sh
# The containers' networks as they are, and as docker-compose.yml has them.

# changed_network NAME KIND SUBNET GATEWAY INTERFACE: prints the name of a network that was made otherwise. One that is not there yet was not.
changed_network() {
  made=$(
    docker network inspect "$1" \
      --format '{% raw %}{{range .IPAM.Config}}{{.Subnet}} {{end}}{{index .Options "com.docker.network.bridge.name"}}{% endraw %}' 2>/dev/null
  ) || return 0
  [ "${made}" = "$3 $5" ] || line "$1"
}

# changed_networks: those that were made by an earlier version of docker-compose.yml, which compose may leave as they are.
changed_networks() { each changed_network site_networks; }
