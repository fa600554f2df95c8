# The sample competition on a running node: accounts, import, submissions, leaderboards. Needs say.sh, dotnet.sh and api.sh.
# shellcheck shell=bash disable=SC2154

sample_source=ops/samples/birdsong
# Whose they are; the ones that fail come first, so that nobody's best waits for them.
declare -A sample_submissions=(
  [1]='ben:results-unknown-bird ben:results-empty ada:results-neighbours ben:results-pitch'
  [2]='ben:code-raises ben:code-without-model ada:code-neighbours ben:code-means')
declare -A sample_ranked=([1]='ada:results-neighbours ben:results-pitch' [2]='ada:code-neighbours ben:code-means')
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

# show_sample : imports what is not there yet, sends the submissions, prints the leaderboards and compares all with expected.csv.
show_sample() {
  local phase slug
  for phase in 1 2; do
    [[ -f $data/keys/sample-$phase ]] || import_sample "$phase"
    [[ -f $data/keys/sample-$phase.sent ]] || send_submissions "$phase" "$(<"$data/keys/sample-$phase")"
  done
  for phase in 1 2; do
    await_outcomes "$phase"
  done
  for phase in 1 2; do
    slug=$(<"$data/keys/sample-$phase")
    print_leaderboard "$phase" "$slug"
    compare_leaderboard "$phase" "$slug"
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

# send_submissions PHASE SLUG : all at once.
send_submissions() {
  local phase=$1 slug=$2 pair who name zip id sent=$data/keys/sample-$1.sent
  : >"$sent.now"
  for who in ada ben; do
    api POST "/competitions/$slug/participation" "$data/keys/$who.header" \
      --header 'Content-Type: application/json' --data '{"acceptTerms":true}' >/dev/null
  done
  for pair in ${sample_submissions[$phase]}; do
    who=${pair%%:*} name=${pair#*:}
    zip=$data/keys/$name.zip
    ops/samples/pack "$sample_source/submissions/$name" "$zip"
    id=$(api POST "/competitions/$slug/phases/$phase/submissions?fileName=$name.zip" "$data/keys/$who.header" \
      --header 'Content-Type: application/zip' --data-binary "@$zip" | json_text id)
    rm "$zip"
    echo "$who $name $id" >>"$sent.now"
  done
  mv "$sent.now" "$sent"
}

# await_outcomes PHASE : each sample submission must end as expected.csv says, with every score of it.
await_outcomes() {
  local who name id answer expected found
  while read -r who name id; do
    answer=$(wait_for_status "/submissions/$id" "$data/keys/$who.header" 120 Scored Failed Cancelled)
    expected=$(sed -n "s/^$name,[^,]*,//p" "$sample_source/submissions/expected.csv")
    found=$(outcome_of "$answer")
    [[ $found == "$expected" ]] || die "The sample submission $name ended as $found, documented is $expected." \
      "See $node_address/submissions/$id and the log of the worker."
    say "$name by $who: $found, as documented"
  done <"$data/keys/sample-$1.sent"
}

# outcome_of ANSWER : a submission's state, and its scores in the order and precision of expected.csv.
outcome_of() {
  local outcome key places value
  outcome=$(json_text status <<<"$1")
  if [[ $outcome == Scored ]]; then
    while read -r key places; do
      value=$(grep -o "\"$key\":[0-9.]*" <<<"$1" | head -n 1 | cut -d: -f2)
      outcome+=,$(printf "%.${places}f" "${value:-0}")
    done <<<$'accuracy 4\nmacro_f1 4\nmistakes 0'
  fi
  echo "$outcome"
}

# compare_leaderboard PHASE SLUG : whoever sent a sample has at least its accuracy, as they may have sent better ones since.
compare_leaderboard() {
  local pair name expected rows
  rows=$(api GET "/competitions/$2/phases/$1/leaderboard.csv" '')
  for pair in ${sample_ranked[$1]}; do
    name=${pair#*:}
    expected=$(grep "^$name," "$sample_source/submissions/expected.csv" | cut -d, -f4)
    awk -F, -v who="${pair%%:*}" -v least="$expected" '
      NR == 1 { for (i = 1; i <= NF; i++) { column[tolower($i)] = i } }
      NR > 1 && tolower($0) ~ who && $column["accuracy"] >= least - 0.00005 { found = 1 }
      END { exit !found }' <<<"$(tr -d '\r"' <<<"$rows")" ||
      die "The leaderboard does not show $name with an accuracy of $expected." "See $node_address/competitions/$2/leaderboard?phase=$1"
  done
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
