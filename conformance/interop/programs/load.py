#!/usr/bin/env python3
"""Many short sessions with each listener: connect, STARTTLS, capabilities, NOOP, goodbye; every answer is checked.

Prints, for each listener, sessions per second, failures, and what the server holds before, in the middle of and after them:
heap after a collection, resident memory, threads, open files. Exit status 1 if a session failed.
"""
import argparse, collections, pathlib, re, socket, ssl, subprocess, sys, threading, time

PATIENCE = 20  # seconds for an answer


class Imap:
    starttls = ("a STARTTLS", r"a OK")
    hello = None
    dialogue = [("b CAPABILITY", r"b OK"), ("c NOOP", r"c OK"), ("d LOGOUT", r"d OK")]
    greeting = r"\* OK"


class Pop3:
    starttls = ("STLS", r"\+OK")
    hello = None
    # NOOP is not for those who have not logged in (RFC 1939): it is refused, and the session goes on.
    dialogue = [("CAPA", r"\."), ("NOOP", r"-ERR"), ("QUIT", r"\+OK")]
    greeting = r"\+OK"


class Smtp:
    starttls = ("STARTTLS", r"220 ")
    hello = ("EHLO load.example", r"250 ")
    dialogue = [("EHLO load.example", r"250 "), ("NOOP", r"250 "), ("QUIT", r"221 ")]
    greeting = r"220 "


PROTOCOLS = {"imap": Imap, "pop3": Pop3, "smtp": Smtp, "submission": Smtp, "submissions": Smtp}
Listener = collections.namedtuple("Listener", "protocol mode address")


class Session:
    def __init__(self, listener, host, tls):
        self.protocol, self.host, self.tls = PROTOCOLS[listener.protocol], host, tls
        self.socket = socket.create_connection(listener.address, PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.arrived = b""

    def run(self, mode):
        with self.socket:
            if mode == "implicit":
                self.handshake()
            self.hear(self.protocol.greeting)
            if mode == "starttls":
                if self.protocol.hello:
                    self.say(*self.protocol.hello)
                self.say(*self.protocol.starttls)
                self.handshake()
            for command in self.protocol.dialogue:
                self.say(*command)
            while self.socket.recv(4096):
                pass

    def handshake(self):
        self.socket = self.tls.wrap_socket(self.socket, server_hostname=self.host)

    def say(self, line, wanted):
        self.socket.sendall(line.encode() + b"\r\n")
        self.hear(wanted)

    def hear(self, wanted):
        """Reads lines until one is as wanted, or is a refusal."""
        while True:
            while b"\n" not in self.arrived:
                octets = self.socket.recv(4096)
                if not octets:
                    raise EOFError(f"closed; waited for {wanted}")
                self.arrived += octets
            line, self.arrived = self.arrived.split(b"\n", 1)
            text = line.decode(errors="replace").rstrip("\r")
            if re.match(wanted, text):
                return
            if re.match(r"\w (NO|BAD) |-ERR|[45]\d\d ", text):
                raise ValueError(f"{text}; waited for {wanted}")


class Run:
    """All sessions with one listener."""

    def __init__(self, listener, options, tls):
        self.listener, self.host, self.tls = listener, options.host, tls
        self.left, self.half, self.failures = options.sessions, options.sessions // 2, collections.Counter()
        self.lock, self.in_the_middle = threading.Lock(), threading.Event()
        self.workers = [threading.Thread(target=self.work, daemon=True) for _ in range(options.concurrency)]

    def work(self):
        while self.take_one():
            try:
                Session(self.listener, self.host, self.tls).run(self.listener.mode)
            except (OSError, EOFError, ValueError) as e:
                with self.lock:
                    self.failures[f"{type(e).__name__}: {e}"] += 1
        self.ended = time.monotonic()

    def take_one(self):
        with self.lock:
            self.left -= 1
            if self.left == self.half:
                self.in_the_middle.set()
            return self.left >= 0

    def run(self, look):
        """Returns the seconds it took and what the server held in the middle."""
        began = time.monotonic()
        for worker in self.workers:
            worker.start()
        self.in_the_middle.wait()
        middle = look()
        for worker in self.workers:
            worker.join()
        return self.ended - began, middle


class Server:
    """What the server's process holds."""

    def __init__(self, pid):
        self.folder, self.pid = pathlib.Path(f"/proc/{pid}"), str(pid)

    def look(self):
        if self.pid == "None":
            return "?", "?", "?", "?"
        status = (self.folder / "status").read_text()
        rss = int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024
        threads = re.search(r"Threads:\s+(\d+)", status)[1]
        try:
            files = str(len(list((self.folder / "fd").iterdir())))
        except PermissionError:
            files = "?"
        return self.heap(), f"{rss:.0f}", threads, files

    def heap(self):
        """Megabytes of the Java heap after a collection; "?" for a server that is not Java."""
        if (self.folder / "comm").read_text() != "java\n":
            return "?"
        subprocess.run(["jcmd", self.pid, "GC.run"], capture_output=True)
        info = subprocess.run(["jcmd", self.pid, "GC.heap_info"], capture_output=True, text=True).stdout
        used = re.findall(r"^(?!\s+(?:Metaspace|class)).*\bused (\d+)([KM])", info, re.M)
        return f"{sum(int(n) / (1024 if unit == 'K' else 1) for n, unit in used):.1f}" if used else "?"


def main():
    options = arguments()
    listeners = chosen(options)
    tls = ssl.create_default_context(cafile=options.ca)
    server = Server(options.pid)
    print(f"{options.sessions} sessions with each listener, {options.concurrency} at a time; heap and RSS in MB")
    print(f"{'':24}{'seconds':>8}{'per s':>7}{'failed':>8}   {'heap':20} {'RSS':16} {'threads':14} files")
    failed = 0
    for listener in listeners:
        run = Run(listener, options, tls)
        before = server.look()
        seconds, middle = run.run(server.look)
        held = [" ".join(three) for three in zip(before, middle, server.look())]
        failures = sum(run.failures.values())
        failed += failures
        print(f"{listener.protocol + ' ' + listener.mode:24}{seconds:8.1f}{options.sessions / seconds:7.0f}{failures:8}   "
              f"{held[0]:20} {held[1]:16} {held[2]:14} {held[3]}", flush=True)
        for reason, times in run.failures.most_common(3):
            print(f"  {times} times {reason}")
    print(f"{options.sessions * len(listeners)} sessions, {failed} failed")
    sys.exit(1 if failed else 0)


def arguments():
    parser = argparse.ArgumentParser(prog="load", description=__doc__.split("\n")[0])
    parser.add_argument("--listeners", required=True)
    parser.add_argument("--ca", required=True)
    parser.add_argument("--host", default="localhost")
    parser.add_argument("--pid", type=int)
    parser.add_argument("--sessions", type=int, default=10_000)
    parser.add_argument("--concurrency", type=int, default=20)
    parser.add_argument("--only", action="append")
    return parser.parse_args()


def chosen(options):
    listeners = []
    for line in open(options.listeners):
        _, protocol, mode, address = line.rstrip("\n").split("\t")
        if not options.only or {protocol, f"{protocol}/{mode}"} & set(options.only):
            host, port = address.rsplit(":", 1)
            listeners.append(Listener(protocol, mode, (host.strip("[]"), int(port))))
    return listeners or sys.exit("no such listener")


main()
