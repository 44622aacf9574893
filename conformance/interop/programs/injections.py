#!/usr/bin/env python3
"""What a server does with octets that stand in clear behind STARTTLS, shown on the wire.

Each probe sends something behind the STARTTLS command, completes the handshake if the server lets it, and then says
commands of which the whole answer is known: one octet more or less, and what was sent in clear has had an effect.

Outcomes that pass:
  served    the handshake was completed and the answers are as known, and that is what had to be
  ignored   the handshake was completed and the answers are as known: what stood there was thrown away
  ended     the server ended the connection and has answered nothing
  refused   the server refused STARTTLS and has answered nothing inside TLS
With --log, a server that tells of early plaintext must have told of each probe marked with *.
"""
import argparse, base64, collections, os, re, select, socket, ssl, subprocess, sys, time

PATIENCE = 10  # seconds for an answer
Probe = collections.namedtuple("Probe", "name run wanted only", defaults=(None,))


class Imap:
    starttls, go_ahead, prelude = b"a STARTTLS\r\n", rb"a OK .*", []
    commands = b"x1 LOGIN %(user)s %(password)s\r\nx2 CREATE injected\r\nx3 NOOP\r\n"
    piece = b"x1 LOG"
    exchange = b"x1 AUTHENTICATE PLAIN\r\n%(plain)s\r\n"
    dialogue = [(b"c SELECT INBOX\r\n", rb"c (NO|BAD) .*"), (b"d LOGOUT\r\n", rb"\* BYE .*\nd OK .*")]

    @staticmethod
    def is_last(line):
        return not line.startswith(b"*")


class Pop3:
    starttls, go_ahead, prelude = b"STLS\r\n", rb"\+OK.*", []
    commands = b"USER %(user)s\r\nPASS %(password)s\r\nSTAT\r\n"
    piece = b"USER al"
    exchange = b"AUTH PLAIN\r\n%(plain)s\r\n"
    dialogue = [(b"STAT\r\n", rb"-ERR.*"), (b"QUIT\r\n", rb"\+OK.*")]

    @staticmethod
    def is_last(line):
        return True


class Smtp:
    starttls, go_ahead, prelude = b"STARTTLS\r\n", rb"220 .*", [b"EHLO probe.example\r\n"]
    commands = b"EHLO injected.example\r\nMAIL FROM:<injected@example.org>\r\nNOOP\r\n"
    piece = b"EHLO inj"
    exchange = b"AUTH PLAIN\r\n%(plain)s\r\n"
    dialogue = [(b"RCPT TO:<alice@localhost>\r\n", rb"5\d\d .*"), (b"QUIT\r\n", rb"221 .*")]

    @staticmethod
    def is_last(line):
        return line[3:4] != b"-"


PROTOCOLS = {"imap": Imap, "pop3": Pop3, "smtp": Smtp, "submission": Smtp}


class Effect(Exception):
    """Something sent in clear was answered, or changed an answer."""


class Ended(Exception):
    """The server ended the connection, or TLS did."""


class Refused(Exception):
    """The server refused STARTTLS."""


class Connection:
    """One connection to the server: in clear first, then with TLS done by hand, so that each octet is ours to place."""

    def __init__(self, target):
        self.protocol = target.protocol
        self.socket = socket.create_connection(target.address, PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.arrived = b""
        self.raw = None  # all that came after the go-ahead
        self.incoming, self.outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self.tls = target.tls.wrap_bio(self.incoming, self.outgoing, server_hostname=target.host)
        self.answer()
        for line in self.protocol.prelude:
            self.send(line)
            self.answer()

    def close(self):
        self.socket.close()

    def send(self, octets):
        try:
            self.socket.sendall(octets)
        except (ConnectionResetError, BrokenPipeError):
            raise Ended

    def receive(self):
        try:
            octets = self.socket.recv(65536)
        except ConnectionResetError:
            raise Ended
        if not octets:
            raise Ended
        if self.raw is not None:
            self.raw += octets
        return octets

    def end(self):
        """The outcome when TLS has failed: what came is TLS records, or an answer in clear."""
        try:
            while True:
                self.receive()
        except (Ended, TimeoutError):
            pass
        rest = self.raw or b""
        while rest[:2] in (b"\x15\x03", b"\x16\x03", b"\x14\x03", b"\x17\x03"):
            rest = rest[5 + int.from_bytes(rest[3:5], "big"):]
        return ("EFFECT", "answered in clear: " + shown(rest)) if rest else ("ended", "")

    def answer(self):
        """One answer in clear: its lines, the last of them the one that ends it."""
        lines = []
        while not lines or not self.protocol.is_last(lines[-1]):
            while b"\n" not in self.arrived:
                self.arrived += self.receive()
            line, self.arrived = self.arrived.split(b"\n", 1)
            lines.append(line.rstrip(b"\r"))
            if self.protocol is Imap and lines[-1].startswith(b"* OK") and len(lines) == 1:
                break  # the greeting
        return lines

    def go_ahead(self):
        last = self.answer()[-1]
        if not re.fullmatch(self.protocol.go_ahead, last):
            raise Refused
        self.raw = self.arrived

    def client_hello(self):
        try:
            self.tls.do_handshake()
        except ssl.SSLWantReadError:
            return self.outgoing.read()

    def handshake(self):
        self.incoming.write(self.raw)
        while True:
            try:
                self.tls.do_handshake()
                self.flush()
                return
            except ssl.SSLWantReadError:
                self.flush()
                self.incoming.write(self.receive())
            except ssl.SSLError:
                raise Ended

    def flush(self):
        if self.outgoing.pending:
            self.send(self.outgoing.read())

    def say(self, line):
        self.tls.write(line)
        self.flush()

    def hear_all(self):
        """All that the server says in TLS until it ends the connection."""
        heard = b""
        while True:
            try:
                octets = self.tls.read(65536)
                if not octets:
                    return heard
                heard += octets
            except ssl.SSLWantReadError:
                try:
                    self.incoming.write(self.receive())
                except Ended:
                    return heard
            except ssl.SSLError:
                return heard

    def dialogue(self):
        """Says the commands whose answers are known."""
        for line, _ in self.protocol.dialogue:
            self.say(line)
        heard = self.hear_all()
        wanted = b"\n".join(answer for _, answer in self.protocol.dialogue)
        if not re.fullmatch(wanted, heard.replace(b"\r\n", b"\n").rstrip(b"\n")):
            raise Effect("inside TLS: " + shown(heard))


def shown(octets):
    return octets.decode("ascii", "backslashreplace").replace("\r", "").replace("\n", " | ")[:120]


#### probes: each is given a connection and what to inject ####

def finish(c):
    c.go_ahead()
    c.handshake()
    c.dialogue()


def one_segment(injected):
    def probe(c, words):
        c.send(c.protocol.starttls + injected(c.protocol) % words)
        finish(c)
    return probe


def next_segment(c, words):
    c.send(c.protocol.starttls)
    c.send(c.protocol.commands % words)
    finish(c)


def behind_go_ahead(c, words):
    c.send(c.protocol.starttls)
    c.go_ahead()
    c.send(c.protocol.commands % words)
    c.handshake()
    c.dialogue()


def octet_by_octet(c, words):
    for octet in c.protocol.starttls + c.protocol.commands % words:
        c.send(bytes([octet]))
    finish(c)


def cut_at(place):
    def probe(c, words):
        octets = c.protocol.starttls + c.protocol.commands % words
        c.send(octets[:place])
        c.send(octets[place:])
        finish(c)
    return probe


def early_hello(c, words):
    c.send(c.protocol.starttls + c.client_hello())
    finish(c)


def half_a_hello(c, words):
    hello = c.client_hello()
    c.send(c.protocol.starttls + hello[:len(hello) // 2])
    c.go_ahead()
    c.send(hello[len(hello) // 2:])
    c.handshake()
    c.dialogue()


def hello_octet_by_octet(c, words):
    for octet in c.protocol.starttls + c.client_hello():
        c.send(bytes([octet]))
    finish(c)


def nothing(c, words):
    c.send(c.protocol.starttls)
    finish(c)


# The probes of which a log tells (*) come first, so that the others cannot tell in their place.
PROBES = [
    Probe("nothing", nothing, "served"),
    Probe("ClientHello in one segment *", early_hello, "served"),
    Probe("half of a ClientHello *", half_a_hello, "served"),
    Probe("commands in one segment *", one_segment(lambda p: p.commands), "no effect"),
    Probe("a piece of a line *", one_segment(lambda p: p.piece), "no effect"),
    Probe("an open login *", one_segment(lambda p: p.exchange), "no effect"),
    Probe("an open literal *", one_segment(lambda p: b"x1 LOGIN {5}\r\n"), "no effect", Imap),
    Probe("an open literal, filled *",
          one_segment(lambda p: b"x1 LOGIN {5}\r\nalice {6}\r\nsecret\r\n"), "no effect", Imap),
    Probe("an open non-synchronizing literal *", one_segment(lambda p: b"x1 LOGIN {5+}\r\nal"), "no effect", Imap),
    Probe("a non-synchronizing literal, filled *",
          one_segment(lambda p: b"x1 LOGIN {5+}\r\nalice {6+}\r\nsecret\r\n"), "no effect", Imap),
    Probe("ClientHello octet by octet", hello_octet_by_octet, "served"),
    Probe("commands in the next segment", next_segment, "no effect"),
    Probe("commands behind the go-ahead", behind_go_ahead, "no effect"),
    Probe("commands octet by octet", octet_by_octet, "no effect"),
    Probe("commands, cut in two at each place", None, "no effect"),
]


class Target:
    def __init__(self, name, address, options):
        self.name, self.protocol, self.host = name, PROTOCOLS[name], options.host
        host, port = address.rsplit(":", 1)
        self.address = host.strip("[]"), int(port)
        self.tls = ssl.create_default_context(cafile=options.ca)

    def try_out(self, run, words):
        """Returns the outcome and, for an effect, what it was."""
        try:
            c = Connection(self)
        except (Ended, OSError):
            return "NO GREETING", ""
        try:
            run(c, words)
            return "completed", ""
        except Effect as e:
            return "EFFECT", str(e)
        except Ended:
            return c.end()
        except Refused:
            return "refused", ""
        except TimeoutError:
            return "NO ANSWER", f"for {PATIENCE} seconds"
        finally:
            c.close()


class Log:
    """The server's log, of which tail(1) tells us each new line."""

    def __init__(self, path):
        self.tail = subprocess.Popen(["tail", "-n", "+1", "-f", path], stdout=subprocess.PIPE)
        self.text = b""

    def has_told(self, times):
        """Whether it tells of early plaintext as often as that; waits for it."""
        end = time.monotonic() + PATIENCE
        while len(re.findall(rb"early[ _-]?plaintext", self.text, re.I)) < times:
            if not select.select([self.tail.stdout], [], [], max(0, end - time.monotonic()))[0]:
                return False
            self.text += os.read(self.tail.stdout.fileno(), 65536)
        return True

    def told(self):
        return len(re.findall(rb"early[ _-]?plaintext", self.text, re.I))

    def close(self):
        self.tail.terminate()
        self.tail.wait()


def judged(outcome, probe):
    if outcome == "completed":
        return "served" if probe.wanted == "served" else "ignored"
    if probe.wanted == "served":
        return outcome.upper()
    return outcome


def run_cuts(target, words):
    """All places; the worst outcome counts."""
    length = len(target.protocol.starttls + target.protocol.commands % words)
    outcomes = [target.try_out(cut_at(place), words) for place in range(1, length)]
    bad = [o for o in outcomes if o[0] not in ("completed", "ended", "refused")]
    return bad[0] if bad else (max(set(outcomes), key=outcomes.count)[0], f"{len(outcomes)} places")


def run_probe(target, probe, words, log):
    outcome, detail = run_cuts(target, words) if probe.run is None else target.try_out(probe.run, words)
    outcome = judged(outcome, probe)
    if log and probe.name.endswith("*") and outcome.islower():
        log.expected += 1
        if not log.has_told(log.expected):
            log.expected = log.told()
            return "NOT TOLD", f"{outcome}, but its log has no early plaintext"
    return outcome, detail


def main():
    parser = argparse.ArgumentParser(prog="injections", description=__doc__.split("\n")[0])
    parser.add_argument("--listeners", required=True)
    parser.add_argument("--ca", required=True)
    parser.add_argument("--host", default="localhost")
    parser.add_argument("--log")
    parser.add_argument("--tsv")
    options = parser.parse_args()

    user, password = (os.environ.get(f"INTEROP_{n}", d).encode() for n, d in (("USER", "alice"), ("PASSWORD", "secret")))
    words = {b"user": user, b"password": password, b"plain": base64.b64encode(b"\0" + user + b"\0" + password)}
    targets = []
    for line in open(options.listeners):
        _, protocol, mode, address = line.rstrip("\n").split("\t")
        if mode == "starttls" and protocol in PROTOCOLS:
            targets.append(Target(protocol, address, options))
    log = Log(options.log) if options.log else None
    rows = run_all(targets, words, log)
    if log:
        log.close()
    finish_up(rows, options.tsv)


def run_all(targets, words, log):
    if log:
        log.expected = 0
    rows = []
    print(f"{'behind STARTTLS in clear':42}" + "".join(f"{t.name:13}" for t in targets))
    for probe in PROBES:
        print(f"{probe.name:42}", end="", flush=True)
        for target in targets:
            outcome, detail = "-", ""
            if probe.only in (None, target.protocol):
                outcome, detail = run_probe(target, probe, words, log)
                rows.append((probe.name.rstrip(" *"), target.name, outcome, detail))
            print(f"{outcome:13}", end="", flush=True)
        print()
    return rows


def finish_up(rows, path):
    failures = [row for row in rows if not row[2].islower()]
    for row in failures:
        print("  " + ", ".join(word for word in row if word))
    if path:
        with open(path, "w") as file:
            for row in rows:
                file.write("\t".join((row[0], row[1], "failed" if row in failures else "passed") + row[2:]) + "\n")
    print(f"injections: {len(rows) - len(failures)} passed, {len(failures)} failed")
    sys.exit(1 if failures else 0)


main()
