package mailtls.conformance.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import mailtls.MailServer;
import mailtls.conformance.command.Trouble;
import mailtls.connection.WireLogs;
import mailtls.event.EventLog;
import mailtls.mina.Listener;
import mailtls.mina.MinaServer;
import mailtls.relay.TestNameServer;
import mailtls.relay.TestWeb;
import mailtls.relay.TestZone;
import mailtls.sasl.Accounts;
import mailtls.smtp.Smtp;
import mailtls.store.MemoryMailStore;
import mailtls.tls.Engines;
import mailtls.tls.ListenerPolicy;
import mailtls.tls.ServerIdentity;
import mailtls.tls.TestIdentity;
import mailtls.tls.TlsPolicy;
import mailtls.wire.Limits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The command as an operator types it, at domains of ours: signed, not signed, and forged. */
class DeliverTest {

    private static final String HOST = "mail.example.test";
    private static final TestIdentity AUTHORITY = TestIdentity.authority();
    private static final TestIdentity RIGHT = AUTHORITY.signs(HOST);
    private static final X509Certificate OTHER = AUTHORITY.signs(HOST).certificate();
    private static final List<String> DOMAINS = List.of(
            "example.test",
            "wrong.example.test",
            "none.example.test",
            "plain.test",
            "forged.test",
            "no.test",
            "sts.test");

    @TempDir
    private Path temporary;

    private final StringWriter told = new StringWriter();
    private final MemoryMailStore store = new MemoryMailStore(1 << 20, DOMAINS);
    private final MinaServer server = new MinaServer(
            new Engines(
                    List.of(ServerIdentity.of(RIGHT.key(), List.of(RIGHT.certificate(), AUTHORITY.certificate()))),
                    List.of(),
                    TlsPolicy.DEFAULT),
            Limits.DEFAULT,
            EventLog.OFF,
            WireLogs.OFF,
            Optional.empty());

    private int port;
    private TestNameServer dns;
    private Path anchor = Path.of("");
    private Path message = Path.of("");

    @BeforeEach
    void open() throws Exception {
        store.addAccount("b");
        var house = new MailServer(HOST, new Accounts().add("b", "secret"), store, Limits.DEFAULT);
        var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var policy = ListenerPolicy.STARTTLS_OFFERED;
        port = server.bind(new Listener(anyPort, Smtp.mx(house, policy), policy))
                .getPort();
        TestZone example = domain(domain(domain(TestZone.signed("example.test."), "@"), "wrong"), "none")
                .with("_" + port + "._tcp.mail", "TLSA", "3 1 1 " + digest(RIGHT.certificate()))
                .with("_" + port + "._tcp.mail.wrong", "TLSA", "3 1 1 " + digest(OTHER));
        TestZone plain = domain(TestZone.unsigned("plain.test."), "@");
        TestZone forged = domain(TestZone.signed("forged.test."), "@");
        TestZone sts = TestZone.unsigned("sts.test.")
                .with("@", "MX", "10 " + HOST + ".")
                .with("_mta-sts", "TXT", "\"v=STSv1; id=1;\"")
                .with("mta-sts", "A", "127.0.0.1");
        TestZone root = TestZone.signed(".")
                .delegating(sts)
                .delegating(example)
                .delegating(plain)
                .delegatingWrongly(forged)
                .with("no.test.", "MX", "0 .");
        dns = TestNameServer.of(root, example, plain, forged, sts);
        anchor = Files.writeString(temporary.resolve("anchor"), root.anchor() + "\n");
        message = Files.writeString(temporary.resolve("mail"), "Subject: hello\n\nhello\n");
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        dns.close();
    }

    /** A name whose mail a host below it takes. */
    private static TestZone domain(TestZone zone, String name) {
        String host = name.equals("@") ? "mail" : "mail." + name;
        return zone.with(name, "MX", "10 " + host).with(host, "A", "127.0.0.1");
    }

    private static String digest(X509Certificate certificate) throws Exception {
        byte[] key = certificate.getPublicKey().getEncoded();
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key));
    }

    private int deliver(String domain, String... more) {
        return run("b@" + domain, List.of(more));
    }

    private int run(String to, List<String> more) {
        var arguments = new ArrayList<>(List.of(
                "--to",
                to,
                "--port",
                String.valueOf(port),
                "--resolver",
                "127.0.0.1:" + dns.address().getPort()));
        arguments.addAll(List.of("--trust-anchor", anchor.toString(), "--helo", "here.test", message.toString()));
        arguments.addAll(more);
        return new CommandLine(new Deliver(new PrintWriter(told, true)))
                .setExecutionExceptionHandler((thrown, command, parsed) -> {
                    told.append(thrown.toString());
                    return thrown instanceof Trouble trouble ? trouble.exitStatus() : 99;
                })
                .execute(arguments.toArray(String[]::new));
    }

    private int mails() {
        return store.account("b")
                .orElseThrow()
                .mailbox("INBOX")
                .orElseThrow()
                .messages()
                .size();
    }

    @ParameterizedTest
    @CsvSource({
        // domain              policy         exit   end
        "example.test,         DANE,          0,     'DELIVERED to mail.example.test, over TLS'",
        "wrong.example.test,   DANE,          3,     DEFERRED 4.7.5 mail.wrong.example.test",
        "none.example.test,    OPPORTUNISTIC, 0,     'DELIVERED to mail.none.example.test, over TLS'",
        "plain.test,           OPPORTUNISTIC, 0,     'DELIVERED to mail.plain.test, over TLS'",
        "forged.test,          '',            3,     DEFERRED 4.4.3 DNS",
        "no.test,              '',            1,     BOUNCED 5.1.10 no.test",
        "not-there.test,       '',            1,     BOUNCED 5.1.2 not-there.test"
    })
    void aDomainGetsMailAsItsPolicyHasIt(String domain, String policy, int exit, String end) {
        assertEquals(exit, deliver(domain), told.toString());

        assertTrue(told.toString().contains(policy), told.toString());
        assertTrue(told.toString().contains("\n" + end), told.toString());
        assertEquals(exit == 0 ? 1 : 0, mails());
    }

    @ParameterizedTest
    @CsvSource({
        "example.test,       a TLSA record proves who it is",
        "example.test,       RFC 7672 2.2",
        "wrong.example.test, 'not the right one, so: next'",
        "none.example.test,  it has no signed TLSA records",
        "none.example.test,  nothing proves who it is",
        "plain.test,         MX plain.test is not signed"
    })
    void whatIsFoundAndTriedIsTold(String domain, String words) {
        deliver(domain);

        assertTrue(told.toString().contains(words), told.toString());
    }

    @Test
    void aDryRunSendsNothing() {
        assertEquals(0, deliver("example.test", "--dry-run"));

        assertTrue(told.toString().contains("WOULD BE DELIVERED to mail.example.test, over TLS"), told.toString());
        assertEquals(0, mails());
    }

    @Test
    void aDryRunFindsWhatIsWrong() {
        assertEquals(3, deliver("wrong.example.test", "--dry-run"));
    }

    @Test
    void aMessageMayNeedWhatTheHostHasNot() {
        assertEquals(1, deliver("example.test", "--require-tls"));

        assertTrue(told.toString().contains("BOUNCED 5.7.30"), told.toString());
    }

    @Test
    void aMessageMayRatherArrive() {
        assertEquals(0, deliver("wrong.example.test", "--tls-required-no"));

        assertTrue(told.toString().contains("TLS_REQUIRED_NO (RFC 8689 4.2.2)"), told.toString());
    }

    @Test
    void aMessageMaySaySoItself() throws IOException {
        Files.writeString(message, "TLS-Required: No\nSubject: hello\n\nhello\n");

        assertEquals(0, deliver("wrong.example.test"));
    }

    @ParameterizedTest
    @CsvSource({
        // policy           exit   told
        "mail.example.test,  0,    STS_ENFORCE (RFC 8461 5): MTA-STS names it",
        "mail.example.test,  0,    and its certificate proves who it is",
        "other.example.test, 3,    STS_NOT_LISTED (RFC 8461 4.1): MTA-STS names other.example.test",
        "other.example.test, 3,    not asked"
    })
    void aPolicyOfMtaStsHolds(String named, int exit, String words) throws Exception {
        try (var web = new TestWeb(AUTHORITY.signs("mta-sts.sts.test"), AUTHORITY)) {
            web.answers(exchange -> TestWeb.text(
                    exchange, 200, "text/plain", "version: STSv1\nmode: enforce\nmx: " + named + "\nmax_age: 60\n"));

            assertEquals(exit, deliver("sts.test", "--sts-server", web.place(), "--ca", authority()));
        }

        assertTrue(told.toString().contains(words), told.toString());
    }

    private static TestWeb policyHost(String mode) throws IOException {
        var web = new TestWeb(AUTHORITY.signs("mta-sts.sts.test"), AUTHORITY);
        web.answers(exchange -> TestWeb.text(
                exchange,
                200,
                "text/plain",
                "version: STSv1\nmode: " + mode + "\nmx: other.example.test\nmax_age: 86400\n"));
        return web;
    }

    /** Delivers to the domain with MTA-STS, whose policy host is where the resolver says, at this port. */
    private int deliverWithSts(int policyPort, String... more) throws Exception {
        var arguments = new ArrayList<>(List.of("--sts-port", String.valueOf(policyPort), "--ca", authority()));
        arguments.addAll(List.of(more));
        return deliver("sts.test", arguments.toArray(String[]::new));
    }

    @Test
    void thePolicyHostIsWhereTheResolverSays() throws Exception {
        try (TestWeb web = policyHost("enforce")) {
            assertEquals(3, deliverWithSts(web.address().getPort()), told.toString());
        }

        assertTrue(told.toString().contains("STS_NOT_LISTED"), told.toString());
    }

    @Test
    void aPolicyThatIsKeptHoldsThoughItsHostIsAway() throws Exception {
        String state = temporary.resolve("state").toString();
        int port;
        try (TestWeb web = policyHost("enforce")) {
            port = web.address().getPort();
            assertEquals(3, deliverWithSts(port, "--state", state), told.toString());
        }

        assertEquals(3, deliverWithSts(port, "--state", state), told.toString());
        assertEquals(0, deliverWithSts(port), told.toString());
    }

    @Test
    void aPolicyThatCantBeHadIsToldAndReported() throws Exception {
        Path report = temporary.resolve("report.json");
        int port;
        try (TestWeb web = policyHost("enforce")) {
            port = web.address().getPort();
        }

        assertEquals(0, deliverWithSts(port, "--report", report.toString()), told.toString());

        assertTrue(told.toString().contains("  MTA-STS: sts-policy-fetch-error: "), told.toString());
        assertTrue(Files.readString(report).contains("\"result-type\":\"sts-policy-fetch-error\""));
    }

    @Test
    void aPolicyThatIsSpoiledIsNotPassedOver() throws Exception {
        Path state = Files.createDirectory(temporary.resolve("state"));
        Files.writeString(state.resolve("sts.test.mta-sts"), "spoiled");

        assertEquals(66, deliverWithSts(1, "--state", state.toString()), told.toString());
        assertEquals(0, mails());
    }

    @ParameterizedTest
    @CsvSource({
        // domain            exit   policy
        "example.test,       0,     DANE (RFC 7672 2.2)",
        "none.example.test,  3,     DANE_REQUIRED (RFC 7672 6): it has no signed TLSA records",
        "plain.test,         3,     DANE_REQUIRED (RFC 7672 6): MX plain.test is not signed"
    })
    void daneIsInsistedOnWhereItWasAgreed(String domain, int exit, String policy) {
        assertEquals(exit, deliver(domain, "--require-dane", "--tls-required-no"), told.toString());

        assertTrue(told.toString().contains(policy), told.toString());
    }

    private String authority() throws Exception {
        String base64 =
                Base64.getMimeEncoder().encodeToString(AUTHORITY.certificate().getEncoded());
        return Files.writeString(
                        temporary.resolve("ca.pem"),
                        "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n")
                .toString();
    }

    @Test
    void aMessageMayBeTakenToAnotherDomainsHosts() {
        assertEquals(0, deliver("plain.test", "--via", "example.test"));

        assertTrue(told.toString().contains("DELIVERED to mail.example.test"), told.toString());
    }

    @Test
    void whoIsRefusedIsNamed() {
        assertEquals(1, deliver("example.test", "--to", "nobody@example.test"));

        assertTrue(told.toString().contains("nobody@example.test is refused: 550"), told.toString());
        assertEquals(1, mails());
    }

    @Test
    void aReportIsWritten() throws IOException {
        Path report = temporary.resolve("report.json");

        deliver("wrong.example.test", "--report", report.toString());

        String json = Files.readString(report);
        assertTrue(json.contains("\"policy-type\":\"tlsa\""), json);
        assertTrue(json.contains("\"total-failure-session-count\":1"), json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--to b@other.test",
                "--to nobody",
                "--require-tls --tls-required-no",
                "--from nonsense@",
                "--port 0",
                "--resolver 127.0.0.1:99999",
                "--helo nonsense"
            })
    void aWrongCommandLineIsRefused(String more) {
        assertEquals(64, deliver("example.test", more.split(" ")), told.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--trust-anchor", "--ca", "--report"})
    void aFileThatCantBeUsedIsNamed(String option) {
        assertEquals(
                66, deliver("example.test", option, temporary.resolve("no/such").toString()), told.toString());
    }

    @Test
    void aMessageWithLoneReturnsIsRefused() throws IOException {
        Files.writeString(message, "Subject: hello\r\rhello\r\n");

        assertEquals(64, deliver("example.test"), told.toString());
    }

    @Test
    void thePageHasEachOptionAndStatus() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "relay.md"));
        var command = new CommandLine(new Deliver(new PrintWriter(new StringWriter()))).getCommandSpec();

        assertEquals(
                List.of(),
                command.options().stream()
                        .map(CommandLine.Model.OptionSpec::longestName)
                        .filter(name -> !page.contains("`" + name))
                        .toList());
        command.usageMessage()
                .exitCodeList()
                .keySet()
                .forEach(status -> assertTrue(page.contains("\n| " + status.strip() + " | "), status));
    }
}
