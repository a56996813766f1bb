# shellcheck shell=sh
# The units of systemd that monitoring-logs.sh installs.

# reader_unit NAME: prints a unit. Both services run as the user of mtail, who may read nginx's log and the journal by the group adm.
reader_unit() {
  case $1 in
    *-mtail.service)
      cat <<UNIT
[Unit]
Description=Counts the lines of the logs of ${site_name}
After=nginx.service

[Service]
ExecStart=/usr/bin/mtail --progs ${readers} --logs /var/log/nginx/${site_name}.access.log --logs /run/${site_name}-lines/odoo --logs /run/${site_name}-names --address 127.0.0.1 --port 3903 --emit_prog_label=false --logtostderr --stderrthreshold WARNING
StandardError=null
UNIT
      ;;
    *-odoo-lines.service)
      cat <<UNIT
[Unit]
Description=Passes the lines of the containers of ${site_name} to mtail
After=systemd-journald.service

[Service]
ExecStart=${readers}/odoo-lines.sh /run/${site_name}-lines/odoo ${site_name}/${site_tenants_service} ${site_name}/${site_superadmin_service}
UNIT
      ;;
    *-metrics.service | *-sizes.service) task_unit "$1" ;;
    *-metrics.timer) timer_unit 'metrics.sh' '*:0/5' ;;
    *) timer_unit 'metrics.sh --sizes' '*:17' ;;
  esac
  case $1 in
    *-mtail.service | *-odoo-lines.service)
      cat <<UNIT
User=mtail
SupplementaryGroups=adm systemd-journal
RuntimeDirectory=${site_name}-lines
RuntimeDirectoryPreserve=yes
Restart=always
RestartSec=5
MemoryMax=256M
Nice=5
NoNewPrivileges=yes
ProtectSystem=strict
ProtectHome=yes
PrivateTmp=yes
PrivateDevices=yes
CapabilityBoundingSet=

[Install]
WantedBy=multi-user.target
UNIT
      ;;
    *) ;;
  esac
}

# task_unit NAME
task_unit() {
  argument=''
  [ "$1" != "${site_name}-sizes.service" ] || argument=' --sizes'
  cat <<UNIT
[Unit]
Description=${site_name}: metrics.sh${argument}
After=docker.service

[Service]
Type=oneshot
ExecStart=${site_directory}/out/metrics.sh${argument}
TimeoutStartSec=30min
Nice=10
IOSchedulingClass=idle
UNIT
}

# timer_unit COMMAND EVENT
timer_unit() {
  cat <<UNIT
[Unit]
Description=When ${site_name} runs $1

[Timer]
OnCalendar=$2
AccuracySec=1s

[Install]
WantedBy=timers.target
UNIT
}
