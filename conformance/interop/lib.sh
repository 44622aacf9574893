# shellcheck shell=bash
# What the client scripts share; sourced, never run.
# Environment:
#   INTEROP_ADDRESS  whom the mail is from and to                        (default alice@localhost)
#   INTEROP_WORD     a word that the mail carries, to find it again      (default none)
#   INTEROP_LIMIT    seconds that a client may take                      (default 30)
#   INTEROP_CACHE    where npm and Maven packages are kept between runs  (default ~/.cache/mailtls-interop)

set -euo pipefail
shopt -s inherit_errexit
export LC_ALL=C.UTF-8

INTEROP=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
NAME=$(basename "$0")
CACHE=${INTEROP_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/mailtls-interop}
ADDRESS=${INTEROP_ADDRESS:-alice@localhost}

say() { echo "$NAME: $*" >&2; }
die() { say "$*"; exit 1; }

#### what a client script calls ####

# client "PROTOCOLS" "MODES" HOST PORT MODE PROTOCOL USER PASS CAFILE: checks and names the arguments, and makes the
# folder WORK, which is also the home directory, for the time of the script. The script goes on with one mail read
# (imap, pop3), or sent without login (smtp) or with login (submission, submissions).
client() {
  if [ $# != 9 ]; then
    echo "usage: $NAME HOST PORT starttls|implicit imap|pop3|smtp|submission|submissions USER PASS CAFILE" >&2
    exit 64
  fi
  HOST=$3 PORT=$4 MODE=$5 PROTOCOL=${6%s} USER=$7 PASS=$8 CA=$(realpath -e "$9")
  has "$1" "$PROTOCOL"
  has "$2" "$MODE"
  WORK=$(mktemp -d)
  trap 'rm -rf "$WORK"' EXIT
  export HOME=$WORK
  cd "$WORK"
  mail_text >mail
}

# has "LIST" WORD: ends with 77 if the client has no such protocol or mode.
has() {
  case " $1 " in *" $2 "*) return ;; esac
  say "has no $2"
  exit 77
}

# The lines of dots must come through: a client doubles the first dot, the server takes it away.
mail_text() { cat <<END
From: Alice <$ADDRESS>
To: Alice <$ADDRESS>
Subject: Interop mail
Date: $(date -R)
Message-ID: <$(date +%s.%N).$$@$NAME.interop>

Sent by $NAME over $PROTOCOL, $MODE. ${INTEROP_WORD:-}
.
..two dots
The end.
END
}

# limited COMMAND...: runs a client for no longer than that, and with no other trust than the script gives it.
limited() {
  env -u SSL_CERT_FILE -u SSL_CERT_DIR -u CURL_CA_BUNDLE -u NODE_EXTRA_CA_CERTS \
    timeout --kill-after=5 "${INTEROP_LIMIT:-30}" "$@"
}

# has_mail FILE...: whether a mail is in it.
has_mail() { grep -rqs '^Subject: ..*' "$@" || die "no mail was read"; }

#### installing ####

# need COMMAND PACKAGE: installs Debian's PACKAGE where COMMAND is missing.
need() { command -v "$1" >/dev/null || install_packages "$2"; }

install_packages() {
  command -v apt-get >/dev/null && [ "$(id -u)" = 0 ] || die "please install: $*"
  say "installing $*"
  apt_get install "$@" >&2 || { apt_get update >&2 && apt_get install "$@" >&2; }
}

apt_get() {
  DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o DPkg::Lock::Timeout=120 --no-install-recommends "$@" </dev/null
}

# npm_modules NAME@VERSION: prints the folder node_modules that has it.
npm_modules() {
  local folder=$CACHE/npm/$1
  local major
  major=$(node -p 'process.versions.node.split(".")[0]' 2>/dev/null) && [ "$major" -ge 20 ] || die "needs Node.js 20 or newer"
  cached "$folder" npm_install "$1"
  echo "$folder/node_modules"
}

npm_install() {
  echo '{"private": true}' >package.json
  npm install --loglevel=error --no-audit --no-fund --no-update-notifier --ignore-scripts "$1"
}

# maven_jars GROUP:ARTIFACT:VERSION: prints a folder with this jar and all that it needs at run time.
maven_jars() {
  local folder=$CACHE/maven/${1//:/_}
  need mvn maven >&2
  cached "$folder" maven_install "$1"
  echo "$folder/jars"
}

maven_install() {
  local group artifact version
  IFS=: read -r group artifact version <<<"$1"
  cat >pom.xml <<END
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>interop</groupId>
  <artifactId>interop</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>$group</groupId>
      <artifactId>$artifact</artifactId>
      <version>$version</version>
    </dependency>
  </dependencies>
</project>
END
  mvn -q -B dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory=jars
}

# cached FOLDER COMMAND...: runs COMMAND in a new folder that becomes FOLDER if all went well.
cached() {
  [ ! -d "$1" ] || return 0
  say "${*:2}"
  rm -rf "$1.new"
  mkdir -p "$1.new"
  (cd "$1.new" && "${@:2}") >&2 || die "could not install ${*:3}"
  mv "$1.new" "$1"
}
