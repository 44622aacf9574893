package mailtls.conformance.mitm;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailtls.conformance.command.ExitStatus;
import mailtls.conformance.command.Trouble;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.wire.Ascii;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mailtls mitm}. */
@Command(
        name = "mitm",
        description = {
            "Stands between a client and a server of yours and attacks what they say in clear: to watch whether they resist.",
            "",
            "For a lab. It listens on the loopback address, and prints what it hears and changes, passwords as dots. Ctrl-C"
                    + " ends it. docs/mitm.md says what a good client and a bad one do in each attack.",
            ""
        },
        abbreviateSynopsis = true,
        sortOptions = false,
        footerHeading = "%nAttacks%n",
        exitCodeListHeading = "%nExit status%n",
        exitCodeList = {
            "0:It ended as it was asked to, and no client was seen to fall.",
            "1:A client was seen to fall.",
            "64:The command line is wrong or contradicts itself.",
            "69:The port can't be had.",
            "70:A fault of mailtls itself."
        })
public final class Mitm implements Callable<Integer> {

    /** A client was seen to fall. */
    static final int FELL = 1;

    private static final Pattern PLACE = Pattern.compile("\\[?([^\\]]+?)]?:(\\d{1,5})");
    private static final int LONGEST_SILENCE = 86_400;

    private final PrintWriter out;

    @Option(names = "--to", required = true, paramLabel = "HOST:PORT", description = "The server.")
    private String to = "";

    @Option(names = "--protocol", required = true, paramLabel = "NAME", description = "imap, pop3 or smtp.")
    private String protocol = "";

    @Option(names = "--attack", required = true, paramLabel = "NAME", description = "One of those below.")
    private String attack = "";

    @Option(
            names = "--mode",
            paramLabel = "NAME",
            description =
                    "How the client comes to TLS: starttls, or implicit (starttls, where the attack leaves a choice).")
    private Optional<String> mode = Optional.empty();

    @Option(names = "--port", paramLabel = "N", description = "Where to listen (any port that is free).")
    private int port;

    @Option(
            names = "--connections",
            paramLabel = "N",
            description = "End after so many connections, with status 1 if somebody fell (go on until Ctrl-C).")
    private int connections = Integer.MAX_VALUE;

    @Option(
            names = "--words",
            paramLabel = "TEXT",
            description = "With inject: what is put behind STARTTLS, \\r\\n between lines (a NOOP).")
    private Optional<String> words = Optional.empty();

    @Option(
            names = "--answer",
            paramLabel = "N",
            description = "With truncate: which of the server's answers over TLS is cut off in the middle (4).")
    private int answer = 4;

    @Option(
            names = "--idle",
            paramLabel = "SECONDS",
            description = "End a connection where nobody has said anything for so long (300).")
    private long idle = Bounds.USUAL.idle().toSeconds();

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

    @Spec
    void describeAttacks(CommandSpec spec) {
        spec.usageMessage()
                .footer(Arrays.stream(Attack.values())
                        .map(attack -> "  %-13s %s".formatted(attack, attack.what()))
                        .toArray(String[]::new));
    }

    @Override
    public Integer call() throws InterruptedException {
        try (Interception interception = open(this::print)) {
            out.printf(
                    "mitm on %s:%d, before %s (%s, %s): %s%n",
                    bind.orElse("127.0.0.1"), interception.port(), to, protocol(), way(), attack().what());
            bind.ifPresent(address -> out.println("WARNING: --bind " + address
                    + " lets others on the network come here, and what they say is attacked and printed."));
            out.flush();
            interception.await();
            return interception.hasSeenAFall() ? FELL : ExitStatus.OK;
        } catch (IOException taken) {
            throw Trouble.unavailable("can't listen: " + taken.getMessage(), "choose another --port or --bind");
        }
    }

    /** Opens the port. */
    Interception open(Consumer<Seen> told) throws IOException {
        requireNumbers();
        Bounds bounds = Bounds.USUAL.idle(Duration.ofSeconds(idle));
        String injected =
                words.map(text -> text.replace("\\r\\n", "\r\n")).orElseGet(() -> new Speech(protocol()).command());
        var plan = new Plan(target(), protocol(), way(), attack(), injected, answer, bounds);
        return Interception.on(new InetSocketAddress(address(), port), plan, connections, told);
    }

    private synchronized void print(Seen seen) {
        out.println(seen);
        out.flush();
    }

    private void requireNumbers() {
        requireBetween("--port", port, 0, 65_535);
        requireBetween("--connections", connections, 1, Integer.MAX_VALUE);
        requireBetween("--answer", answer, 1, Integer.MAX_VALUE);
        requireBetween("--idle", idle, 1, LONGEST_SILENCE);
    }

    private static void requireBetween(String option, long value, long least, long most) {
        if (value < least || value > most) {
            throw Trouble.withUsage(option + ": " + value + " can't be", "say a number from " + least + " to " + most);
        }
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

    private Attack attack() {
        Attack named = Attack.named(attack)
                .orElseThrow(() ->
                        Trouble.withUsage("--attack: there is no “" + attack + "”", "there are " + Attack.names()));
        if (!named.isOn(protocol())) {
            throw Trouble.withUsage("--attack preauth is one on IMAP", "choose another, or --protocol imap");
        }
        return named;
    }

    private Mode way() {
        Iterator<Mode> possible = attack().modes().iterator();
        if (mode.isEmpty()) {
            return possible.next();
        }
        Mode named = Arrays.stream(Mode.values())
                .filter(one -> one.toString().equals(Ascii.lower(mode.get())))
                .findFirst()
                .orElseThrow(() ->
                        Trouble.withUsage("--mode: there is no “" + mode.get() + "”", "say starttls or implicit"));
        if (!attack().modes().contains(named)) {
            throw Trouble.withUsage(
                    "--attack " + attack() + " is none on a client with --mode " + named, "leave --mode out");
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
