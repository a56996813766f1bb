# shellcheck shell=sh
# The drop-ins of systemd by which the packages' services watch this site. The caller has read monitoring-files.sh.

# services: prints the services, which have the names of their packages.
services() {
  [ "${site_monitoring_mode}" != local ] || printf 'prometheus\nprometheus-alertmanager\n'
  printf 'prometheus-node-exporter\nprometheus-nginx-exporter\nprometheus-blackbox-exporter\n'
}

# url_of PORT NAME: where a person sees its pages.
url_of() {
  if "${site_monitoring_has_pages}"; then line "https://${site_superadmin_domain}/$2/"; else line "http://127.0.0.1:$1/"; fi
}

# command_of SERVICE: prints the command. None of its words contains a blank or a dollar sign.
command_of() {
  case $1 in
    prometheus)
      url=$(url_of 9090 prometheus)
      line /usr/bin/prometheus --config.file="${folder}/prometheus.yml" --storage.tsdb.path=/var/lib/prometheus/metrics2 \
        --storage.tsdb.retention.time="${site_monitoring_retention}" --storage.tsdb.retention.size="${site_monitoring_retention_mib}MB" \
        --web.listen-address=127.0.0.1:9090 --web.route-prefix=/ --web.external-url="${url}"
      ;;
    prometheus-alertmanager)
      url=$(url_of 9093 alertmanager)
      # Without the empty address, it would listen for other Alertmanagers on every interface.
      line /usr/bin/prometheus-alertmanager --config.file="${folder}/alertmanager.yml" --storage.path=/var/lib/prometheus/alertmanager \
        --cluster.listen-address= --web.listen-address=127.0.0.1:9093 --web.route-prefix=/ --web.external-url="${url}"
      ;;
    prometheus-node-exporter)
      line /usr/bin/prometheus-node-exporter --web.listen-address=127.0.0.1:9100 --collector.textfile.directory=/var/lib/prometheus/node-exporter \
        '--collector.netdev.device-exclude=^(veth|br-|docker|gen-)' '--collector.netclass.ignored-devices=^(veth|br-|docker|gen-)'
      ;;
    prometheus-nginx-exporter)
      line /usr/bin/prometheus-nginx-exporter --nginx.scrape-uri=http://127.0.0.1:9114/stub_status --web.listen-address=127.0.0.1:9113
      ;;
    *)
      line /usr/bin/prometheus-blackbox-exporter --config.file="${folder}/blackbox.yml" --web.listen-address=127.0.0.1:9115
      ;;
  esac
}

# limit_of SERVICE: the memory beyond which it frees what it does not need.
limit_of() {
  case $1 in
    prometheus) line 160MiB ;;
    *) line 32MiB ;;
  esac
}

# drop_in SERVICE: prints the drop-in.
drop_in() {
  command=$(command_of "$1")
  limit=$(limit_of "$1")
  cat <<UNIT
# By this, the service of the system's package watches ${site_name}: monitoring/install.sh wrote it.
[Service]
# The package's own command listens on every interface.
ExecStart=
ExecStart=${command}
# When memory ends, this ends first, and what it watches goes on.
OOMScoreAdjust=500
Nice=5
Environment=GOMEMLIMIT=${limit}
Restart=always
RestartSec=30
UNIT
}
