# A hub of a bench's own, with a curator who is signed in. Needs say.sh, processes.sh, dotnet.sh and browser.sh.
# shellcheck shell=bash

# serve_hub DATA PORT CORES WORK : builds and starts it, on those processors, with its data and its log in DATA. Sets `bench_hub`, JSON
# members for the bench's other half: where it is, its process, the curator's cookies, and whether an earlier run filled it (the file
# DATA/filled says so).
serve_hub() {
  local data=$1 hub=http://localhost:$2 cores=$3 work=$4 account=$1/curator.account password
  mkdir -p "$data"
  ensure_dotnet
  build_servers "$data/build.log"
  if [[ ! -f $account ]]; then
    password=$(head -c 12 /dev/urandom | base64 | tr '+/' '-_')
    dotnet artifacts/bin/Hub/release/Agon.Hub.dll user create --email curator@example.org --name 'Cleo Curator' --curator --password-stdin \
      "--Data:Directory=$data" <<<"$password" >"$work/account.log" || die "The curator's account could not be made." "$(cat "$work/account.log")"
    (umask 077 && printf 'curator@example.org %s\n' "$password" >"$account")
  fi

  # One machine speaks for all nodes and all people.
  start_process hub "$data/hub.log" taskset --cpu-list "$cores" dotnet artifacts/bin/Hub/release/Agon.Hub.dll "--Data:Directory=$data" "--Site:PublicUrl=$hub" \
    "--urls=$hub" --Nodes:AllowPrivateAddresses=true --SignOn:RequestsPerMinute=1000000 --Site:AccountPostsPerMinute=100000 --Logging:LogLevel:Default=Warning
  wait_until_ready hub "$hub/health/ready" 60
  sign_in_at_hub "$work/curator" "$hub" "$account"
  say "load of the machine before: $(cut -d' ' -f1 /proc/loadavg)"
  # shellcheck disable=SC2034,SC2154 # the first is read by the bench, the second set by start_process
  bench_hub="\"hub\": \"$hub\", \"process\": ${process_pid[hub]}, \"filled\": \"$data/filled\", \"isFilled\": $([[ -f $data/filled ]] && echo true || echo false),
  \"cookies\": [$(awk '/agon/ { printf "%s\"%s=%s\"", sep, $6, $7; sep = ", " }' "$work/curator")]"
}
