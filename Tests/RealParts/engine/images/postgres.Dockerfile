# The contract of the official image of PostgreSQL 17, around Debian's package.
ARG FILE_SYSTEM
FROM ${FILE_SYSTEM}
COPY postgres-entrypoint.sh /usr/local/bin/docker-entrypoint.sh
# mmdebstrap leaves nothing below /run.
RUN chmod 0755 /usr/local/bin/docker-entrypoint.sh \
 && install -d -o postgres -g postgres -m 3777 /var/run/postgresql
ENV LANG=C.UTF-8 PG_MAJOR=17 PGDATA=/var/lib/postgresql/data
VOLUME ["/var/lib/postgresql/data"]
EXPOSE 5432
STOPSIGNAL SIGINT
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["postgres"]
