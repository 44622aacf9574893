package mailtls.smtp;

import static mailtls.smtp.TestHouse.ALICE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import mailtls.connection.MemoryPeer;
import mailtls.machine.CarriesPassword;
import mailtls.machine.Command;
import mailtls.machine.Machine;
import mailtls.machine.Over;
import mailtls.machine.Parsed;
import mailtls.machine.Peer;
import mailtls.machine.State;
import mailtls.machine.TableChecks;
import mailtls.machine.Transitions;
import mailtls.machine.Transitions.Row;
import mailtls.machine.Turn;
import mailtls.sasl.Mechanisms;
import mailtls.tls.Channel;
import mailtls.tls.ListenerPolicy;
import mailtls.tls.TestTls;
import mailtls.wire.Limits;
import mailtls.wire.Line;
import mailtls.wire.Octets;
import mailtls.wire.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SmtpTableTest {

    private static final ListenerPolicy OFFERED_ALSO_IN_CLEAR =
            new ListenerPolicy(ListenerPolicy.Tls.STARTTLS_OFFERED, ListenerPolicy.Passwords.ALSO_IN_CLEAR);
    private static final ListenerPolicy IN_CLEAR =
            new ListenerPolicy(ListenerPolicy.Tls.CLEARTEXT_ONLY, ListenerPolicy.Passwords.ALSO_IN_CLEAR);

    private static final String PAGE = """
            # SMTP: what is taken when

            These tables are printed from the code that runs (`SmtpTable`); a test fails when they differ. The first
            row that fits the state, the command and the channel answers. Without one the command is refused and
            nothing changes.

            * *in* — the states. RFC 5321 section 4.1.4 tells them without naming them: `CONNECTED` before EHLO or
              HELO, `IDENTIFIED` after it, `SENDER` after MAIL, `RECIPIENT` after the first RCPT that was accepted,
              `CHUNKING` between the parts that BDAT brings (RFC 3030). `UPGRADING` is where STARTTLS leads; behind it
              a conversation begins that knows nothing, in `CONNECTED` (RFC 3207 section 4.2).
            * *command* — AUTH comes in three kinds (RFC 4954): `Auth` names a mechanism that keeps the password to
              itself, such as SCRAM-SHA-256; `AuthPlaintext` one that sends it, PLAIN or LOGIN; `AuthWithPassword` has
              sent it already, in an initial response. BDAT comes in two: `BdatLast` ends the message.
            * *over* — the channel. **TLS** in this column is all there is of “no password in clear” and of “no mail
              in clear”.
            * *then* — the state after a reply that accepts, 2yz; after any other all stays as it is, unless there is
              an *else*. The 334 and 354 in between are part of the row.
            * *source* — the section that says so.

            What a row does not show: MAIL on the ports for submission wants a login first (530, RFC 6409 section
            4.3); STARTTLS and AUTH want EHLO and not HELO (503: a client that has not seen the offer has no ground to
            take it up, RFC 5321 section 2.2.1); a second AUTH is refused (503, RFC 4954 section 4), and so is
            STARTTLS after a login (503: RFC 3207 would have the login forgotten, RFC 4954 wants it once a session).

            ## How a refusal is worded

            | the table has | reply | source |
            | --- | --- | --- |
            | no row for the command at all | `502 5.5.1` | RFC 5321 4.2.4 |
            | rows in other states only | `503 5.5.1` | RFC 5321 4.1.4 |
            | a row over TLS, and MAIL needs TLS, too | `530 5.7.0` | RFC 3207 4 |
            | a row over TLS for this mechanism of AUTH, and mail may come in clear | `504 5.5.4` | RFC 4954 4 |
            | a row in clear, and TLS is there already: STARTTLS | `503 5.5.1` | RFC 3207 4.2 |

            RFC 3207 section 4 lets NOOP, EHLO, STARTTLS and QUIT through where TLS is demanded; RSET is let through
            as well, since RFC 5321 section 4.1.1.5 wants 250 for it always. RFC 4954 has given up 538. Two replies of
            RFC 3207 are never said: 454, TLS not to be had just now, since a listener without a key lists no
            STARTTLS; and 554, TLS too weak, since the policy of a listener lets such a handshake fail.
            """;

    /** A kind of listener, as it stands in the documentation. */
    private enum Listener {
        SUBMISSION(
                "Submission (587), STARTTLS required; submissions (465), implicit TLS",
                Role.SUBMISSION,
                ListenerPolicy.STARTTLS_REQUIRED),
        MX("MX (25), STARTTLS offered", Role.MX, ListenerPolicy.STARTTLS_OFFERED),
        MX_REQUIRED("MX (25), STARTTLS required: not for a public one", Role.MX, ListenerPolicy.STARTTLS_REQUIRED),
        MX_IN_CLEAR("MX (25), no TLS", Role.MX, ListenerPolicy.CLEARTEXT_ONLY),
        SUBMISSION_OFFERED("Submission (587), STARTTLS offered", Role.SUBMISSION, ListenerPolicy.STARTTLS_OFFERED),
        SUBMISSION_EITHER(
                "Submission (587), STARTTLS offered, passwords also in clear", Role.SUBMISSION, OFFERED_ALSO_IN_CLEAR),
        SUBMISSION_IN_CLEAR("Submission (587), no TLS, no passwords", Role.SUBMISSION, ListenerPolicy.CLEARTEXT_ONLY),
        SUBMISSION_EXPOSED("Submission (587), no TLS, passwords in clear", Role.SUBMISSION, IN_CLEAR);

        private final String heading;
        private final Role role;
        private final ListenerPolicy policy;

        Listener(String heading, Role role, ListenerPolicy policy) {
            this.heading = heading;
            this.role = role;
            this.policy = policy;
        }

        Transitions<SmtpState, SmtpSession> table() {
            return SmtpTable.of(role, policy);
        }
    }

    /** One way to say each command. */
    private static final Map<Class<? extends Command>, String> SAID = Map.ofEntries(
            Map.entry(SmtpCommand.Ehlo.class, "EHLO client.example"),
            Map.entry(SmtpCommand.Helo.class, "HELO client.example"),
            Map.entry(SmtpCommand.StartTls.class, "STARTTLS"),
            Map.entry(SmtpCommand.Auth.class, "AUTH SCRAM-SHA-256"),
            Map.entry(SmtpCommand.AuthPlaintext.class, "AUTH PLAIN"),
            Map.entry(SmtpCommand.AuthWithPassword.class, "AUTH PLAIN " + ALICE),
            Map.entry(SmtpCommand.Mail.class, "MAIL FROM:<a@b.example>"),
            Map.entry(SmtpCommand.Rcpt.class, "RCPT TO:<alice@example.org>"),
            Map.entry(SmtpCommand.Data.class, "DATA"),
            Map.entry(SmtpCommand.Bdat.class, "BDAT 0"),
            Map.entry(SmtpCommand.BdatLast.class, "BDAT 0 LAST"),
            Map.entry(SmtpCommand.Rset.class, "RSET"),
            Map.entry(SmtpCommand.Vrfy.class, "VRFY alice"),
            Map.entry(SmtpCommand.Expn.class, "EXPN list"),
            Map.entry(SmtpCommand.Help.class, "HELP"),
            Map.entry(SmtpCommand.Noop.class, "NOOP"),
            Map.entry(SmtpCommand.Quit.class, "QUIT"));

    @ParameterizedTest
    @EnumSource(Listener.class)
    void everyCommandInEveryStateOverEitherChannelIsTakenByARowOrRefused(Listener listener) {
        TableChecks.assertTotal(listener.table(), SmtpState.class, SmtpCommand.class);
        TableChecks.assertKnown(listener.table(), SmtpCommand.class);
    }

    @ParameterizedTest
    @EnumSource(Listener.class)
    void noRowStandsInTheShadowOfAnother(Listener listener) {
        TableChecks.assertNoRowIsShadowed(listener.table());
    }

    @ParameterizedTest
    @EnumSource(Listener.class)
    void aRefusalChangesNothing(Listener listener) {
        for (SmtpState state : SmtpState.values()) {
            for (Class<? extends Command> command : TableChecks.membersOf(SmtpCommand.class)) {
                for (Channel channel : List.of(Channel.CLEARTEXT, TestTls.channel())) {
                    if (listener.table().find(state, command, channel.isTls()).isEmpty()) {
                        assertRefusalChangesNothing(listener, state, command, channel);
                    }
                }
            }
        }
    }

    private static void assertRefusalChangesNothing(
            Listener listener, SmtpState state, Class<? extends Command> command, Channel channel) {
        Machine<SmtpState, SmtpSession> machine = machine(listener, state, channel);

        Turn turn = machine.hear(new Line(SAID.get(command)));
        if (machine.reading() instanceof Reading.Skip) {
            turn = machine.hear(Octets.SKIPPED);
        }

        String where = command.getSimpleName() + " in " + state + " over " + channel;
        assertTrue(turn.reply().text().startsWith("5"), where);
        assertTrue(turn.mistake(), where);
        assertEquals(State.Next.READ, turn.next(), where);
        assertEquals(state, machine.state(), where);
    }

    private static Machine<SmtpState, SmtpSession> machine(Listener listener, SmtpState state, Channel channel) {
        var house = new TestHouse().server;
        var peer = new Peer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1), event -> {}, () -> {});
        var mechanisms = Mechanisms.of(house.authenticator());
        var extensions = new Extensions(listener.table(), channel, mechanisms, Limits.DEFAULT);
        var login = new Login(mechanisms, channel, peer, Limits.DEFAULT.line());
        var session = new SmtpSession(house, listener.role, extensions, login, channel, peer);
        return new Machine<>(listener.table(), state, session, channel, peer);
    }

    @Test
    void eachSampleLineIsItsCommand() {
        for (Class<? extends Command> command : TableChecks.membersOf(SmtpCommand.class)) {
            Parsed parsed = SmtpSyntax.parse(new Line(SAID.get(command)));
            assertEquals(command, ((Parsed.Whole) parsed).command().getClass());
        }
    }

    @Test
    void everyRowIsReachedBySomeDialogue() {
        List<Row<SmtpState, SmtpSession>> reached = new ArrayList<>();
        var protocol = Smtp.server(Role.SUBMISSION, new TestHouse().server, watching(SmtpTable.SUBMISSION, reached));

        MemoryPeer upgraded = MemoryPeer.inClear(protocol);
        upgraded.say("EHLO client.example", "STARTTLS");
        upgraded.upgrade().say("HELO client.example", "VRFY alice", "HELP", "NOOP", "RSET", "EHLO client.example");
        upgraded.say("AUTH SCRAM-SHA-256", "*", "AUTH PLAIN", "*", "AUTH PLAIN " + ALICE);
        upgraded.say("MAIL FROM:<>", "RCPT TO:<alice@example.org>", "DATA", ".", "MAIL FROM:<>", "RSET");
        upgraded.say("MAIL FROM:<>", "RCPT TO:<alice@example.org>", "BDAT 0", "BDAT 0 LAST", "QUIT");

        Set<Row<SmtpState, SmtpSession>> missed = SmtpTable.SUBMISSION.rows().stream()
                .filter(Predicate.not(reached::contains))
                .collect(Collectors.toSet());
        assertEquals(Set.of(), missed);
    }

    /** The same table, whose rows leave their mark where they answer. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
    private static Transitions<SmtpState, SmtpSession> watching(
            Transitions<SmtpState, SmtpSession> table, List<Row<SmtpState, SmtpSession>> reached) {
        Row[] rows = table.rows().stream()
                .map(row -> new Row<SmtpState, SmtpSession>(
                        row.in(),
                        row.command(),
                        row.over(),
                        (session, command) -> {
                            reached.add(row);
                            return row.answer().apply(session, command);
                        },
                        row.then(),
                        row.otherwise(),
                        row.source()))
                .toArray(Row[]::new);
        return Transitions.of((Row<SmtpState, SmtpSession>[]) rows);
    }

    @Test
    void implicitTlsIsTheTableOfRequiredTls() {
        assertEquals(
                SmtpTable.of(Role.SUBMISSION, ListenerPolicy.STARTTLS_REQUIRED).rows(),
                SmtpTable.of(Role.SUBMISSIONS, ListenerPolicy.IMPLICIT).rows());
    }

    @ParameterizedTest
    @EnumSource(Listener.class)
    void whatSendsAPasswordOrLeadsToItHasNoRowInClear(Listener listener) {
        for (Row<SmtpState, SmtpSession> row : listener.table().rows()) {
            if (CarriesPassword.class.isAssignableFrom(row.command())
                    || row.command() == SmtpCommand.AuthPlaintext.class) {
                assertEquals(listener.policy.takesPasswordsInClear() ? Over.EITHER : Over.TLS, row.over());
            }
        }
    }

    /** RFC 5321 section 4.1.1.1: a command that would be taken is listed, unless any server takes it, and no other is. */
    @ParameterizedTest
    @EnumSource(Listener.class)
    void whatIsListedIsWhatIsTaken(Listener listener) {
        for (Channel channel : List.of(Channel.CLEARTEXT, TestTls.channel())) {
            Machine<SmtpState, SmtpSession> machine = machine(listener, SmtpState.CONNECTED, channel);
            String list = machine.hear(new Line("EHLO client.example")).reply().text();

            Map.of(
                            "STARTTLS",
                            "STARTTLS",
                            "AUTH ",
                            "AUTH SCRAM-SHA-256",
                            "PLAIN",
                            "AUTH PLAIN",
                            "HELP",
                            "HELP",
                            "SIZE",
                            "MAIL FROM:<>")
                    .forEach((keyword, line) -> assertEquals(
                            list.contains(keyword), isTaken(listener, channel, line), keyword + " over " + channel));
        }
    }

    private static boolean isTaken(Listener listener, Channel channel, String line) {
        Command command = ((Parsed.Whole) SmtpSyntax.parse(new Line(line))).command();
        return listener.table()
                .find(SmtpState.IDENTIFIED, command.getClass(), channel.isTls())
                .isPresent();
    }

    static List<Transitions<SmtpState, SmtpSession>> tablesOfAnMx() {
        return List.of(Listener.MX.table(), Listener.MX_REQUIRED.table(), Listener.MX_IN_CLEAR.table());
    }

    @ParameterizedTest
    @MethodSource("tablesOfAnMx")
    void anMxHasNobodyToLogIn(Transitions<SmtpState, SmtpSession> table) {
        assertTrue(table.rows().stream()
                .noneMatch(row -> row.command().getSimpleName().startsWith("Auth")));
    }

    @Test
    void theDocumentationIsPrintedFromTheTables() {
        var page = new StringBuilder(PAGE);
        for (Listener listener : Listener.values()) {
            page.append("\n## " + listener.heading + "\n\n")
                    .append(listener.table().toMarkdown());
        }

        TableChecks.assertPrinted(Path.of("..", "docs", "tables", "smtp.md"), page.toString());
    }
}
