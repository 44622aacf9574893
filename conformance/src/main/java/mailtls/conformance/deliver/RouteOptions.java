package mailtls.conformance.deliver;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailtls.client.Trust;
import mailtls.conformance.command.Trouble;
import mailtls.mina.MinaClient;
import mailtls.relay.Names;
import mailtls.relay.StsDirectory;
import mailtls.relay.StsFetch;
import mailtls.relay.StsStore;
import mailtls.relay.TlsResult;
import mailtls.relay.ValidatedNames;
import mailtls.tls.ServerIdentity;
import picocli.CommandLine.Option;

/** Whom to ask for the way, whom to believe, and who we are. */
final class RouteOptions {

    private static final Pattern PLACE = Pattern.compile("\\[?([^\\]]+?)]?(?::(\\d{1,5}))?");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");
    private static final int HIGHEST_PORT = 65_535;

    @Option(
            names = "--resolver",
            paramLabel = "HOST:PORT",
            description = "The recursive resolver to ask (the system's, port 53). What it says of signatures is not"
                    + " believed, but checked.")
    private Optional<String> resolver = Optional.empty();

    @Option(
            names = "--trust-anchor",
            paramLabel = "FILE",
            description = "The keys of DNS to believe: DS or DNSKEY records, one a line (those of the root).")
    private Optional<Path> anchors = Optional.empty();

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "The authorities to trust for hosts' names and for web servers, PEM, instead of Java's.")
    private Optional<Path> authorities = Optional.empty();

    @Option(names = "--helo", paramLabel = "NAME", description = "What to call ourselves (this machine's name).")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "For labs: the port of the hosts, also in the names of TLSA records (25).")
    private int port = 25;

    @Option(
            names = "--sts-server",
            paramLabel = "HOST:PORT",
            description =
                    "For labs: the web server that has MTA-STS policies, instead of each domain's. Its certificate has"
                            + " to be for the domain's all the same.")
    private Optional<String> policyServer = Optional.empty();

    @Option(
            names = "--sts-port",
            paramLabel = "N",
            description = "For labs: the port of the web servers that have MTA-STS policies (443).")
    private int policyPort = 443;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description =
                    "Where MTA-STS policies are kept from one time to the next, so that one that was seen holds though its"
                            + " web server is away (nowhere).")
    private Optional<Path> state = Optional.empty();

    @Option(
            names = "--require-dane",
            description = "Send nothing without DANE, as it was agreed with the domain (RFC 7672 section 6).")
    private boolean requiresDane;

    /** Returns whom to ask. */
    Names names() {
        InetSocketAddress server = resolver.map(text -> place("--resolver", text, 53))
                .or(ValidatedNames::systemServer)
                .orElseThrow(() -> Trouble.withUsage("no resolver is known", "name one with --resolver"));
        try {
            return new ValidatedNames(
                    server, anchors.isPresent() ? Files.readString(anchors.get()) : ValidatedNames.ROOT);
        } catch (IOException | IllegalArgumentException unusable) {
            throw Trouble.withFile(
                    "can't use the trust anchors: " + unusable.getMessage(),
                    "--trust-anchor should name a file with DS or DNSKEY records, one a line");
        }
    }

    /** Returns who may vouch for a host's name. */
    Trust trust() {
        return authorities.map(RouteOptions::trust).orElseGet(Trust::system);
    }

    int port() {
        return within("--port", port);
    }

    boolean requiresDane() {
        return requiresDane;
    }

    /** Returns what fetches policies; their hosts are looked up where everything else is. */
    StsFetch fetch(MinaClient clients, Names names) {
        Optional<InetSocketAddress> server = policyServer.map(text -> place("--sts-server", text, 443));
        StsFetch.Places places = StsFetch.at(names, within("--sts-port", policyPort));
        return new StsFetch(clients, trust(), host -> server.map(List::of).orElseGet(() -> places.of(host)));
    }

    /** Returns the policies that are known, and those that will be. */
    StsStore policies(Names names, StsFetch fetch, Consumer<TlsResult> missed) {
        if (state.isEmpty()) {
            return new StsStore(names, fetch, Clock.systemUTC(), missed);
        }
        try {
            return new StsStore(names, fetch, Clock.systemUTC(), new StsDirectory(state.get()), missed);
        } catch (IOException unusable) {
            throw unusableState(unusable);
        }
    }

    Trouble unusableState(Exception why) {
        return Trouble.withFile("can't keep policies: " + why.getMessage(), "name another directory with --state");
    }

    /** Returns what we are called in EHLO: a name, or an address in brackets (RFC 5321 section 4.1.3). */
    String clientName() {
        String own = name.orElseGet(RouteOptions::ownName);
        if (!HOST.matcher(own).matches() && !own.matches("\\[[A-Za-z0-9.:]+]")) {
            throw Trouble.withUsage("--helo: “" + own + "” is no host's name", "write mail.example.org");
        }
        return own;
    }

    private static String ownName() {
        try {
            InetAddress own = InetAddress.getLocalHost();
            String name = own.getCanonicalHostName();
            boolean isName = HOST.matcher(name).matches() && !name.matches("[0-9.]+");
            return isName ? name : "[" + own.getHostAddress() + "]";
        } catch (UnknownHostException nameless) {
            return "[127.0.0.1]";
        }
    }

    private static int within(String option, int port) {
        if (port < 1 || port > HIGHEST_PORT) {
            throw Trouble.withUsage(option + ": there is no port " + port, "choose one of 1 to " + HIGHEST_PORT);
        }
        return port;
    }

    private static InetSocketAddress place(String option, String text, int usual) {
        Matcher place = PLACE.matcher(text);
        if (!place.matches()) {
            throw Trouble.withUsage(option + ": “" + text + "” is no host and port", "write 192.0.2.1:" + usual);
        }
        int port = Optional.ofNullable(place.group(2)).map(Integer::parseInt).orElse(usual);
        var server = new InetSocketAddress(place.group(1), within(option, port));
        if (server.isUnresolved()) {
            throw Trouble.withUsage(option + ": there is no host “" + place.group(1) + "”", "write 192.0.2.1:" + usual);
        }
        return server;
    }

    private static Trust trust(Path file) {
        try {
            return Trust.authorities(ServerIdentity.certificates(file));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException unusable) {
            throw Trouble.withFile(
                    "can't use the certificates in " + file + ": " + unusable.getMessage(),
                    "it should be a file with certificates in PEM");
        }
    }
}
