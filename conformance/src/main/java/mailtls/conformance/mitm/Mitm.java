package mailtls.conformance.mitm;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailtls.conformance.command.ExitStatus;
import mailtls.conformance.command.Trouble;
import mailtls.conformance.peer.MailProtocol;
import mailtls.wire.Ascii;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code mailtls mitm}. */
@Command(
        name = "mitm",
        description = {
            "Stands between a client and a server of yours and attacks what they say in clear: to watch whether they resist.",
            "",
            "For a lab. It listens on the loopback address, and prints what it changes. Ctrl-C ends it.",
            ""
        },
        abbreviateSynopsis = true,
        sortOptions = false)
public final class Mitm implements Callable<Integer> {

    private static final Pattern PLACE = Pattern.compile("\\[?([^\\]]+?)]?:(\\d{1,5})");

    private final PrintWriter out;

    @Option(names = "--to", required = true, paramLabel = "HOST:PORT", description = "The server.")
    private String to = "";

    @Option(names = "--protocol", required = true, paramLabel = "NAME", description = "imap, pop3 or smtp.")
    private String protocol = "";

    @Option(
            names = "--attack",
            required = true,
            paramLabel = "NAME",
            description = "strip, refuse, inject, inject-reply, early-reply, preauth, truncate, opossum, or none.")
    private String attack = "";

    @Option(names = "--port", paramLabel = "N", description = "Where to listen (any port that is free).")
    private int port;

    @Option(
            names = "--cut-after",
            paramLabel = "OCTETS",
            description = "With truncate: how much of the server's TLS gets through (4000).")
    private int cutAfter = 4000;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description =
                    "Listen on another address than the loopback one: then others on the network can be attacked.")
    private Optional<String> bind = Optional.empty();

    /**
     * Makes the command.
     *
     * @param out where it prints
     */
    public Mitm(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (Interception interception = open()) {
            out.printf(
                    "mitm on %s:%d, before %s: %s%n",
                    bind.orElse("127.0.0.1"), interception.port(), to, wanted().what());
            bind.ifPresent(address -> out.println("WARNING: --bind " + address
                    + " lets others on the network come here, and what they say is attacked."));
            out.flush();
            interception.await();
            return ExitStatus.OK;
        } catch (IOException taken) {
            throw Trouble.unavailable("can't listen: " + taken.getMessage(), "choose another --port or --bind");
        }
    }

    /** Opens the port. */
    Interception open() throws IOException {
        var address = new InetSocketAddress(address(), port);
        return Interception.on(address, target(), protocol(), wanted(), cutAfter, this::tell);
    }

    private synchronized void tell(String what) {
        out.println(Ascii.printable(what));
        out.flush();
    }

    private InetAddress address() {
        try {
            return bind.isPresent() ? InetAddress.getByName(bind.get()) : InetAddress.getByName("127.0.0.1");
        } catch (UnknownHostException unknown) {
            throw Trouble.withUsage(
                    "--bind: there is no address “" + bind.orElse("") + "”", "give one of this machine");
        }
    }

    private InetSocketAddress target() {
        Matcher place = PLACE.matcher(to);
        if (!place.matches() || Integer.parseInt(place.group(2)) > 65_535) {
            throw Trouble.withUsage("--to: “" + to + "” is no host and port", "write mail.example.org:143");
        }
        return new InetSocketAddress(place.group(1), Integer.parseInt(place.group(2)));
    }

    private Attack wanted() {
        Attack named = Attack.named(attack)
                .orElseThrow(() ->
                        Trouble.withUsage("--attack: there is no “" + attack + "”", "there are " + Attack.names()));
        if (named == Attack.PREAUTH && protocol() != MailProtocol.IMAP) {
            throw Trouble.withUsage("--attack preauth is one on IMAP", "choose another, or --protocol imap");
        }
        return named;
    }

    private MailProtocol protocol() {
        return switch (Ascii.lower(protocol)) {
            case "imap" -> MailProtocol.IMAP;
            case "pop3" -> MailProtocol.POP3;
            case "smtp", "submission" -> MailProtocol.SMTP;
            default -> throw Trouble.withUsage("--protocol: there is no “" + protocol + "”", "say imap, pop3 or smtp");
        };
    }
}
