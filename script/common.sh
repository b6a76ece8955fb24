# Shared by the scripts of this folder; sourced, not run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf '\033[1m%s\033[0m\n' "$*" >&2; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# The web interface needs Node 20.19 or later; Debian 12 has 18. Where it is too old, script/setup
# puts a newer one in build/tools.
node_is_new_enough() {
  command -v node >/dev/null && node -e '
    const [major, minor] = process.versions.node.split(".").map(Number);
    process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1);' 2>/dev/null
}

tools=$PWD/build/tools
if [ -d "$tools/node_modules" ]; then
  PATH=$(echo "$tools"/node_modules/node-linux-*/bin):$tools/node_modules/.bin:$PATH
fi

# Runs a command only when the files it depends on differ from the last time it went well.
when_changed() {
  local name=$1 key=$2
  shift 2
  local stamp=build/stamps/$name
  if [ "$(cat "$stamp" 2>/dev/null)" != "$key" ]; then
    "$@"
    mkdir -p build/stamps
    echo "$key" >"$stamp"
  fi
}

hash_of() { find "$@" -type f -print0 2>/dev/null | sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1; }
