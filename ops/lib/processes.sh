# Starts long-running processes with a log each and stops them again, by number and in order. Needs say.sh.
# shellcheck shell=bash

declare -A process_pid=() process_log=()

# start_process NAME LOG COMMAND... : in a session of its own, so that Ctrl-C reaches only us, and ended with us whatever happens.
start_process() {
  local name=$1 log=$2
  shift 2
  setsid setpriv --pdeathsig TERM -- "$@" >>"$log" 2>&1 </dev/null 8>&- &
  process_pid[$name]=$!
  process_log[$name]=$log
}

process_runs() {
  kill -0 "${process_pid[$1]}" 2>/dev/null
}

# explain_process NAME SENTENCE : ends the script with the process's last words.
explain_process() {
  tail -n 25 "${process_log[$1]}" | sed 's/^/        | /' >&2
  die "$2" "The whole log: ${process_log[$1]}"
}

# wait_until_ready NAME URL SECONDS
wait_until_ready() {
  local name=$1 url=$2 attempt
  for (( attempt = 0; attempt < $3 * 10; attempt++ )); do
    process_runs "$name" || explain_process "$name" "The $name ended while it was starting."
    ! curl --silent --fail --max-time 5 --output /dev/null "$url" || return 0
    sleep 0.1
  done
  explain_process "$name" "The $name is not ready after $3 seconds ($url)."
}

# stop_process NAME : asks it to end, and after 20 seconds no longer asks.
stop_process() {
  local name=$1 pid=${process_pid[$1]:-} attempt
  [[ -n $pid ]] || return 0
  kill -TERM "$pid" 2>/dev/null || true
  for (( attempt = 0; attempt < 200; attempt++ )); do
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.1
  done
  kill -KILL "$pid" 2>/dev/null || true
  wait "$pid" 2>/dev/null || true
  unset "process_pid[$name]"
}

port_is_taken() {
  (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}
