# shellcheck shell=sh
# Compares the containers' networks with docker-compose.yml.

# changed_network NAME KIND SUBNET GATEWAY INTERFACE: prints the name of an existing network that differs.
changed_network() {
  made=$(
    docker network inspect "$1" \
      --format '{{range .IPAM.Config}}{{.Subnet}} {{end}}{{index .Options "com.docker.network.bridge.name"}}' 2>/dev/null
  ) || return 0
  [ "${made}" = "$3 $5" ] || line "$1"
}

# changed_networks: the networks made by an earlier version of docker-compose.yml; compose may leave them unchanged.
changed_networks() { each changed_network site_networks; }
