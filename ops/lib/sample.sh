# Two institutions and the sample competition: accounts, import, submissions, leaderboards, sign-on. Needs say.sh, dotnet.sh, api.sh and
# browser.sh.
# shellcheck shell=bash disable=SC2154

sample_source=ops/samples/birdsong
# Whose they are; the ones that fail come first, so that nobody's best waits for them.
declare -A sample_submissions=(
  [1]='ben:results-unknown-bird ben:results-empty ada:results-neighbours ben:results-pitch'
  [2]='ben:code-raises ben:code-without-model ada:code-neighbours ben:code-means')
declare -A sample_ranked=([1]='ada:results-neighbours ben:results-pitch' [2]='ada:code-neighbours ben:code-means')
declare -A sample_title=([1]='Which bird sang?' [2]='Which bird sang? The code phase')

# The institutions: each has a node, a worker, and one phase of the sample.
node_slugs=(- northgate southbridge)
declare -A node_names=([northgate]='Northgate Competitions' [southbridge]='Southbridge Challenges')
declare -A node_institutions=([northgate]='Northgate University' [southbridge]='Southbridge Institute')

# use_node NUMBER : the node that the other functions speak with, from here on.
use_node() {
  node_number=$1 node_slug=${node_slugs[$1]}
  node_data=$data/$node_slug node_keys=$data/keys/$node_slug
  node_address=http://localhost:$(( port + $1 ))
  # shellcheck disable=SC2034 # both are read by lib/api.sh
  api_address=$node_address/api/v1 api_log=$logs/$node_slug-api.log
}

node_command() {
  dotnet "$(program Node)" "$@" "--Data:Directory=$node_data" "--Site:PublicUrl=$node_address" 2>>"$logs/$node_slug-commands.log"
}

hub_command() {
  dotnet "$(program Hub)" "$@" "--Data:Directory=$data/hub" "--Site:PublicUrl=$hub_address" "${hub_settings[@]}" 2>>"$logs/hub-commands.log"
}

# prepare_hub : a curator and a person with an account at the hub only.
prepare_hub() {
  mkdir -p "$data/keys/hub"
  node_keys=$data/keys/hub account_log=$logs/hub-commands.log
  prepare_account hub_command cora 'Cora Curator' --curator --administrator
  prepare_account hub_command mei 'Mei Tanaka'
}

# prepare_node : its name, people and tokens, by its own command line; before it serves, as it needs no sign-in then.
prepare_node() {
  mkdir -p "$node_keys"
  account_log=$logs/$node_slug-commands.log
  if [[ ! -f $node_keys/named ]]; then
    node_command site set --name "${node_names[$node_slug]}" --institution "${node_institutions[$node_slug]}" ||
      die "The node $node_slug could not be named." "See $account_log"
    touch "$node_keys/named"
  fi
  prepare_account node_command operator 'Olga Operator' --operator
  prepare_token operator worker worker
  prepare_account node_command organizer 'Otto Organizer'
  prepare_token organizer organizer organize read
  prepare_account node_command ada 'Ada Participant'
  prepare_token ada ada submit read
  prepare_account node_command ben 'Ben Participant'
  prepare_token ben ben submit read
}

# prepare_account COMMAND WHO NAME OPTION... : what is there already stays.
prepare_account() {
  local command=$1 who=$2 name=$3 password
  shift 3
  [[ ! -f $node_keys/$who.account ]] || return 0
  password=$(head -c 12 /dev/urandom | base64 | tr '+/' '-_')
  "$command" user create --email "$who@example.org" --name "$name" "$@" --password-stdin <<<"$password" >>"$account_log" ||
    die "The account $who@example.org could not be made." "See $account_log"
  (umask 077 && printf '%s@example.org   %s\n' "$who" "$password" >"$node_keys/$who.account")
}

# prepare_token WHO TOKEN SCOPE... : tokens are renewed before they end.
prepare_token() {
  local who=$1 token=$node_keys/$2 scope options=()
  shift 2
  for scope in "$@"; do
    options+=(--scope "$scope")
  done
  [[ -z $(find "$node_keys" -name "$(basename "$token").token" -size +0 -mtime -300) ]] || return 0
  node_command token create --user "$who@example.org" --name ops-up "${options[@]}" --days 365 </dev/null >"$token.token" ||
    die "The token of $who@example.org could not be made." "See $account_log"
  printf 'Authorization: Bearer %s\n' "$(<"$token.token")" >"$token.header"
}

# enrol_node : the node joins the hub as any node does: an invitation, its application, a curator's approval.
enrol_node() {
  local token slug
  [[ ! -f $node_keys/enrolled ]] || return 0
  token=$(hub_command invitation create --note "${node_institutions[$node_slug]}" --days 1) ||
    die "The hub makes no invitation." "See $logs/hub-commands.log"
  slug=$(node_command hub join "$hub_address" <<<"$token") || die "The node $node_slug could not apply to the hub." "See $logs/$node_slug-commands.log"
  hub_command node approve "$slug" >>"$logs/hub-commands.log" || die "The hub does not approve of the node $slug." "See $logs/hub-commands.log"
  echo "$slug" >"$node_keys/enrolled"
}

# await_membership : until the node offers to sign in with an account of the hub.
await_membership() {
  local attempt
  for (( attempt = 0; attempt < 240; attempt++ )); do
    ! curl --silent --fail --max-time 5 "$node_address/account/sign-in" 2>>"$api_log" | grep -q '/sign-on/hub' || return 0
    sleep 0.25
  done
  die "The node $node_slug does not offer to sign in through the hub." "See $logs/$node_slug.log and $logs/hub.log"
}

# show_sign_on : a person with an account at the hub signs in there, and with that at both nodes.
show_sign_on() {
  local browser=$data/keys/hub/mei.browser number
  rm -f "$browser"*
  sign_in_at_hub "$browser" "$hub_address" "$data/keys/hub/mei.account"
  for number in 1 2; do
    use_node "$number"
    sign_in_through_hub "$browser" "$node_address" 'Mei Tanaka'
    say "Mei Tanaka, signed in at the hub, is signed in at ${node_names[$node_slug]} too"
  done

  # Nothing stays behind: neither her session nor her cookies.
  browse "$browser" "$hub_address/"
  press "$browser" 'Sign out'
  rm -f "$browser"*
}

# show_catalogue : everything the nodes hold in public stands at the hub, with its standings.
show_catalogue() {
  local number slug listing
  for number in 1 2; do
    use_node "$number"
    for slug in $(curl --silent --fail "$node_address/api/v1/competitions" 2>>"$api_log" | grep -o '"slug":"[^"]*"' | cut -d '"' -f 4); do
      listing=$(await_listing "$node_address/competitions/$slug")
      say "${node_names[$node_slug]} told the hub of $slug and its standings: $hub_address/competitions/$listing"
    done
  done
}

# await_listing ADDRESS : the name at the hub of the competition with this page at its node, once its standings are there too.
await_listing() {
  local attempt listing
  for (( attempt = 0; attempt < 60; attempt++ )); do
    listing=$(curl --silent --fail "$hub_address/api/v1/competitions?pageSize=100" 2>>"$api_log" |
      awk -v address="\"nodeUrl\":\"$1\"" 'BEGIN { RS = "{\"slug\":\"" } index($0, address) { sub(/".*/, ""); print; exit }' || true)
    if [[ -n $listing ]] && curl --silent "$hub_address/api/v1/competitions/$listing/standings" 2>>"$api_log" | grep -q '"rank":1'; then
      echo "$listing"
      return
    fi
    sleep 0.25
  done
  die "The hub does not show $1 with its standings." "See $logs/hub.log and $logs/$node_slug.log"
}

# write_sign_in : everybody's address and password, for the person who started us.
write_sign_in() {
  {
    printf 'At the hub, %s (and from there at every node)\n' "$hub_address"
    cat "$data"/keys/hub/*.account
    local number
    for number in 1 2; do
      use_node "$number"
      printf '\nAt the node %s, %s\n' "$node_slug" "$node_address"
      cat "$node_keys"/*.account
    done
  } >"$data/sign-in.txt.now"
  chmod 600 "$data/sign-in.txt.now"
  mv "$data/sign-in.txt.now" "$data/sign-in.txt"
}

# show_sample : imports what is not there yet, sends the submissions, prints the leaderboards and compares all with expected.csv.
# Each node has the phase of its number.
show_sample() {
  local phase slug
  for phase in 1 2; do
    use_node "$phase"
    [[ -f $node_keys/sample ]] || import_sample "$phase"
    [[ -f $node_keys/sample.sent ]] || send_submissions "$phase" "$(<"$node_keys/sample")"
  done
  for phase in 1 2; do
    use_node "$phase"
    await_outcomes
  done
  for phase in 1 2; do
    use_node "$phase"
    slug=$(<"$node_keys/sample")
    print_leaderboard "$phase" "$slug"
    compare_leaderboard "$phase" "$slug"
  done
}

# import_sample PHASE : the competition as it is while that phase is open.
import_sample() {
  local phase=$1 zip=$node_keys/sample.zip import answer slug
  ops/samples/pack "$sample_source/bundle" "$zip" --open "$phase" --title "${sample_title[$phase]}"
  import=$(api POST "/bundles?fileName=birdsong-$phase.zip" "$node_keys/organizer.header" \
    --header 'Content-Type: application/zip' --data-binary "@$zip" | json_text id)
  answer=$(wait_for_status "/bundles/$import" "$node_keys/organizer.header" 60 Imported Refused)
  rm "$zip"
  [[ $(json_text status <<<"$answer") == Imported ]] || die 'The node refused the sample bundle:' "$answer"
  slug=$(json_text competition <<<"$answer")
  api POST "/competitions/$slug/publish" "$node_keys/organizer.header" >/dev/null
  echo "$slug" >"$node_keys/sample"
  say "imported and published: $node_address/competitions/$slug"
}

# send_submissions PHASE SLUG : all at once.
send_submissions() {
  local phase=$1 slug=$2 pair who name zip id sent=$node_keys/sample.sent
  : >"$sent.now"
  for who in ada ben; do
    api POST "/competitions/$slug/participation" "$node_keys/$who.header" \
      --header 'Content-Type: application/json' --data '{"acceptTerms":true}' >/dev/null
  done
  for pair in ${sample_submissions[$phase]}; do
    who=${pair%%:*} name=${pair#*:}
    zip=$node_keys/$name.zip
    ops/samples/pack "$sample_source/submissions/$name" "$zip"
    id=$(api POST "/competitions/$slug/phases/$phase/submissions?fileName=$name.zip" "$node_keys/$who.header" \
      --header 'Content-Type: application/zip' --data-binary "@$zip" | json_text id)
    rm "$zip"
    echo "$who $name $id" >>"$sent.now"
  done
  mv "$sent.now" "$sent"
}

# await_outcomes : each sample submission must end as expected.csv says, with every score of it.
await_outcomes() {
  local who name id answer expected found
  while read -r who name id; do
    answer=$(wait_for_status "/submissions/$id" "$node_keys/$who.header" 120 Scored Failed Cancelled)
    expected=$(sed -n "s/^$name,[^,]*,//p" "$sample_source/submissions/expected.csv")
    found=$(outcome_of "$answer")
    [[ $found == "$expected" ]] || die "The sample submission $name ended as $found, documented is $expected." \
      "See $node_address/submissions/$id and the log of the worker."
    say "$name by $who: $found, as documented"
  done <"$node_keys/sample.sent"
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
