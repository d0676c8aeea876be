#!/bin/sh
# Executes the CI recipe of the README as it stands there. Usage: conformance-tests/src/it/ci-recipe.sh, after mvn package
set -eu
root=$(cd "$(dirname "$0")/../../.." && pwd)
recipe="$root/conformance-tests/target/ci-recipe.sh"
awk '/^\*\*In CI\*\*/ {found = 1} found && /^```sh$/ {on = 1; next} on && /^```$/ {exit} on' "$root/conformance-tests/README.md" > "$recipe"
test -s "$recipe"
cd "$root"
bash -e "$recipe"
test -s conformance/report.html
rm -rf conformance
