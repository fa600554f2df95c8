# Installs Debian and Ubuntu packages when it may. Needs say.sh.
# shellcheck shell=bash

# Runs a command as root: directly, or through sudo when that asks for no password.
as_root() {
  if [[ $EUID -eq 0 ]]; then
    "$@"
  else
    sudo -n "$@"
  fi
}

may_be_root() {
  [[ $EUID -eq 0 ]] || { command -v sudo >/dev/null && sudo -n true 2>/dev/null; }
}

# apt_install LOG WHY PACKAGE... : installs what is missing of the packages, or says how to.
apt_install() {
  local log=$1 why=$2 package missing=()
  shift 2
  for package in "$@"; do
    [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || missing+=("$package")
  done
  [[ ${#missing[@]} -gt 0 ]] || return 0

  command -v apt-get >/dev/null ||
    die "$why is missing, and this is not a Debian or Ubuntu machine." "Install what gives you: ${missing[*]}"
  may_be_root ||
    die "$why is missing, and I may not install packages." "Run this, then start me again: sudo apt-get install --no-install-recommends ${missing[*]}"

  say "installing ${missing[*]}"
  if [[ -z $(find /var/lib/apt/lists -name '*Packages*' -print -quit 2>/dev/null) ]]; then
    logged "$log" "apt-get update" as_root apt-get update
  fi
  if ! as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
    -o DPkg::Lock::Timeout=300 "${missing[@]}" >>"$log" 2>&1 </dev/null; then
    # Lists that are too old name packages the mirror no longer has.
    logged "$log" "apt-get update" as_root apt-get update
    logged "$log" "Installing ${missing[*]}" as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y \
      --no-install-recommends -o DPkg::Lock::Timeout=300 "${missing[@]}"
  fi
}
