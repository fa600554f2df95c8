# Speaks with the node's HTTP API. Needs say.sh and curl; api_address and api_log are set by the caller.
# shellcheck shell=bash

# api METHOD PATH TOKEN_FILE [CURL_OPTION...] : prints the answer; a refusal ends the script with the node's own words.
api() {
  local method=$1 path=$2 token=$3 answer status
  shift 3
  local options=(--silent --show-error --max-time 60 --request "$method" --write-out '\n%{http_code}')
  # The token comes from a file, so that it is in no process list.
  [[ -z $token ]] || options+=(--header "@$token")
  if ! answer=$(curl "${options[@]}" "$@" "$api_address$path" 2>>"$api_log"); then
    die "The node does not answer: $method $path" "See $api_log"
  fi
  status=${answer##*$'\n'}
  answer=${answer%$'\n'*}
  if [[ $status != 2?? ]]; then
    echo "$method $path: $status $answer" >>"$api_log"
    die "The node refused $method $path ($status): $(json_text title <<<"$answer") $(json_text detail <<<"$answer")" "See $api_log"
  fi
  printf '%s\n' "$answer"
}

# json_text KEY : the first string of that name in the JSON on the standard input; enough for answers whose shape we know.
json_text() {
  grep -o "\"$1\":\"\(\\\\.\|[^\"\\\\]\)*\"" | head -n 1 | sed 's/^"[^"]*":"//; s/"$//; s/\\"/"/g; s/\\u0027/'"'"'/g; s/\\\\/\\/g' || true
}

# wait_for_status PATH TOKEN_FILE SECONDS STATUS... : asks until the answer has one of these, and prints the answer.
wait_for_status() {
  local path=$1 token=$2 seconds=$3 attempt answer status
  shift 3
  for (( attempt = 0; attempt < seconds * 4; attempt++ )); do
    answer=$(api GET "$path" "$token") || exit 1
    status=$(json_text status <<<"$answer")
    if [[ " $* " == *" $status "* ]]; then
      printf '%s\n' "$answer"
      return
    fi
    sleep 0.25
  done
  die "$path is still $status after $seconds seconds." "See the logs of the node and the worker."
}
