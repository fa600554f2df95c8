# A person's browser without scripts: pages, forms and cookies, and with them the ways into the hub and its nodes. Needs say.sh and curl.
# A browser is the name of a file: its cookies, with the page it shows and that page's address beside it.
# shellcheck shell=bash

# browse BROWSER ADDRESS [CURL_OPTION...] : goes there and wherever it is led. A page that is no success ends the script.
browse() {
  local browser=$1 address=$2 status onward
  shift 2
  read -r status address < <(curl --silent --show-error --max-time 60 --location --max-redirs 12 --cookie "$browser" --cookie-jar "$browser" \
    --dump-header "$browser.head" --output "$browser.page" --write-out '%{http_code} %{url_effective}\n' "$@" "$address" 2>"$browser.error") || true
  [[ $status == 200 ]] || die "A browser gets no page from $address (${status:-no answer})." \
    "$(cat "$browser.error")" "$(sed 's/<[^>]*>/ /g' "$browser.page" 2>/dev/null | tr -s ' \r\n' ' ' | cut -c1-300)"
  echo "$address" >"$browser.address"

  # After a form the hub leads on by this header, which pages of other sites may follow (see its policy for forms).
  onward=$(sed -n 's/^refresh: *0; *url=//Ip' "$browser.head" | tr -d '\r' | tail -n 1)
  [[ -z $onward ]] || browse "$browser" "$(whole_address "$onward" "$address")"
}

# whole_address LINK PAGE : where a link on a page leads.
whole_address() {
  case $1 in
    http*://*) echo "$1" ;;
    /*) echo "$(grep -oE '^https?://[^/]+' <<<"$2")$1" ;;
    '') echo "$2" ;;
    *) die "A browser does not understand the link $1 on $2." ;;
  esac
}

# shows BROWSER TEXT : whether the page has it.
shows() {
  grep -qF -- "$2" "$1.page"
}

# press BROWSER BUTTON [NAME=VALUE...] : sends the form with this button: what it holds, and what is given.
press() {
  local browser=$1 button=$2 form tag name given value
  shift 2
  # The page is read to its end: whoever writes into a pipe that nobody reads any more fails.
  form=$(tr '\r\n' '  ' <"$browser.page" | awk -v RS='</form>' -v button=">$button</button>" '!found && index($0, button) { sub(/.*<form/, "<form"); print; found = 1 }')
  [[ -n $form ]] || die "$(<"$browser.address") has no form with the button $button."
  local -A fields=()
  while read -r tag; do
    name=$(attribute_of "$tag" name)
    [[ -z $name || $(attribute_of "$tag" type) == checkbox ]] || fields[$name]=$(attribute_of "$tag" value)
  done < <(grep -o '<input [^>]*>' <<<"$form")
  tag=$(grep -o '<button[^>]*>[^<]*</button>' <<<"$form" | grep -F -m 1 -- ">$button</button>")
  name=$(attribute_of "$tag" name)
  [[ -z $name ]] || fields[$name]=$(attribute_of "$tag" value)
  for given in "$@"; do
    fields[${given%%=*}]=${given#*=}
  done

  # On the standard input, so that no password is in a list of processes.
  for name in "${!fields[@]}"; do
    value=${fields[$name]//\\/\\\\}
    printf 'data-urlencode = "%s=%s"\n' "$name" "${value//\"/\\\"}"
  done >"$browser.fields"
  browse "$browser" "$(whole_address "$(attribute_of "${form%%>*}" action)" "$(<"$browser.address")")" --config - <"$browser.fields"
  rm "$browser.fields"
}

# attribute_of TAG NAME
attribute_of() {
  sed -n "s/.* $2=\"\([^\"]*\)\".*/\1/p" <<<"$1" | sed 's/&quot;/"/g; s/&#x2B;/+/g; s/&#x3D;/=/g; s/&#x27;/'"'"'/g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g'
}

# sign_in_at_hub BROWSER HUB ACCOUNT_FILE : with a password.
sign_in_at_hub() {
  local browser=$1 email password
  read -r email password <"$3"
  browse "$browser" "$2/account/sign-in"
  press "$browser" 'Sign in' "Form.Email=$email" "Form.Password=$password"
  shows "$browser" '>Sign out</button>' || die "$email can't sign in at the hub $2."
}

# sign_in_through_hub BROWSER NODE NAME : by one click; the first time the person agrees and takes an account with the name that is proposed.
sign_in_through_hub() {
  local browser=$1 node=$2
  browse "$browser" "$node/sign-on/hub?returnUrl=/"
  ! shows "$browser" '>Agree and go on</button>' || press "$browser" 'Agree and go on'
  if [[ $(<"$browser.address") == "$node"/sign-on/link ]]; then
    browse "$browser" "$node/sign-on/new"
    press "$browser" 'Make the account'
  fi
  if [[ $(<"$browser.address") != "$node/" ]] || ! shows "$browser" '>Sign out</button>' || ! shows "$browser" "$3"; then
    die "$3 is not signed in at $node after coming from the hub." "The browser shows $(<"$browser.address")."
  fi
}
