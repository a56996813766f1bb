# shellcheck shell=sh
# Compares the containers' networks with docker-compose.yml, and with this machine's other networks.

# made NAME: the subnet and the interface of an existing network.
made() {
  docker network inspect "$1" \
    --format '{{range .IPAM.Config}}{{.Subnet}} {{end}}{{index .Options "com.docker.network.bridge.name"}}' 2>/dev/null
}

# changed_network NAME KIND SUBNET GATEWAY INTERFACE: prints the name of an existing network that differs.
changed_network() {
  found=$(made "$1") || return 0
  [ "${found}" = "$3 $5" ] || line "$1"
}

# changed_networks: the networks made by an earlier version of docker-compose.yml; compose may leave them unchanged.
changed_networks() { each changed_network site_networks; }

# own_interface NAME: the interface of an existing network.
own_interface() {
  found=$(made "$1") || return 0
  line "${found##* }"
}

# taken_subnet NAME KIND SUBNET GATEWAY INTERFACE: prints a network whose addresses this machine uses for something else: a route to
# them or to a part of them, or a larger network that it is in.
taken_subnet() {
  route=$(
    {
      ip -4 route show root "$3"
      ip -4 route show match "$3" scope link
    } | awk -v own="${own}" '
      BEGIN { for (i = split(own, names, " "); i > 0; i--) mine[names[i]] }
      $1 == "default" { next }
      {
        device = ""
        for (i = 1; i < NF; i++) if ($i == "dev") device = $(i + 1)
        if (!(device in mine)) { print; exit }
      }'
  )
  [ -z "${route}" ] || line "$1, $3: ${route}"
}

# taken_subnets: the networks whose addresses are not free on this machine.
taken_subnets() {
  own=$(each own_interface site_networks | tr '\n' ' ')
  each taken_subnet site_networks
}
