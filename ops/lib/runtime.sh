# Sees to the image that submissions run in. Needs say.sh, packages.sh, engine.sh and a running engine.
# shellcheck shell=bash

runtime_image=agon-runtime:1

# ensure_runtime_image LOG KEEP : present, else pulled, else built. KEEP=1 leaves an image alone that an older recipe made.
ensure_runtime_image() {
  local log=$1 keep=$2 directory recipe there old=''
  directory=$(dirname "${BASH_SOURCE[0]}")/../images/runtime
  recipe=$(cat "$directory/build" "$directory/packages" | sha256sum | cut -c1-16)

  if there=$(docker image inspect --format '{{index .Config.Labels "agon.recipe"}}' "$runtime_image" 2>/dev/null); then
    # An image without our label is somebody's own choice.
    if [[ -z $there || $there == '<no value>' || $there == "$recipe" || $keep == 1 ]]; then
      say "runtime image: $runtime_image (was there)"
      return
    fi
    old=$(docker image inspect --format '{{.Id}}' "$runtime_image")
    say "runtime image: $runtime_image is of an older recipe"
  fi

  if [[ -n ${AGON_RUNTIME_IMAGE_SOURCE:-} ]]; then
    say "runtime image: pulling $AGON_RUNTIME_IMAGE_SOURCE"
    if timeout 600 docker pull --quiet "$AGON_RUNTIME_IMAGE_SOURCE" >>"$log" 2>&1 </dev/null; then
      docker tag "$AGON_RUNTIME_IMAGE_SOURCE" "$runtime_image"
      say "runtime image: $runtime_image (pulled)"
      return
    fi
    say "runtime image: $AGON_RUNTIME_IMAGE_SOURCE can't be pulled, building instead"
  fi

  apt_install "$log" 'What builds the runtime image' mmdebstrap
  may_be_root || die "The runtime image $runtime_image is missing, and I may not build it." \
    "Run this, then start me again: sudo $(realpath "$directory/build")"
  say 'runtime image: building from packages, about a minute'
  logged "$log" 'Building the runtime image' as_root "$directory/build" "$runtime_image"
  [[ -z $old ]] || docker rmi "$old" >>"$log" 2>&1 || true
  say "runtime image: $runtime_image (built)"
}
