# changed_network NAME SUBNET BRIDGE: prints the name of a network that was made otherwise. One that is not there yet was not.
changed_network() {
  made=$(
    docker network inspect "$1" \
      --format '{% raw %}{{range .IPAM.Config}}{{.Subnet}} {{end}}{{index .Options "com.docker.network.bridge.name"}}{% endraw %}' 2>/dev/null
  ) || return 0
  [ "${made}" = "$2 $3" ] || printf '%s\n' "$1"
}

# changed_networks: those that were made by an earlier version of docker-compose.yml, which compose may leave as they are.
changed_networks() {
{% for network in networks %}
  changed_network "{{ name }}_{{ network.name }}" "{{ network.subnet }}" {{ network.bridge }}
{% endfor %}
}
