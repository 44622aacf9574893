# shellcheck shell=bash
# What starts and stops the server for matrix, injections and load; sourced after lib.sh, never run.
# After serve: LISTENERS and CA (files), LOG (what the server prints) and PID; the latter two only where we started it.

ROOT=$(cd "$INTEROP/../.." && pwd)
OUT=$ROOT/conformance/target/interop
HOST=localhost LISTENERS='' CA='' LOG='' PID=''

SERVER_OPTIONS="\
  --listeners FILE  use a server that runs already: FILE has a line for each listener, as mailtls prints them
                    (listening, protocol, mode, address:port, with tabs between them)
  --ca FILE         the CA of its certificate
  --host NAME       the name in its certificate (localhost)"

# server_option OPTION VALUE: whether it was one of those.
server_option() {
  case $1 in
    --listeners) LISTENERS=$(realpath -e "$2") ;;
    --ca) CA=$(realpath -e "$2") ;;
    --host) HOST=$2 ;;
    *) return 1 ;;
  esac
}

# serve: starts a mailtls of our own, unless there are --listeners.
serve() {
  mkdir -p "$OUT"
  if [ -n "$LISTENERS" ]; then
    [ -n "$CA" ] || die "--listeners needs --ca"
    return
  fi
  STATE=$(mktemp -d)
  LOG=$OUT/server.log
  LISTENERS=$OUT/listeners
  CA=$STATE/ca.pem
  trap 'unserve || true; rm -rf "$STATE"' EXIT
  trap 'exit 1' INT TERM HUP PIPE
  # Somebody else may take one of the ports after we looked; then we try again with others.
  local try
  for try in 1 2 3 4 5; do
    ! start "$(free_base)" || return 0
    ended || true
    grep -qi 'in use' "$LOG" "$OUT/server.err" || break
  done
  tail -n 20 "$LOG" "$OUT/server.err" >&2
  die "the server did not start"
}

# start BASE: starts it and reads what it prints until it says that it is ready.
start() {
  local line
  rm -f "$STATE/output"
  mkfifo "$STATE/output"
  "$ROOT/mailtls" serve --port-base "$1" --state "$STATE" >"$STATE/output" 2>"$OUT/server.err" &
  PID=$!
  exec {output}<"$STATE/output"
  : >"$LOG"
  while IFS= read -r line <&"$output"; do
    printf '%s\n' "$line" >>"$LOG"
    [ "$line" != ready ] || { started; return; }
  done
  return 1
}

started() {
  grep '^listening' "$LOG" >"$LISTENERS"
  cat <&"$output" >>"$LOG" &
  exec {output}<&-
}

# ended: waits for its end, for 20 seconds at most; returns its status.
ended() {
  local pid=$PID
  PID=''
  timeout 20 tail --pid="$pid" -s 0.05 -f /dev/null >/dev/null || { kill -KILL "$pid"; say "it had to be killed"; }
  wait "$pid"
}

# unserve: stops the server we started; returns whether it stopped as one that was asked to.
unserve() {
  [ -n "$PID" ] || return 0
  local status=0
  kill -TERM "$PID"
  ended || status=$?
  # 143 is how a Java machine that ends in good order says that it was asked by SIGTERM.
  [ $status = 0 ] || [ $status = 143 ] || { say "the server ended with status $status"; return 1; }
  local address
  while IFS=$'\t' read -r _ _ _ address; do
    ! answers "$address" || { say "$address still answers"; return 1; }
  done <"$LISTENERS"
}

# free_base: a port base that leaves all seven ports free, below those that the system gives to clients.
free_base() {
  local base port
  for _ in {1..100}; do
    base=$((10000 + RANDOM % 21000))
    for port in 25 110 143 465 587 993 995; do
      ! answers "127.0.0.1:$((base + port))" || continue 2
    done
    echo $base
    return
  done
  die "found no free ports"
}

# answers ADDRESS:PORT
answers() { (exec 3<>"/dev/tcp/${1%:*}/${1##*:}") 2>/dev/null; }

# listener PROTOCOL MODE: prints address:port of the first such listener.
listener() { awk -F'\t' -v p="$1" -v m="$2" '$2 == p && $3 == m { print $4; exit }' "$LISTENERS"; }
