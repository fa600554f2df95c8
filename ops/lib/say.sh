# What a script tells the person who started it. Source it first: it keeps the time.
# shellcheck shell=bash

say_started=${AGON_STARTED:-$EPOCHREALTIME}

say_elapsed() {
  local now=$EPOCHREALTIME
  echo $(( (${now/[.,]/} - ${say_started/[.,]/}) / 1000000 ))
}

# One line for each step, with the seconds since the start.
say() {
  printf '[%4ss] %s\n' "$(say_elapsed)" "$*"
}

# Says what went wrong and what to do, and ends the script.
die() {
  printf '[%4ss] stopped: %s\n' "$(say_elapsed)" "$1" >&2
  shift
  local line
  for line in "$@"; do
    printf '        %s\n' "$line" >&2
  done
  exit 1
}

# Runs a command with its output in a log; when it fails, shows the log's last lines and ends the script.
logged() {
  local log=$1 what=$2
  shift 2
  if ! "$@" >>"$log" 2>&1 </dev/null; then
    tail -n 25 "$log" | sed 's/^/        | /' >&2
    die "$what failed." "The whole log: $log"
  fi
}
