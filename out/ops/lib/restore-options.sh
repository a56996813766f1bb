# shellcheck shell=sh
# The command line of restore.sh.

# read_option OPTION VALUE
read_option() {
  case $1 in
    --at)
      case $2 in '' | *[!0-9TZ:-]*) usage ;; *) when=$2 ;; esac
      ;;
    --from)
      case $2 in '' | *[!0-9]*) usage ;; *) from=$2 ;; esac
      ;;
    --jobs)
      case $2 in [1-9] | 1[0-6]) jobs=$2 ;; *) usage ;; esac
      ;;
    *)
      check_name "$2"
      other=$2_db
      as_copy=true
      ;;
  esac
}

# read_word WORD: what is no option: the action, then its names. They are kept as a record writes them, with blanks between.
read_word() {
  case ${action} in
    '')
      case $1 in
        site | tenant | database | removed) action=$1 ;;
        superadmin)
          action=superadmin
          server=${site_superadmin_server}
          add_name "${site_superadmin_database}"
          ;;
        *) usage ;;
      esac
      ;;
    database) add_name "$1" ;;
    superadmin)
      [ -z "${folder}" ] || usage
      absolute "$1"
      ;;
    removed)
      if [ -n "${folder}" ]; then
        check_name "$1"
        [ -z "${tenant}" ] || usage
        tenant=$1
      else
        absolute "$1"
      fi
      ;;
    tenant | --undo | --discard-former)
      if [ "$1" = superadmin ] && [ "${action}" != tenant ]; then
        server=${site_superadmin_server}
        add_name "${site_superadmin_database}"
      else
        check_name "$1"
        add_name "$1_db"
      fi
      ;;
    *) usage ;;
  esac
}

# absolute FOLDER: puts its whole path into ${folder}.
absolute() {
  case $1 in /*) folder=$1 ;; *) folder=$(pwd)/$1 ;; esac
}

add_name() {
  added=$(encoded "$1")
  names="${names:+${names} }${added}"
}

# read_command WORD...
read_command() {
  action=''
  when=''
  from=0
  jobs=${site_backup_jobs:-1}
  with_files=true
  as_copy=false
  other=''
  folder=''
  tenant=''
  names=''
  server=${site_tenants_server}
  while [ "$#" -gt 0 ]; do
    case $1 in
      --dry-run) dry_run=true ;;
      --without-files) with_files=false ;;
      --at | --from | --jobs | --as)
        [ "$#" -gt 1 ] || usage
        read_option "$1" "$2"
        shift
        ;;
      --list | --undo | --discard-former)
        [ -z "${action}" ] || usage
        action=$1
        ;;
      '' | -*) usage ;;
      *) read_word "$1" ;;
    esac
    shift
  done
  # Nothing is changed by a list.
  [ "${action}" != --list ] || dry_run=true
  case ${action}:${tenant:+tenant}:${names:+names} in
    site:: | --list:: | removed:tenant: | superadmin::names | tenant::names | database::names | --undo::names | --discard-former::names) ;;
    *) usage ;;
  esac
  # A copy is made of one tenant.
  case ${as_copy}:${action}:${names} in
    true:tenant:*' '*) usage ;;
    true:tenant:* | true:removed:* | false:*) ;;
    *) usage ;;
  esac
}
