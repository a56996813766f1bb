# The contract of the image of postgres_exporter, around Debian's package: the program's path, its user, and BusyBox for the health check.
ARG FILE_SYSTEM
FROM ${FILE_SYSTEM}
RUN ln -s /usr/bin/prometheus-postgres-exporter /bin/postgres_exporter \
 && ln -s "$(command -v busybox)" /usr/local/bin/wget
USER nobody
EXPOSE 9187
ENTRYPOINT ["/bin/postgres_exporter"]
