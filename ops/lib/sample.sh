# The sample competition on a running node: accounts, import, submissions, leaderboards. Needs say.sh, dotnet.sh and api.sh.
# shellcheck shell=bash disable=SC2154

sample_source=ops/samples/birdsong
declare -A sample_submissions=([1]='ada:results-neighbours ben:results-pitch' [2]='ada:code-neighbours ben:code-means')
declare -A sample_title=([1]='Which bird sang?' [2]='Which bird sang? The code phase')

node_command() {
  dotnet "$(program Node)" "$@" "--Data:Directory=$data/node" 2>>"$logs/node-commands.log"
}

# prepare_accounts : people and tokens, by the node's own command line; before the node serves, as it needs no sign-in then.
prepare_accounts() {
  prepare_account operator 'Olga Operator' worker worker
  prepare_account organizer 'Otto Organizer' organizer organize read
  prepare_account ada 'Ada Participant' ada submit read
  prepare_account ben 'Ben Participant' ben submit read
}

# prepare_account WHO NAME TOKEN SCOPE... : what is there already stays; tokens are renewed before they end.
prepare_account() {
  local who=$1 name=$2 token=$data/keys/$3 scope options=() password
  shift 3
  for scope in "$@"; do
    options+=(--scope "$scope")
  done
  if [[ ! -f $data/keys/$who.account ]]; then
    say "account: $who@example.org"
    password=$(head -c 12 /dev/urandom | base64 | tr '+/' '-_')
    if [[ ! -f $data/sign-in.txt ]]; then
      install -m 600 /dev/null "$data/sign-in.txt"
      printf 'Accounts of the node at %s\n\n' "$node_address" >"$data/sign-in.txt"
    fi
    local rights=()
    [[ $who != operator ]] || rights=(--operator)
    node_command user create --email "$who@example.org" --name "$name" "${rights[@]}" --password-stdin \
      <<<"$password" >>"$logs/node-commands.log" || die "The account $who@example.org could not be made." "See $logs/node-commands.log"
    printf '%s@example.org   %s\n' "$who" "$password" >>"$data/sign-in.txt"
    touch "$data/keys/$who.account"
  fi
  if [[ -z $(find "$data/keys" -name "$(basename "$token").token" -size +0 -mtime -300) ]]; then
    node_command token create --user "$who@example.org" --name ops-up "${options[@]}" --days 365 </dev/null >"$token.token" ||
      die "The token of $who@example.org could not be made." "See $logs/node-commands.log"
    printf 'Authorization: Bearer %s\n' "$(<"$token.token")" >"$token.header"
  fi
}

# show_sample : imports what is not there yet, sends the submissions and prints the leaderboards.
show_sample() {
  local phase slug
  for phase in 1 2; do
    [[ -f $data/keys/sample-$phase ]] || import_sample "$phase"
    slug=$(<"$data/keys/sample-$phase")
    [[ -f $data/keys/sample-$phase.sent ]] || send_submissions "$phase" "$slug"
  done
  for phase in 1 2; do
    print_leaderboard "$phase" "$(<"$data/keys/sample-$phase")"
  done
}

# import_sample PHASE : the competition as it is while that phase is open.
import_sample() {
  local phase=$1 zip=$data/keys/sample.zip import answer slug
  ops/samples/pack "$sample_source/bundle" "$zip" --open "$phase" --title "${sample_title[$phase]}"
  import=$(api POST "/bundles?fileName=birdsong-$phase.zip" "$data/keys/organizer.header" \
    --header 'Content-Type: application/zip' --data-binary "@$zip" | json_text id)
  answer=$(wait_for_status "/bundles/$import" "$data/keys/organizer.header" 60 Imported Refused)
  rm "$zip"
  [[ $(json_text status <<<"$answer") == Imported ]] || die 'The node refused the sample bundle:' "$answer"
  slug=$(json_text competition <<<"$answer")
  api POST "/competitions/$slug/publish" "$data/keys/organizer.header" >/dev/null
  echo "$slug" >"$data/keys/sample-$phase"
  say "imported and published: $node_address/competitions/$slug"
}

# send_submissions PHASE SLUG : all at once, then waits for their scores.
send_submissions() {
  local phase=$1 slug=$2 pair who name zip answer id sent=()
  for pair in ${sample_submissions[$phase]}; do
    who=${pair%%:*} name=${pair#*:}
    zip=$data/keys/$name.zip
    api POST "/competitions/$slug/participation" "$data/keys/$who.header" \
      --header 'Content-Type: application/json' --data '{"acceptTerms":true}' >/dev/null
    ops/samples/pack "$sample_source/submissions/$name" "$zip"
    id=$(api POST "/competitions/$slug/phases/$phase/submissions?fileName=$name.zip" "$data/keys/$who.header" \
      --header 'Content-Type: application/zip' --data-binary "@$zip" | json_text id)
    rm "$zip"
    sent+=("$who:$name:$id")
  done
  for pair in "${sent[@]}"; do
    IFS=: read -r who name id <<<"$pair"
    answer=$(wait_for_status "/submissions/$id" "$data/keys/$who.header" 120 Scored Failed Cancelled)
    [[ $(json_text status <<<"$answer") == Scored ]] || die "The sample submission $name was not scored: $(json_text detail <<<"$answer")" \
      "See $node_address/submissions/$id and the log of the worker."
    compare_scores "$name" "$answer"
    say "scored: $name by $who, as documented"
  done
  touch "$data/keys/sample-$phase.sent"
}

# compare_scores NAME ANSWER : the scores must be those in expected.csv.
compare_scores() {
  local name=$1 answer=$2 line
  line=$(grep "^$name," "$sample_source/submissions/expected.csv")
  local expected
  expected=$(cut -d, -f4 <<<"$line")
  local found
  found=$(grep -o '"accuracy":[0-9.]*' <<<"$answer" | head -n 1 | cut -d: -f2)
  [[ -n $found && $(printf '%.4f' "$found") == "$expected" ]] ||
    die "$name has accuracy ${found:-none}, documented is $expected."
}

# print_leaderboard PHASE SLUG
print_leaderboard() {
  printf '\n%s   %s/competitions/%s/leaderboard?phase=%s\n' "${sample_title[$1]}" "$node_address" "$2" "$1"
  api GET "/competitions/$2/phases/$1/leaderboard.csv" '' | tr -d '\r"' | awk -F, '
    NF > 0 {
      rows++
      columns = NF
      for (i = 1; i <= NF; i++) {
        cell[rows, i] = $i ~ /^[0-9]+\.[0-9]+$/ ? sprintf("%.4f", $i) : $i
        if (length(cell[rows, i]) > width[i]) { width[i] = length(cell[rows, i]) }
      }
    }
    END {
      for (row = 1; row <= rows; row++) {
        line = " "
        for (i = 1; i <= columns; i++) { line = line sprintf(" %-" (width[i] + 1) "s", cell[row, i]) }
        print line
      }
    }'
}
