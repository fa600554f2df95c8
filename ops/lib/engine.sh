# Finds, installs and starts the container engine. Needs say.sh and packages.sh.
# shellcheck shell=bash

engine_pid=''

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
  if may_be_root; then
    if [[ -d /run/systemd/system ]]; then
      as_root systemctl start docker >>"$logs/engine.log" 2>&1 || true
    elif [[ -x /etc/init.d/docker ]]; then
      as_root service docker start >>"$logs/engine.log" 2>&1 </dev/null 8>&- || true
    fi
    if ! wait_for_engine 20; then
      # No service manager: run it ourselves, and stop it when we stop.
      as_root dockerd --pidfile "$logs/engine.pid" >>"$logs/engine.log" 2>&1 </dev/null 8>&- &
      engine_pid=$!
      wait_for_engine 60 || true
    fi
  fi
  engine_answers && return

  if [[ -S /var/run/docker.sock && ! -w /var/run/docker.sock ]]; then
    die "The container engine runs, but $(id -un) may not use it." \
      "Run this, sign in again, then start me again: sudo usermod -aG docker $(id -un)" \
      "(Members of that group can become root on this machine.)"
  fi
  may_be_root || die 'The container engine is not running, and I may not start it.' 'Run this, then start me again: sudo systemctl start docker'
  [[ ! -f $logs/engine.log ]] || tail -n 15 "$logs/engine.log" | sed 's/^/        | /' >&2
  die 'The container engine does not start.' "The whole log: $logs/engine.log"
}

# wait_for_engine TENTHS_OF_SECONDS
wait_for_engine() {
  local attempt
  for (( attempt = 0; attempt < $1; attempt++ )); do
    ! engine_answers || return 0
    [[ -z $engine_pid ]] || kill -0 "$engine_pid" 2>/dev/null || return 1
    sleep 0.1
  done
  return 1
}

# Stops the engine if it was run by ensure_engine itself, not by the system.
stop_engine() {
  [[ -n $engine_pid ]] || return 0
  as_root kill "$engine_pid" 2>/dev/null || true
  wait "$engine_pid" 2>/dev/null || true
  engine_pid=''
}
