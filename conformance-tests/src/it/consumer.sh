#!/bin/sh
# Runs the consumer build: installs this build's artifacts into a repository of its own (a copy made
# of links where the file system can), so that nobody's local repository is touched.
# Usage: conformance-tests/src/it/consumer.sh, after mvn package
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
work="$root/conformance-tests/target/consumer"
local_repository=${MAVEN_LOCAL_REPOSITORY:-$HOME/.m2/repository}
rm -rf "$work"
mkdir -p "$work"
cp -al "$local_repository" "$work/repository" 2>/dev/null || cp -a "$local_repository" "$work/repository"
rm -rf "$work/repository/org/trackerapi"
cp -a "$here/consumer" "$work/build"
place() { # artifact, file, extension
  folder="$work/repository/org/trackerapi/$1/1.0.0"
  mkdir -p "$folder"
  cp "$2" "$folder/$1-1.0.0.$3"
}
place tracker-api "$root/pom.xml" pom
place tracker-api-spec "$root/spec/pom.xml" pom
place tracker-api-spec "$root/spec/target/tracker-api-spec-1.0.0.jar" jar
place tracker-api-conformance "$root/conformance-tests/pom.xml" pom
place tracker-api-conformance "$root/conformance-tests/target/tracker-api-conformance-1.0.0.jar" jar
mvn -B -ntp -f "$work/build/pom.xml" -Dmaven.repo.local="$work/repository" verify
rm -rf "$work/repository"
