# Finds, installs and starts the container engine. Needs say.sh and packages.sh.
# shellcheck shell=bash

engine_pid='' engine_service=''

engine_answers() {
  docker version --format '{{.Server.Version}}' >/dev/null 2>&1
}

# ensure_engine LOG_DIRECTORY : afterwards "docker" works, or the script has ended with the reason.
ensure_engine() {
  local logs=$1 how='was running'
  if ! command -v docker >/dev/null || ! engine_answers; then
    [[ -z ${DOCKER_HOST:-} ]] || die "No container engine answers at DOCKER_HOST=$DOCKER_HOST." "Start it, or unset DOCKER_HOST."
    if ! command -v dockerd >/dev/null && ! [[ -x /usr/sbin/dockerd ]]; then
      apt_install "$logs/install.log" 'A container engine' docker.io
      how=installed
    fi
    # In newer releases the command is a package of its own.
    command -v docker >/dev/null || apt_install "$logs/install.log" 'The docker command' docker-cli
    engine_answers || start_engine "$logs"
    [[ $how == installed ]] || how=started
  fi
  say "container engine: docker $(docker version --format '{{.Server.Version}}') ($how)"
}

start_engine() {
  local logs=$1
  if [[ -S /var/run/docker.sock && ! -w /var/run/docker.sock ]]; then
    die "The container engine runs, but $(id -un) may not use it." \
      "Run this, sign in again, then start me again: sudo usermod -aG docker $(id -un)" \
      "(Members of that group can become root on this machine.)"
  fi
  if may_be_root; then
    if [[ -d /run/systemd/system ]]; then
      as_root systemctl start docker >>"$logs/engine.log" 2>&1 || true
      wait_for_engine 30 || true
    else
      run_engine "$logs" || start_engine_service "$logs" || true
    fi
  fi
  engine_answers && return

  may_be_root || die 'The container engine is not running, and I may not start it.' 'Run this, then start me again: sudo systemctl start docker'
  [[ ! -f $logs/engine.log ]] || tail -n 15 "$logs/engine.log" | sed 's/^/        | /' >&2
  die 'The container engine does not start.' "The whole log: $logs/engine.log"
}

# Without a service manager we run it ourselves, and stop it when we stop: in a session of its own, so that Ctrl-C reaches only us.
run_engine() {
  local logs=$1 privilege=()
  [[ $EUID -eq 0 ]] || privilege=(sudo -n)
  setsid "${privilege[@]}" dockerd --pidfile "$logs/engine.pid" >>"$logs/engine.log" 2>&1 </dev/null 8>&- &
  engine_pid=$!
  wait_for_engine 30 && return
  stop_engine
  return 1
}

# The init script also mounts control groups where a bare machine has none.
start_engine_service() {
  [[ -x /etc/init.d/docker ]] || return 1
  as_root service docker start >>"$1/engine.log" 2>&1 </dev/null 8>&- || return 1
  engine_service=1
  wait_for_engine 30
}

# wait_for_engine SECONDS
wait_for_engine() {
  local attempt
  for (( attempt = 0; attempt < $1 * 10; attempt++ )); do
    ! engine_answers || return 0
    [[ -z $engine_pid ]] || kill -0 "$engine_pid" 2>/dev/null || return 1
    sleep 0.1
  done
  return 1
}

# Stops the engine if ensure_engine started it and the system does not look after it.
stop_engine() {
  if [[ -n $engine_pid ]]; then
    as_root kill "$engine_pid" 2>/dev/null || true
    wait "$engine_pid" 2>/dev/null || true
    engine_pid=''
  fi
  if [[ -n $engine_service ]]; then
    as_root service docker stop >/dev/null 2>&1 || true
    engine_service=''
  fi
}
