# Brings what a machine lacks. Sourced by `tests/run` and `spro-wasm/build`; every function may be called again.
# shellcheck shell=bash

SPRO_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
SPRO_CACHE=${SPRO_CACHE:-$SPRO_ROOT/.cache}

say() { printf "   %s\n" "$*" >&"${SPRO_SAY_FD:-2}"; }
# Says what is wrong, and fails.
fail() {
  printf '   %s\n' "$*" >&2
  return 1
}

# The command, quietly: its output is shown only where it fails.
quietly() {
  local log status=0
  log=$(mktemp)
  "$@" >"$log" 2>&1 </dev/null || status=$?
  if [ "$status" != 0 ]; then tail -n 30 "$log" >&2; fi
  rm -f "$log"
  return "$status"
}

# debian_packages NAME…: installs those that are missing, one caller after the other.
debian_packages() {
  mkdir -p "$SPRO_ROOT/target"
  (
    flock 9
    install_missing "$@"
  ) 9>"$SPRO_ROOT/target/.debian-lock"
}

install_missing() {
  local name missing=()
  for name in "$@"; do
    dpkg-query -W -f '${Status}' "$name" 2>/dev/null | grep -q '^install ok installed$' || missing+=("$name")
  done
  [ ${#missing[@]} = 0 ] && return 0
  if ! command -v apt-get >/dev/null; then
    fail "missing, and there is no apt-get to install it: ${missing[*]}"
    return 1
  fi
  if [ "$(id -u)" != 0 ]; then
    fail "missing: run as root once, or: sudo apt-get install ${missing[*]}"
    return 1
  fi
  say "installing Debian packages: ${missing[*]}"
  local install=(env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}")
  # The lists of a new machine are empty or old: they are fetched only where the first try fails.
  if ! "${install[@]}" >/dev/null 2>&1 </dev/null; then
    quietly apt-get update -q && quietly "${install[@]}"
  fi
}

# content_hash FILE-OR-FOLDER…: one hash over names and contents of what is tracked or could be.
content_hash() {
  (
    cd "$SPRO_ROOT"
    git ls-files -z -co --exclude-standard -- "$@" | sort -z | while IFS= read -r -d '' file; do
      [ -f "$file" ] && sha256sum "$file"
    done
  ) | sha256sum | cut -c1-16
}

# node_modules FOLDER: what its package-lock.json lists, installed once for each content of it.
node_modules() {
  local folder=$1 stamp hash
  stamp=$SPRO_ROOT/$folder/node_modules/.spro-stamp
  hash=$(content_hash "$folder/package.json" "$folder/package-lock.json")
  [ "$(cat "$stamp" 2>/dev/null)" = "$hash" ] && return 0
  command -v npm >/dev/null || fail "missing: npm (Node.js 20 or newer)" || return 1
  say "installing npm packages of $folder"
  (cd "$SPRO_ROOT/$folder" && quietly npm ci --no-audit --no-fund --ignore-scripts) || return 1
  printf '%s' "$hash" >"$stamp"
}
