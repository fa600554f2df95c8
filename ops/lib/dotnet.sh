# Builds with the .NET SDK. Needs say.sh.
# shellcheck shell=bash disable=SC2034

# Nothing of a build stays behind when we have ended, and nothing is reported home.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 MSBUILDDISABLENODEREUSE=1

ensure_dotnet() {
  command -v dotnet >/dev/null || die 'The .NET 10 SDK is missing.' 'Install it: https://learn.microsoft.com/dotnet/core/install/linux'
  local version
  version=$(dotnet --version 2>/dev/null) || die 'There is .NET, but not the SDK that global.json asks for.' \
    'Install .NET 10: https://learn.microsoft.com/dotnet/core/install/linux'
  sdk_version=$version
}

# dotnet_build LOG ARGUMENT... : errors are shown, the rest goes to the log.
dotnet_build() {
  local log=$1
  shift
  : >"$log"
  local locked=()
  [[ -z ${CI:-} ]] || locked=(-p:RestoreLockedMode=true)
  if ! dotnet build "$@" --nologo --verbosity quiet "${locked[@]}" >>"$log" 2>&1 </dev/null 8>&-; then
    grep -E 'error|warning' "$log" | sort -u | head -n 30 | sed 's/^/        | /' >&2
    die 'The build failed.' "The whole log: $log"
  fi
}

# build_servers LOG : the hub, the node and the worker, unless no source is newer than the last build. Checks are for ops/test, and no
# compiler stays behind.
build_servers() {
  local stamp=artifacts/servers.built
  if [[ -f $stamp ]] && [[ -z $(find Federation.Contracts Portal Hub Node Node.Worker Directory.Build.props Directory.Packages.props \
    global.json .editorconfig ops/servers.slnf -newer "$stamp" -print -quit) ]]; then
    return
  fi
  mkdir -p artifacts
  touch "$stamp.now"
  dotnet_build "$1" ops/servers.slnf --configuration Release -p:UseSharedCompilation=false -p:RunAnalyzers=false
  mv "$stamp.now" "$stamp"
}
