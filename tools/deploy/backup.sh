#!/bin/sh
# Copies what Parley keeps, while it runs: accounts, sign-ins, calls.
#
#   backup.sh DATA TARGET    for example: backup.sh /var/lib/parley /var/backups/parley/2026-11-21
#
# TARGET must not exist yet. Run it as root or as the server's own user. Needs the program sqlite3. For MariaDB and PostgreSQL copy the
# database with their own tools instead, after the files named journal-* in DATA; README.md says how.
set -eu

if [ $# -ne 2 ]; then
  sed -n '2,/^[^#]/{s/^# \{0,1\}//p}' "$0" >&2
  exit 2
fi
data=$1 target=$2
if [ ! -f "$data/parley.db" ]; then
  echo "There is no parley.db in $data." >&2
  exit 1
fi
if [ -e "$target" ]; then
  echo "$target is there already; a backup is never written over." >&2
  exit 1
fi

umask 077
mkdir -p "$(dirname "$target")"
part="$target.part"
rm -rf "$part"
mkdir "$part"
trap 'rm -rf "$part"' EXIT

# The journal holds calls that are not in the database yet, and goes first: what moves on meanwhile is then in both copies, and is
# taken once. The other way round it would be in neither.
for file in "$data"/journal-*; do
  # It may have been emptied into the database between the listing and now.
  if [ -e "$file" ]; then
    cp "$file" "$part/" 2>/dev/null || [ ! -e "$file" ]
  fi
done
sqlite3 -bail "$data/parley.db" ".timeout 10000" "VACUUM INTO '$(printf '%s' "$part/parley.db" | sed "s/'/''/g")'"
[ "$(sqlite3 "$part/parley.db" "PRAGMA integrity_check")" = ok ]

trap - EXIT
mv "$part" "$target"
