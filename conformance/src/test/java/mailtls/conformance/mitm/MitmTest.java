package mailtls.conformance.mitm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mailtls.conformance.client.Client;
import mailtls.conformance.client.Flaw;
import mailtls.conformance.client.TestClients;
import mailtls.conformance.mitm.Seen.Kind;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.mina.MinaClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Our own server, and clients that are right or wrong, with somebody between them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MitmTest {

    private final MinaClient connector = new MinaClient();

    private Lab lab = Lab.NONE;

    @BeforeAll
    void open(@TempDir Path temporary) throws IOException {
        lab = Lab.in(temporary);
    }

    @AfterAll
    void close() {
        lab.close();
        connector.close();
    }

    /** An attack on a client, and one that falls to it. */
    record Row(Attack attack, MailProtocol protocol, Mode mode, Flaw flaw, Signs signs) {

        @Override
        public String toString() {
            return "%s, %s, %s".formatted(attack, protocol, mode);
        }
    }

    /**
     * What tells that a client has fallen.
     *
     * @param fall what is seen of it, empty if nothing can be
     * @param isContent whether the client says that all went well
     */
    record Signs(String fall, boolean isContent) {}

    static Stream<Row> rows() {
        // spotless:off
        return Stream.of(
                // attack                 a client that falls                     what is seen of it
                of(Attack.STRIP,          Flaw.GOES_ON_IF_NOT_LISTED,             logsInInClear()),
                of(Attack.REFUSE,         Flaw.GOES_ON_IF_REFUSED,                logsInInClear()),
                of(Attack.FEIGN,          Flaw.NEEDS_NO_TLS_AFTER_THE_GO_AHEAD,   logsInInClear()),
                of(Attack.EARLY_REPLY,    Flaw.TAKES_AN_EARLY_ANSWER,             logsInInClear(), MailProtocol.IMAP),
                of(Attack.EARLY_REPLY,    Flaw.NEEDS_NO_TLS_AFTER_THE_GO_AHEAD,   logsInInClear(), MailProtocol.POP3,
                                                                                                   MailProtocol.SMTP),
                of(Attack.DROP,           Flaw.IS_CLEAR_ON_THE_SECOND_CONNECTION, logsInInClear()),
                of(Attack.BREAK_TLS,      Flaw.IS_CLEAR_AFTER_A_FAILED_HANDSHAKE, logsInInClear()),
                of(Attack.PREAUTH,        Flaw.TAKES_PREAUTH,                     says("SELECT in clear"), MailProtocol.IMAP),
                of(Attack.INJECT_REPLY,   Flaw.KEEPS_WHAT_CAME_BEHIND,            says("goes on over TLS without an answer")),
                of(Attack.LATE_REPLY,     Flaw.READS_ON_BEFORE_TLS,               says("goes on over TLS without an answer")),
                implicit(Attack.GREET,    Flaw.TAKES_A_GREETING_IN_CLEAR,         says("before it has been greeted")),
                implicit(Attack.OPOSSUM,  Flaw.WAITS_FOR_NO_GREETING,             says("before it has been greeted")),
                of(Attack.CERTIFICATE,    Flaw.CHECKS_NO_CERTIFICATE,             logsInToAnybody()),
                implicit(Attack.CERTIFICATE, Flaw.CHECKS_NO_CERTIFICATE,          logsInToAnybody()),
                of(Attack.DOWNGRADE,      Flaw.TAKES_OLD_VERSIONS,                says("nothing against TLS 1.0")),
                implicit(Attack.DOWNGRADE, Flaw.TAKES_OLD_VERSIONS,               says("nothing against TLS 1.0")),
                of(Attack.TRUNCATE,       Flaw.TAKES_A_PART_FOR_THE_WHOLE,        isContent(), MailProtocol.IMAP,
                                                                                               MailProtocol.POP3),
                implicit(Attack.TRUNCATE, Flaw.TAKES_A_PART_FOR_THE_WHOLE,        isContent(), MailProtocol.IMAP,
                                                                                               MailProtocol.POP3))
                // spotless:on
                .flatMap(rows -> rows);
    }

    private static Stream<Row> of(Attack attack, Flaw flaw, Signs signs, MailProtocol... protocols) {
        return with(Mode.STARTTLS, attack, flaw, signs, protocols);
    }

    private static Stream<Row> implicit(Attack attack, Flaw flaw, Signs signs, MailProtocol... protocols) {
        return with(Mode.IMPLICIT, attack, flaw, signs, protocols);
    }

    private static Stream<Row> with(Mode mode, Attack attack, Flaw flaw, Signs signs, MailProtocol... protocols) {
        return Stream.of(protocols.length == 0 ? MailProtocol.values() : protocols)
                .map(protocol -> new Row(attack, protocol, mode, flaw, signs));
    }

    private static Signs says(String what) {
        return new Signs(what, false);
    }

    private static Signs logsInInClear() {
        return says("in clear");
    }

    private static Signs logsInToAnybody() {
        return says("to whoever has shown it that certificate");
    }

    private static Signs isContent() {
        return new Signs("", true);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aClientThatIsWrongIsSeenToFall(Row row) throws IOException, InterruptedException {
        Client wrong = TestClients.scripted(row.flaw(), row.protocol(), row.mode());

        Lab.Report report = lab.meet(row.attack(), row.protocol(), row.mode(), wrong);

        assertTrue(report.falls().contains(row.signs().fall()), report.toString());
        assertTrue(report.isContent() || !row.signs().isContent(), report.toString());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void ourOwnClientResists(Row row) throws IOException, InterruptedException {
        Client ours = TestClients.reference(connector, row.protocol(), row.mode());

        Lab.Report report = lab.meet(row.attack(), row.protocol(), row.mode(), ours);

        assertEquals("", report.falls(), report.toString());
        assertFalse(report.isContent(), report.toString());
    }

    static Stream<Row> peace() {
        return Stream.of(Mode.values()).flatMap(mode -> with(mode, Attack.NONE, Flaw.NONE, says("")));
    }

    @ParameterizedTest
    @MethodSource("peace")
    void whoeverOnlyLooksOnChangesNothing(Row row) throws IOException, InterruptedException {
        Client ours = TestClients.reference(connector, row.protocol(), row.mode());

        Lab.Report report = lab.meet(row.attack(), row.protocol(), row.mode(), ours);

        assertTrue(report.isContent(), report.toString());
        assertEquals("", report.falls(), report.toString());
    }

    @Test
    void eachAttackOnAClientIsTriedWithEachClientThatItIsAgainst() {
        Set<String> tried = rows().map(Row::toString).collect(Collectors.toSet());

        List<String> left = Stream.of(Attack.values())
                .filter(attack -> attack != Attack.NONE && attack != Attack.INJECT)
                .flatMap(attack -> attack.modes().stream()
                        .flatMap(mode -> Stream.of(MailProtocol.values())
                                .filter(attack::isOn)
                                .map(protocol -> new Row(attack, protocol, mode, Flaw.NONE, isContent()))))
                // Mail is sent, not read: there is nothing in an answer that could be taken for the whole of one.
                .filter(row -> row.attack() != Attack.TRUNCATE || row.protocol() != MailProtocol.SMTP)
                .map(Row::toString)
                .filter(row -> !tried.contains(row))
                .toList();

        assertEquals(List.of(), left);
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void aServerThatKeepsCleartextAnswersOverTlsWhatIsInjectedBeforeIt(MailProtocol protocol) throws Exception {
        assertTrue(lab.isInjectedInto(protocol, Lab.KEEPS_CLEARTEXT));
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void ourOwnServerDoesNot(MailProtocol protocol) throws Exception {
        assertFalse(lab.isInjectedInto(protocol, Lab.OUR_OWN));
    }

    static Stream<MailProtocol> protocols() {
        return Stream.of(MailProtocol.values());
    }

    @Test
    void aPasswordIsNotPrinted() throws IOException, InterruptedException {
        for (MailProtocol protocol : MailProtocol.values()) {
            Client careless = TestClients.scripted(Flaw.CHECKS_NO_CERTIFICATE, protocol, Mode.STARTTLS);

            Lab.Report report = lab.meet(Attack.CERTIFICATE, protocol, Mode.STARTTLS, careless);

            assertTrue(report.isContent(), report.toString());
            assertFalse(report.toString().contains(Lab.PASSWORD), report.toString());
            assertFalse(report.toString().contains(Lab.PASSWORD_IN_BASE64), report.toString());
        }
    }

    @Test
    void bothDirectionsAreTold() throws IOException, InterruptedException {
        Lab.Report report = lab.meet(
                Attack.STRIP,
                MailProtocol.SMTP,
                Mode.STARTTLS,
                TestClients.scripted(Flaw.NONE, MailProtocol.SMTP, Mode.STARTTLS));

        assertTrue(report.has(Kind.CLIENT, "EHLO client.example"), report.toString());
        assertTrue(report.has(Kind.SERVER, "250 STARTTLS"), report.toString());
        assertTrue(report.has(Kind.MIDDLE, "makes of it: 250 AUTH PLAIN LOGIN"), report.toString());
        assertTrue(report.has(Kind.MIDDLE, "keeps it, and answers: 502 5.5.1 unknown command"), report.toString());
    }

    @Test
    void itIsToldWhereTlsBegins() throws IOException, InterruptedException {
        Lab.Report report = lab.meet(
                Attack.NONE,
                MailProtocol.POP3,
                Mode.STARTTLS,
                TestClients.scripted(Flaw.NONE, MailProtocol.POP3, Mode.STARTTLS));

        assertTrue(report.has(Kind.COURSE, "TLS begins"), report.toString());
    }

    static Stream<Arguments> endings() {
        return Stream.of(Arguments.of(Flaw.NONE, 0), Arguments.of(Flaw.GOES_ON_IF_NOT_LISTED, 1));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void theExitStatusTellsWhetherSomebodyFell(Flaw flaw, int status) throws Exception {
        var lines = new PipedReader(1 << 16);
        var command = new CommandLine(new Mitm(new PrintWriter(new PipedWriter(lines), true)));
        String to = "localhost:" + lab.port(MailProtocol.POP3, Mode.STARTTLS);
        var running = new FutureTask<>(
                () -> command.execute("--protocol", "pop3", "--attack", "strip", "--connections", "1", "--to", to));
        new Thread(running).start();

        String first = new BufferedReader(lines).readLine();
        int port = Integer.parseInt(first.replaceFirst("^mitm on [0-9.]+:(\\d+),.*", "$1"));
        TestClients.scripted(flaw, MailProtocol.POP3, Mode.STARTTLS).start(lab.invitation(port));

        assertEquals(status, running.get());
    }

    /** The page for operators knows each attack, and says of it what the help says. */
    @Test
    void thePageHasARowForEachAttack() throws IOException {
        String page = Files.readString(Path.of("../docs/mitm.md"));

        assertEquals(
                List.of(),
                Stream.of(Attack.values())
                        .filter(attack -> !page.contains("| `" + attack + "` | " + attack.what() + " |"))
                        .toList());
    }
}
