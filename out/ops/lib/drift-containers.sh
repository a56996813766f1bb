# shellcheck shell=sh
# Which containers are not as docker-compose.yml says.

containers=containers

look_at_containers() {
  compared=$(compare_containers 2>/dev/null) || {
    unknown containers "Docker does not answer, or does not accept docker-compose.yml: docker compose config"
    return 0
  }
  while IFS='|' read -r service decision reason changes; do
    look_at_container "${service}" "${decision}" "${reason}" "${changes}"
  done <<COMPARED
${compared}
COMPARED
  for network in $(changed_networks); do
    finding unapplied "${containers}" "${network}" "this network was made by an earlier docker-compose.yml" "a deployment stops everything and makes it anew"
  done
}

# look_at_container SERVICE DECISION REASON CHANGES
look_at_container() {
  case $2 in
    create)
      finding "${kind_here}" "${containers}" "$1" "it has no container" "a deployment creates it"
      return
      ;;
    recreate)
      finding unapplied "${containers}" "$1" "it runs with another version of ${3}${4:+ (${4})}" "a deployment recreates it"
      return
      ;;
    remove)
      finding foreign "${containers}" "$4" "no service of docker-compose.yml has this container" "a deployment removes it" lost
      return
      ;;
    foreign)
      finding foreign "${containers}" "$1" "a container of somebody else is in ${3}" "it stays"
      return
      ;;
    start) finding changed "${containers}" "$1" "it is stopped" "a deployment starts it" ;;
    *) [ -z "$3" ] || finding changed "${containers}" "$1" "$3" "a deployment leaves it so: docker compose unpause" ;;
  esac
  [ -z "$4" ] || finding changed "${containers}" "$1" "changed after it was created: $4" "it stays until the container is recreated" lost
}
