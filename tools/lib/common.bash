# What the scripts in tools/ share. Sourced, never run.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
jobs=$(nproc 2>/dev/null || echo 2)
export ROOT=$root JOBS=$jobs

# A second checkout finds what the first one compiled: paths are taken relative to the checkout.
export CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=1

# emcc's JavaScript optimiser needs acorn, which Debian keeps here; a Node that is not Debian's does not look there.
export NODE_PATH=/usr/share/nodejs

say() { printf '%s\n' "$*"; }
complain() { printf '%s\n' "$*" >&2; }
die() { complain "$*"; exit 1; }

# usage: prints the comment block at the top of the running script.
usage() { sed -n '2,/^[^#]/{s/^# \{0,1\}//p}' "$0"; }

# attended <command...>: runs it in a process group of its own which ends with this script: bash itself would pass a signal on
# only to a command in the foreground of a terminal, and wait for it.
attended() {
  local child status=0
  set -m
  "$@" </dev/null &
  child=$!
  set +m
  # shellcheck disable=SC2064  # the child of now
  trap "kill -TERM -- -$child 2>/dev/null; exit 143" INT TERM
  wait "$child" || status=$?
  trap - INT TERM
  return "$status"
}

# quietly <log> <command...>: the output goes to build/logs/<log>.log, and is shown when the command fails.
quietly() {
  local log="$ROOT/build/logs/$1.log"
  shift
  mkdir -p "$(dirname "$log")"
  if ! attended "$@" >"$log" 2>&1; then
    tail -n 60 "$log" >&2
    complain "Failed: $* (all of it: $log)"
    return 1
  fi
}

# build <preset> <target...>: configures if need be and builds.
build() {
  local preset=$1
  shift
  quietly "configure-$preset" cmake -S "$ROOT" --preset "$preset" || return 1
  quietly "build-$preset" cmake --build "$ROOT/build/$preset" --parallel "$JOBS" --target "$@"
}
