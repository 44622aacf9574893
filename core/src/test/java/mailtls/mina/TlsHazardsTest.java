package mailtls.mina;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.Provider;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import mailtls.event.Event;
import mailtls.tls.TlsPolicy;
import mailtls.wire.Ascii;
import mailtls.wire.Limits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong with TLS on MINA sessions elsewhere, one test each: on the wire, against a server of ours. */
class TlsHazardsTest {

    private static final int ALERT = 21;
    private static final int RECORD_HEADER = 5;

    private final EchoProtocol echo = new EchoProtocol("");
    private TestServer server;

    /** Whose engines the server has; nothing for the JDK's. The client's are the JDK's always. */
    Optional<Provider> provider() {
        return Optional.empty();
    }

    @BeforeEach
    void start() throws IOException {
        server = serving(echo, Limits.DEFAULT, TlsPolicy.DEFAULT, Optional.empty());
    }

    private TestServer serving(EchoProtocol protocol, Limits limits, TlsPolicy policy, Optional<Executor> tasks)
            throws IOException {
        return TestServer.of(protocol, limits, TestServer.engines(policy, provider()), tasks);
    }

    final TestServer server() {
        return server;
    }

    final void restart(EchoProtocol protocol, Limits limits, TlsPolicy policy, Optional<Executor> tasks)
            throws IOException {
        server.close();
        server = serving(protocol, limits, policy, tasks);
    }

    final void restart(Optional<Executor> tasks) throws IOException {
        restart(echo, Limits.DEFAULT, TlsPolicy.DEFAULT, tasks);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void restart(Limits limits) throws IOException {
        restart(echo, limits, TlsPolicy.DEFAULT, Optional.empty());
    }

    private WireClient upgraded(String... versions) throws IOException {
        WireClient client = server.inClear(TestServer.engine(versions));
        assertEquals("hello over clear\r\n", client.clearLine());
        assertEquals("go\r\n", client.clear("STARTTLS\r\n").clearLine());
        return client.handshake();
    }

    private WireClient implicit(String... versions) throws IOException {
        WireClient client = server.implicit(TestServer.engine(versions)).handshake();
        assertEquals("hello over tls\r\n", client.line());
        return client;
    }

    // ---------------------------------------------------------------- the border between cleartext and TLS

    @Test
    void aCommandBehindStartTlsInTheSameSegmentIsNeverObeyed() throws Exception {
        try (WireClient client = server.inClear()) {
            client.clearLine();
            client.clear("STARTTLS\r\nINJECTED\r\n");

            assertEquals("go\r\n", client.clearLine());
            client.raw(client.handshakeRecords());
            client.rawRest();
            assertFalse(echo.heard.contains("INJECTED"));
        }
        var early = server.await(Event.EarlyPlaintext.class);
        assertEquals(new Event.EarlyPlaintext("echo", 10, Event.EarlyPlaintext.Kind.TEXT), early);
    }

    @Test
    void halfALineBehindStartTlsIsNotGluedToTheFirstLineInTls() throws Exception {
        try (WireClient client = server.inClear()) {
            client.clearLine();
            client.clear("STARTTLS\r\nINJECT");

            assertEquals("go\r\n", client.clearLine());
            client.raw(client.handshakeRecords());
            assertThrows(IOException.class, client::lastFlight);
            assertEquals(List.of("STARTTLS"), echo.heard);
        }
    }

    @Test
    void aClientHelloInTheSegmentOfStartTlsIsServed() throws Exception {
        try (WireClient client = server.inClear()) {
            client.clearLine();
            var together = new ByteArrayOutputStream();
            together.writeBytes(Ascii.octets("STARTTLS\r\n"));
            together.writeBytes(client.handshakeRecords());

            client.raw(together.toByteArray());

            assertEquals("go\r\n", client.clearLine());
            assertEquals("echo hi\r\n", client.finishHandshake().say("hi\r\n").line());
        }
        assertEquals(
                Event.EarlyPlaintext.Kind.TLS_RECORD,
                server.await(Event.EarlyPlaintext.class).kind());
    }

    @Test
    void noSegmentationLetsAnInjectedCommandThrough() throws Exception {
        var random = new Random(2595);
        for (int round = 0; round < 60; round++) {
            try (WireClient client = server.inClear()) {
                client.clearLine();
                byte[] attack = Ascii.octets("STARTTLS\r\nINJECTED\r\n");
                int cut = random.nextInt(attack.length);
                client.raw(Arrays.copyOfRange(attack, 0, cut));
                client.raw(Arrays.copyOfRange(attack, cut, attack.length));
                client.rawRestAfterFin();
            }
        }
        assertFalse(echo.heard.contains("INJECTED"), echo.heard::toString);
    }

    @Test
    void theGoAheadIsTheLastCleartextWhateverIsWrittenLater() throws Exception {
        try (WireClient client = server.inClear()) {
            client.clearLine();
            client.clear("STARTTLS\r\n");
            assertEquals("go\r\n", client.clearLine());

            client.handshake();

            assertEquals("echo one\r\n", client.say("one\r\n").line());
        }
    }

    @Test
    void manyUpgradesInARowAllSucceed() throws Exception {
        for (int round = 0; round < 100; round++) {
            try (WireClient client = upgraded()) {
                assertEquals(
                        "echo " + round + "\r\n", client.say(round + "\r\n").line());
            }
        }
    }

    /** A server's tickets go before its first words; together they are more than some engines give out at once. */
    @Test
    void theFirstReplyIsWholeEvenIfItFillsARecord() throws Exception {
        try (WireClient client = upgraded("TLSv1.3")) {
            int length = (1 << 14) - 2;

            assertEquals(
                    length + 2,
                    client.say("BULK " + length + "\r\n").octets(length + 2).length());
        }
    }

    // ---------------------------------------------------------------- endings

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void closingSaysFarewellThenCloseNotifyThenFin(String version) throws Exception {
        try (WireClient client = implicit(version)) {
            assertEquals("bye\r\n", client.say("QUIT\r\n").rest());
            assertTrue(client.gotCloseNotify());
        }
    }

    /** Two segments would be two packets, and for a moment a peer that has heard the farewell and not the end. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void theFarewellAndCloseNotifyLeaveTogether(String version) throws Exception {
        try (WireClient client = implicit(version)) {
            client.say("QUIT\r\n");

            byte[] segment = client.segment();

            int second = RECORD_HEADER + ((segment[3] & 0xff) << 8 | segment[4] & 0xff);
            assertTrue(segment.length > second, () -> segment.length + " octets, of which one record has " + second);
        }
    }

    @Test
    void whatWasHeldIsGivenBackBeforeTheClientSeesTheEnd() throws Exception {
        try (WireClient client = implicit()) {
            client.say("QUIT\r\n").rest();

            assertEquals(1, echo.ended.get());
        }
    }

    @Test
    void nothingLeavesInClearAfterTheEndOfTls() throws Exception {
        try (WireClient client = implicit()) {
            client.say("QUIT\r\nBULK 1000\r\n");

            byte[] everything = client.rawRest();

            for (int at = 0; at < everything.length; ) {
                int type = everything[at];
                assertTrue(type >= 20 && type <= 23, "not a record: " + type);
                at += RECORD_HEADER + ((everything[at + 3] & 0xff) << 8 | everything[at + 4] & 0xff);
            }
            assertFalse(Ascii.text(everything).contains("xxx"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void thePeersCloseNotifyEndsTheSession(String version) throws Exception {
        try (WireClient client = implicit(version)) {
            client.closeNotify();

            client.rest();

            assertTrue(client.gotCloseNotify());
        }
        server.await(Event.Disconnected.class);
        assertEquals(1, echo.ended.get());
    }

    @Test
    void whatComesBehindThePeersCloseNotifyIsNotRead() throws Exception {
        try (WireClient client = implicit()) {
            client.closeNotify();
            client.clear("IN CLEAR\r\n");

            client.rest();
        }
        server.await(Event.Disconnected.class);
        assertEquals(List.of(), echo.heard);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void repliesUnderWayArriveAfterThePeersCloseNotify(String version) throws Exception {
        try (WireClient client = implicit(version)) {
            var together = new ByteArrayOutputStream();
            together.writeBytes(client.sealed("BULK 100000\r\n"));
            client.engine().closeOutbound();
            together.writeBytes(client.sealed(""));
            client.raw(together.toByteArray());

            // A TLS 1.2 client has to discard what comes after its close_notify; 1.3 may go on reading.
            String rest = client.rest();

            assertTrue(version.equals("TLSv1.2") || rest.length() == 100_002, () -> rest.length() + " octets");
        }
        server.await(Event.Disconnected.class);
    }

    @Test
    void anEndWithoutCloseNotifyIsATruncation() throws Exception {
        try (WireClient client = implicit()) {
            client.say("half a li");
            client.fin();
            client.rest();
        }
        server.await(Event.Truncated.class);
        assertEquals(List.of(), echo.heard);
    }

    @Test
    void aShutdownSaysFarewellOverTls() throws Exception {
        var closing = new Thread(server::close);
        try (WireClient client = implicit()) {
            closing.start();

            assertEquals("farewell: server is shutting down\r\n", client.rest());

            assertTrue(client.gotCloseNotify());
        }
        closing.join();
    }

    // ---------------------------------------------------------------- handshakes that fail

    @Test
    void cleartextOnAPortWithImplicitTlsGetsAnAlertAndTheEnd() throws Exception {
        try (WireClient client = server.implicit()) {
            byte[] answer = client.clear("EHLO client.example\r\n").rawRest();

            assertEquals(ALERT, answer[0]);
            assertEquals(RECORD_HEADER + 2, answer.length);
        }
        server.await(Event.HandshakeFailed.class);
        server.await(Event.Disconnected.class);
    }

    @Test
    void aFailedHandshakeIsToldOnceAndClosesTheSession() throws Exception {
        try (WireClient client = server.inClear()) {
            client.clearLine();
            client.clear("STARTTLS\r\n");
            client.clearLine();
            byte[] answer = client.clear("NOOP\r\nNOOP\r\nNOOP\r\n").rawRest();

            assertEquals(ALERT, answer[0]);
        }
        server.await(Event.HandshakeFailed.class);
        server.await(Event.Disconnected.class);
        assertFalse(server.events().stream().anyMatch(Event.HandshakeFailed.class::isInstance));
    }

    @Test
    void halfAClientHelloRunsIntoTheDeadline() throws Exception {
        restart(quick(Duration.ofMillis(200), Duration.ofMinutes(1), Duration.ofMinutes(1)));
        try (WireClient client = server.implicit()) {
            byte[] hello = client.handshakeRecords();
            client.raw(Arrays.copyOf(hello, hello.length / 2));

            client.rawRest();
        }
        server.await(Event.Disconnected.class);
    }

    @Test
    void aDripOfOctetsDoesNotPutTheHandshakesDeadlineOff() throws Exception {
        restart(quick(Duration.ofMillis(200), Duration.ofMinutes(1), Duration.ofMinutes(1)));
        try (WireClient client = server.inClear()) {
            client.clearLine();
            client.clear("STARTTLS\r\n");
            client.clearLine();
            byte[] hello = client.handshakeRecords();

            int sent = 0;
            while (!client.isOver(5) && sent < hello.length - 1) {
                client.raw(new byte[] {hello[sent++]});
            }

            assertTrue(sent < hello.length - 1, "the deadline was put off");
        } catch (java.net.SocketException closed) {
            assertTrue(true, "the server closed while we dripped");
        }
        server.await(Event.Disconnected.class);
    }

    @Test
    void aRenegotiationIsRefused() throws Exception {
        try (WireClient client = implicit("TLSv1.2")) {
            client.renegotiate();

            client.rawRest();
        }
        assertEquals(
                "renegotiation is refused",
                server.await(Event.HandshakeFailed.class).reason());
    }

    @Test
    void versionsBelowTheFloorAreRefused() throws Exception {
        restart(TlsPolicy.DEFAULT.withVersions(TlsPolicy.Version.TLS_1_3, TlsPolicy.Version.TLS_1_3));
        try (WireClient client = server.implicit(TestServer.engine("TLSv1.2"))) {
            assertThrows(SSLException.class, client::handshake);
        }
        server.await(Event.HandshakeFailed.class);
    }

    // ---------------------------------------------------------------- order, and threads

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aCommandInTheSegmentOfTheLastFlightIsAnsweredAfterTheHandshake(String version) throws Exception {
        try (WireClient client = server.implicit(TestServer.engine(version))) {
            client.raw(client.handshakeRecords());
            coalesceLastFlightWith(client, "hi\r\n");

            assertEquals("hello over tls\r\n", client.line());
            assertEquals("echo hi\r\n", client.line());
        }
    }

    @Test
    void aCommandInTheSegmentOfTheLastFlightIsAnsweredWithAClientCertificateToo() throws Exception {
        restart(TlsPolicy.DEFAULT.withClientCertificate(TlsPolicy.ClientCertificate.NEEDED));
        try (WireClient client = server.implicit(TestServer.engineWithCertificate("TLSv1.3"))) {
            client.raw(client.handshakeRecords());
            coalesceLastFlightWith(client, "hi\r\n");

            assertEquals("hello over tls\r\n", client.line());
            assertEquals("echo hi\r\n", client.line());
        }
        assertEquals(
                Optional.of("CN=client"),
                server.await(Event.Secured.class).facts().peerName());
    }

    private static void coalesceLastFlightWith(WireClient client, String command) throws IOException {
        var together = new ByteArrayOutputStream();
        together.writeBytes(client.lastFlight());
        together.writeBytes(client.sealed(command));
        client.raw(together.toByteArray());
    }

    @Test
    void delegatedTasksRunWhereTheyShould() throws Exception {
        var tasks = Executors.newSingleThreadExecutor();
        restart(Optional.of(tasks));
        for (int round = 0; round < 20; round++) {
            try (WireClient client = upgraded()) {
                assertEquals("echo hi\r\n", client.say("hi\r\n").line());
            }
        }
        tasks.shutdown();
    }

    @Test
    void aHandshakeThatNobodyHasTimeForFailsCleanly() throws Exception {
        restart(Optional.of(task -> {
            throw new RejectedExecutionException("full");
        }));
        try (WireClient client = server.implicit()) {
            assertThrows(IOException.class, client::handshake);
        }
        assertEquals(
                "too many handshakes at once",
                server.await(Event.HandshakeFailed.class).reason());
    }

    @Test
    void sessionsThatNudgeEachOtherDoNotBlockEachOther() throws Exception {
        try (WireClient one = implicit();
                WireClient two = implicit()) {
            for (int round = 0; round < 50; round++) {
                one.say("NUDGE\r\n");
                two.say("NUDGE\r\n");
            }
            one.say("QUIT\r\n");
            two.say("QUIT\r\n");

            assertEquals(50, one.rest().split("nudged", -1).length - 1);
            assertEquals(50, two.rest().split("nudged", -1).length - 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"THROW", "ERROR"})
    void aFaultInAHandlerEndsThatSessionOnly(String fault) throws Exception {
        try (WireClient other = implicit();
                WireClient victim = implicit()) {
            victim.say(fault + "\r\n");
            victim.rawRest();

            assertEquals("echo still here\r\n", other.say("still here\r\n").line());
            try (WireClient fresh = implicit()) {
                assertEquals("echo hi\r\n", fresh.say("hi\r\n").line());
            }
        }
        server.await(Event.Faulted.class);
    }

    // ---------------------------------------------------------------- amounts

    @Test
    void aLargeReplyAndManySmallOnesBehindItAllArrive() throws Exception {
        try (WireClient client = implicit()) {
            var commands = new StringBuilder("BULK 1048576\r\n");
            for (int i = 0; i < 100; i++) {
                commands.append(i).append("\r\n");
            }
            client.say(commands.toString());

            assertEquals(1_048_578, client.octets(1_048_578).length());
            for (int i = 0; i < 100; i++) {
                assertEquals("echo " + i + "\r\n", client.line());
            }
        }
    }

    @Test
    void aPeerThatDoesNotReadIsNotHeardUntilItDoes() throws Exception {
        restart(Limits.DEFAULT.withOutput(1 << 16));
        try (WireClient client = implicit()) {
            var commands = new StringBuilder();
            for (int i = 0; i < 200; i++) {
                commands.append("BULK 200000\r\n");
            }
            client.say(commands.toString());
            // The kernel's buffers take some; 40 MB they do not take, so commands wait unheard.
            int heardBefore = awaitQuiet();

            for (int i = 0; i < 200; i++) {
                assertEquals(200_002, client.octets(200_002).length());
            }
            assertTrue(heardBefore < 200, "all were heard: " + heardBefore);
            assertEquals(200, echo.heard.size());
        }
    }

    /** Returns how many lines were heard when another client has been served ten times. */
    private int awaitQuiet() throws IOException {
        try (WireClient other = implicit()) {
            for (int i = 0; i < 10; i++) {
                other.say("hi\r\n").line();
            }
        }
        int heard = (int) echo.heard.stream().filter("BULK 200000"::equals).count();
        echo.heard.removeIf("hi"::equals);
        return heard;
    }

    @Test
    void twentyThousandRecordsOfOneOctetDoNotExhaustTheStack() throws Exception {
        try (WireClient client = implicit()) {
            var records = new ByteArrayOutputStream();
            for (int i = 0; i < 10_000; i++) {
                records.writeBytes(client.sealed(i % 100 == 99 ? "\r" : "x"));
                records.writeBytes(client.sealed(i % 100 == 99 ? "\n" : "y"));
            }
            client.raw(records.toByteArray());

            for (int i = 0; i < 100; i++) {
                assertEquals("echo " + "xy".repeat(99) + "\r\n", client.line());
            }
        }
    }

    @Test
    void oneOctetASegmentWorksToo() throws Exception {
        try (WireClient client = server.inClear()) {
            client.clearLine();
            for (byte octet : Ascii.octets("STARTTLS\r\n")) {
                client.raw(new byte[] {octet});
            }
            assertEquals("go\r\n", client.clearLine());
            for (byte octet : client.handshakeRecords()) {
                client.raw(new byte[] {octet});
            }
            client.finishHandshake();
            for (byte octet : client.sealed("hi\r\n")) {
                client.raw(new byte[] {octet});
            }
            assertEquals("echo hi\r\n", client.line());
        }
    }

    @Test
    void connectionsBeyondTheLimitAreClosed() throws Exception {
        restart(Limits.DEFAULT.withConnections(1));
        try (WireClient first = implicit();
                WireClient second = server.inClear()) {
            assertArrayEquals(new byte[0], second.rawRest());
            assertEquals("echo hi\r\n", first.say("hi\r\n").line());
        }
        server.await(Event.Refused.class);
    }

    // ---------------------------------------------------------------- time

    @Test
    void whoDoesNotLogInInTimeHearsFarewell() throws Exception {
        restart(quick(Duration.ofMinutes(1), Duration.ofMillis(200), Duration.ofMinutes(1)));
        try (WireClient client = implicit()) {
            assertEquals("farewell: no log-in in time\r\n", client.rest());
            assertTrue(client.gotCloseNotify());
        }
    }

    @Test
    void whoSaysNothingForTooLongHearsFarewell() throws Exception {
        restart(quick(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMillis(200)));
        try (WireClient client = server.inClear()) {
            assertEquals("hello over clear\r\n", client.clearLine());
            assertEquals("farewell: idle for too long\r\n", client.clearLine());
        }
    }

    @Test
    void aPeerThatNeverClosesIsNotWaitedForLong() throws Exception {
        restart(Limits.DEFAULT.withTimes(
                Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMillis(100)));
        try (WireClient client = implicit()) {
            client.say("QUIT\r\n").rest();

            server.await(Event.Disconnected.class);
        }
    }

    private static Limits quick(Duration handshake, Duration login, Duration idle) {
        return Limits.DEFAULT.withTimes(handshake, login, idle, Duration.ofMillis(200));
    }

    private void restart(TlsPolicy policy) throws IOException {
        restart(echo, Limits.DEFAULT, policy, Optional.empty());
    }

    // ---------------------------------------------------------------- what the two sides agree on

    @Test
    void strictAlpnRefusesAClientOfAnotherProtocol() throws Exception {
        restart(new EchoProtocol("imap"), Limits.DEFAULT, TlsPolicy.DEFAULT, Optional.empty());
        try (WireClient client = server.implicit(offering("http/1.1"))) {
            assertThrows(SSLException.class, client::handshake);
        }
    }

    @Test
    void lenientAlpnGoesOnWithout() throws Exception {
        restart(
                new EchoProtocol("imap"),
                Limits.DEFAULT,
                TlsPolicy.DEFAULT.withAlpn(TlsPolicy.Alpn.LENIENT),
                Optional.empty());
        try (WireClient client = server.implicit(offering("http/1.1")).handshake()) {
            assertEquals("hello over tls\r\n", client.line());
        }
    }

    @Test
    void aClientThatOffersOurProtocolGetsIt() throws Exception {
        restart(new EchoProtocol("imap"), Limits.DEFAULT, TlsPolicy.DEFAULT, Optional.empty());
        try (WireClient client = server.implicit(offering("pop3", "imap")).handshake()) {
            client.line();
            assertEquals("imap", client.engine().getApplicationProtocol());
        }
    }

    @Test
    void aClientWithoutTheCertificateThatIsNeededIsRefused() throws Exception {
        restart(TlsPolicy.DEFAULT.withClientCertificate(TlsPolicy.ClientCertificate.NEEDED));
        try (WireClient client = server.implicit(TestServer.engine("TLSv1.2"))) {
            assertThrows(IOException.class, client::handshake);
        }
        server.await(Event.HandshakeFailed.class);
    }

    @Test
    void aNameThatIsNotOursIsRefusedIfThePolicySaysSo() throws Exception {
        restart(TlsPolicy.DEFAULT.withUnknownName(TlsPolicy.UnknownName.IS_REFUSED));
        SSLEngine engine = TestServer.AUTHORITY.clientContext().createSSLEngine("other.example", 0);
        try (WireClient client = server.implicit(engine)) {
            assertThrows(SSLException.class, client::handshake);
        }
    }

    static SSLEngine offering(String... protocols) {
        SSLEngine engine = TestServer.engine();
        var parameters = engine.getSSLParameters();
        parameters.setApplicationProtocols(protocols);
        engine.setSSLParameters(parameters);
        return engine;
    }
}
