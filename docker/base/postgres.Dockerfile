# What the public image promises: PGDATA, POSTGRES_USER, POSTGRES_DB, POSTGRES_PASSWORD or _FILE,
# /docker-entrypoint-initdb.d. PostgreSQL 18 is in Debian's next release.
FROM debian:forky-slim
RUN apt-get update -qq -o Acquire::Check-Valid-Until=false \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
      -o Dpkg::Use-Pty=0 postgresql-18 >/dev/null \
 && rm -rf /var/lib/apt/lists/* /var/lib/postgresql/18 \
 && mkdir -p /docker-entrypoint-initdb.d /var/run/postgresql \
 && chown postgres:postgres /var/run/postgresql /var/lib/postgresql
COPY postgres-entrypoint /usr/local/bin/docker-entrypoint.sh
RUN chmod +x /usr/local/bin/docker-entrypoint.sh
ENV PATH=/usr/lib/postgresql/18/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    PGDATA=/var/lib/postgresql/18/docker LANG=C.UTF-8
VOLUME /var/lib/postgresql
STOPSIGNAL SIGINT
EXPOSE 5432
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["postgres"]
