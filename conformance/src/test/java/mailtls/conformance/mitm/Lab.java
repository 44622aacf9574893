package mailtls.conformance.mitm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLException;
import mailtls.conformance.client.Client;
import mailtls.conformance.client.Invitation;
import mailtls.conformance.mitm.Seen.Kind;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.serve.ReferenceServer;
import mailtls.conformance.suite.mutants.TestServers;
import picocli.CommandLine;

/**
 * Our own server, somebody between, and clients that come to it.
 *
 * @param server the server
 * @param authority the file with the authority to trust
 */
record Lab(Optional<ReferenceServer> server, Path authority) implements AutoCloseable {

    /** None yet. */
    static final Lab NONE = new Lab(Optional.empty(), Path.of(""));

    static final String PASSWORD = ReferenceServer.PASSWORD;
    static final String PASSWORD_IN_BASE64 =
            Base64.getEncoder().encodeToString(("\0" + ReferenceServer.USER + "\0" + PASSWORD).getBytes(ISO_8859_1));

    /** Answers over TLS what stood behind STARTTLS in clear. */
    static final boolean KEEPS_CLEARTEXT = true;

    static final boolean OUR_OWN = false;

    static Lab in(Path temporary) throws IOException {
        ReferenceServer server = ReferenceServer.start();
        return new Lab(Optional.of(server), Files.writeString(temporary.resolve("ca.pem"), pem(server)));
    }

    private static String pem(ReferenceServer server) {
        try {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder().encodeToString(server.authority().getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        server.ifPresent(ReferenceServer::close);
    }

    /**
     * How it went.
     *
     * @param seen what was seen between
     * @param outcome how the client ended
     */
    record Report(List<Seen> seen, Client.Outcome outcome) {

        boolean isContent() {
            return outcome.works().orElse(false);
        }

        /** Returns what was seen of a fall; empty if nothing. */
        String falls() {
            return seen.stream()
                    .filter(one -> one.kind() == Kind.FALL)
                    .map(Seen::words)
                    .collect(joining("\n"));
        }

        boolean has(Kind kind, String words) {
            return seen.stream()
                    .anyMatch(one -> one.kind() == kind && one.words().contains(words));
        }

        @Override
        public String toString() {
            return outcome + "\n" + seen.stream().map(Seen::toString).collect(joining("\n"));
        }
    }

    /** Lets a client come to somebody who attacks it. */
    Report meet(Attack attack, MailProtocol protocol, Mode mode, Client client)
            throws IOException, InterruptedException {
        // Whoever is attacked like this waits for a greeting, which does not come; as long as nobody ends it.
        String idle = attack == Attack.OPOSSUM ? "2" : "20";
        Mode ofServer = attack == Attack.OPOSSUM ? Mode.STARTTLS : mode;
        var seen = new CopyOnWriteArrayList<Seen>();
        Mitm mitm = mitm(
                "--protocol",
                protocol.toString(),
                "--mode",
                mode.toString(),
                "--attack",
                attack.toString(),
                "--to",
                "localhost:" + port(protocol, ofServer),
                "--idle",
                idle);
        Interception interception = mitm.open(seen::add);
        Client.Outcome outcome;
        try (interception) {
            outcome = client.start(invitation(interception.port())).orElseThrow();
        }
        interception.await();
        return new Report(List.copyOf(seen), outcome);
    }

    /** Returns what a client is told. */
    Invitation invitation(int port) {
        return new Invitation(
                "localhost",
                port,
                ReferenceServer.USER,
                ReferenceServer.PASSWORD,
                authority,
                "token",
                Duration.ofSeconds(20));
    }

    int port(MailProtocol protocol, Mode mode) {
        String name = protocol == MailProtocol.SMTP ? "submission" : protocol.toString();
        String scheme = name + (mode == Mode.IMPLICIT ? "s" : "") + "://";
        return server.orElseThrow().urls().stream()
                .filter(url -> url.startsWith(scheme))
                .map(url -> URI.create(url).getPort())
                .findFirst()
                .orElseThrow();
    }

    /** Makes the command with its options. */
    static Mitm mitm(String... options) {
        return CommandLine.populateCommand(new Mitm(new PrintWriter(new StringWriter(), true)), options);
    }

    /** Returns whether a command that somebody puts behind STARTTLS is answered over TLS. */
    boolean isInjectedInto(MailProtocol protocol, boolean keepsCleartext) throws IOException {
        if (!keepsCleartext) {
            return isInjectedInto(protocol, port(protocol, Mode.STARTTLS));
        }
        try (TestServers.Served wrong = TestServers.keepingCleartext(protocol)) {
            return isInjectedInto(protocol, wrong.port());
        }
    }

    private boolean isInjectedInto(MailProtocol protocol, int port) throws IOException {
        Mitm mitm = mitm("--protocol", protocol.toString(), "--attack", "inject", "--to", "localhost:" + port);
        try (Interception interception = mitm.open(seen -> {});
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), interception.port())) {
            return TlsLines.afterStartTls(protocol, socket) > 1;
        } catch (SSLException endsInTheHandshake) {
            return false;
        }
    }
}
