#!/bin/sh
# Brings the peers of `techindex bench scoring` here: scikit-learn from Debian (as root), ELKI from Maven
# Central. Usage: peers.sh DIRECTORY MAVEN; says on the last lines what is there:
#   scikit-learn PYTHON
#   elki DIRECTORY-OF-JARS
set -u
directory=$1
maven=$2
has_scikit_learn() {
  "$1" -c 'import numpy, sklearn' >/dev/null 2>&1
}
python=
for candidate in python3 /usr/bin/python3; do
  if has_scikit_learn "$candidate"; then
    python=$candidate
    break
  fi
done
if [ -z "$python" ] && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  apt-get install -y --no-install-recommends python3-sklearn >"$directory/apt.log" 2>&1
  has_scikit_learn /usr/bin/python3 && python=/usr/bin/python3
fi
if [ ! -f "$directory/elki/elki-0.8.0.jar" ] && [ -n "$maven" ]; then
  "$maven" -q -f "$directory/elki-pom.xml" \
    org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies \
    "-DoutputDirectory=$directory/elki" >"$directory/elki.log" 2>&1
fi
[ -n "$python" ] && echo "scikit-learn $python"
[ -f "$directory/elki/elki-0.8.0.jar" ] && echo "elki $directory/elki"
exit 0
