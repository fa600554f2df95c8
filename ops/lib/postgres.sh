# A PostgreSQL of our own for the tests: a cluster in a directory, reached through a socket, gone afterwards. Needs say.sh
# and the package postgresql.
# shellcheck shell=bash disable=SC2034

postgres_directory='' postgres_connection=''

# start_postgres LOG : sets postgres_connection.
start_postgres() {
  local log=$1 bin
  bin=$(find /usr/lib/postgresql -maxdepth 2 -name bin | sort -V | tail -n 1)
  postgres_directory=$(mktemp -d /tmp/agon-postgres.XXXXXX)
  # The server refuses to run as root.
  postgres_user=()
  if [[ $EUID -eq 0 ]]; then
    postgres_user=(setpriv --reuid=postgres --regid=postgres --clear-groups --)
    chown postgres:postgres "$postgres_directory"
  fi
  chmod 755 "$postgres_directory"
  (
    cd /
    logged "$log" 'Making a PostgreSQL cluster' "${postgres_user[@]}" "$bin/initdb" --pgdata="$postgres_directory/data" \
      --username=agon --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync
    logged "$log" 'Starting PostgreSQL' "${postgres_user[@]}" "$bin/pg_ctl" --pgdata="$postgres_directory/data" --wait \
      --log="$postgres_directory/log" --options="-c listen_addresses= -c unix_socket_directories=$postgres_directory \
      -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=300" start
  )
  postgres_connection="Host=$postgres_directory;Username=agon;Database=postgres"
  postgres_bin=$bin
}

stop_postgres() {
  [[ -n $postgres_directory ]] || return 0
  (cd / && "${postgres_user[@]}" "$postgres_bin/pg_ctl" --pgdata="$postgres_directory/data" --mode=immediate --silent stop) || true
  rm -rf "$postgres_directory"
  postgres_directory=''
}
