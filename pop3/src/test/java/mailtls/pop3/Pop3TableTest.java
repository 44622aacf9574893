package mailtls.pop3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import mailtls.wire.Line;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Pop3TableTest {

    private static final String PAGE = """
            # POP3: what is taken when

            These tables are printed from the code that runs (`Pop3Table`); a test fails when they differ. The first row
            that fits the state, the command and the channel answers. Without one the reply is `-ERR` and nothing changes.

            * *in* — the states of RFC 1939 section 3. `NAMED` is AUTHORIZATION after USER; `UPGRADING` is where STLS leads,
              and a conversation that knows nothing begins behind it; `CLOSED` is the end without UPDATE.
            * *command* — AUTH comes in three kinds (RFC 5034): `Auth` names a mechanism that keeps the password to itself,
              such as SCRAM-SHA-256; `AuthPlaintext` one that sends it, PLAIN or LOGIN; `AuthWithPassword` has sent it
              already, in an initial response.
            * *over* — the channel. **TLS** in this column is all there is of “no password in clear”.
            * *then* — the state after `+OK`; after `-ERR` all stays as it is, unless there is an *else*.
            * *source* — the section that says so.

            With implicit TLS the table is the one for STLS required: over TLS no row for cleartext ever holds.
            """;

    /** Each kind of listener, with a heading for it. */
    private static final Map<String, ListenerPolicy> LISTENERS = new LinkedHashMap<>();

    static {
        LISTENERS.put("STLS offered, passwords only over TLS", ListenerPolicy.STARTTLS_OFFERED);
        LISTENERS.put("STLS required, and implicit TLS", ListenerPolicy.STARTTLS_REQUIRED);
        LISTENERS.put("No TLS, no passwords", ListenerPolicy.CLEARTEXT_ONLY);
        LISTENERS.put("STLS offered, passwords also in clear", TestHouse.OFFERED_ALSO_IN_CLEAR);
        LISTENERS.put("No TLS, passwords in clear", TestHouse.IN_CLEAR);
    }

    /** One way to say each command. */
    private static final Map<Class<? extends Command>, String> SAID = Map.ofEntries(
            Map.entry(Pop3Command.Capa.class, "CAPA"),
            Map.entry(Pop3Command.Stls.class, "STLS"),
            Map.entry(Pop3Command.User.class, "USER alice"),
            Map.entry(Pop3Command.Pass.class, "PASS sesame"),
            Map.entry(Pop3Command.Auth.class, "AUTH SCRAM-SHA-256"),
            Map.entry(Pop3Command.AuthPlaintext.class, "AUTH PLAIN"),
            Map.entry(Pop3Command.AuthWithPassword.class, "AUTH PLAIN AGFsaWNlAHNlc2FtZQ=="),
            Map.entry(Pop3Command.Stat.class, "STAT"),
            Map.entry(Pop3Command.List.class, "LIST"),
            Map.entry(Pop3Command.Retr.class, "RETR 1"),
            Map.entry(Pop3Command.Dele.class, "DELE 1"),
            Map.entry(Pop3Command.Noop.class, "NOOP"),
            Map.entry(Pop3Command.Rset.class, "RSET"),
            Map.entry(Pop3Command.Top.class, "TOP 1 1"),
            Map.entry(Pop3Command.Uidl.class, "UIDL"),
            Map.entry(Pop3Command.Quit.class, "QUIT"));

    static List<Transitions<Pop3State, Pop3Session>> tables() {
        return LISTENERS.values().stream().map(Pop3Table::of).toList();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everyCommandInEveryStateOverEitherChannelIsTakenByARowOrRefused(Transitions<Pop3State, Pop3Session> table) {
        TableChecks.assertTotal(table, Pop3State.class, Pop3Command.class);
        TableChecks.assertKnown(table, Pop3Command.class);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void noRowStandsInTheShadowOfAnother(Transitions<Pop3State, Pop3Session> table) {
        TableChecks.assertNoRowIsShadowed(table);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void aRefusalChangesNothing(Transitions<Pop3State, Pop3Session> table) {
        for (Pop3State state : Pop3State.values()) {
            for (Class<? extends Command> command : TableChecks.membersOf(Pop3Command.class)) {
                for (Channel channel : List.of(Channel.CLEARTEXT, TestTls.channel())) {
                    if (table.find(state, command, channel.isTls()).isEmpty()) {
                        assertRefusalChangesNothing(table, state, command, channel);
                    }
                }
            }
        }
    }

    private static void assertRefusalChangesNothing(
            Transitions<Pop3State, Pop3Session> table,
            Pop3State state,
            Class<? extends Command> command,
            Channel channel) {
        Machine<Pop3State, Pop3Session> machine = machine(table, state, channel);

        Turn turn = machine.hear(new Line(SAID.get(command)));

        String where = command.getSimpleName() + " in " + state + " over " + channel;
        assertTrue(turn.reply().text().startsWith("-ERR "), where);
        assertTrue(turn.mistake(), where);
        assertEquals(State.Next.READ, turn.next(), where);
        assertEquals(state, machine.state(), where);
    }

    private static Machine<Pop3State, Pop3Session> machine(
            Transitions<Pop3State, Pop3Session> table, Pop3State state, Channel channel) {
        var house = new TestHouse();
        Mechanisms mechanisms = Mechanisms.of(house.server().authenticator());
        var peer = new Peer(InetSocketAddress.createUnresolved("client", 1), event -> {}, () -> {});
        var capabilities = new Pop3Capabilities(table, mechanisms, channel);
        var session = new Pop3Session(house.server(), mechanisms, capabilities, channel, peer);
        return new Machine<>(table, state, session, channel, peer);
    }

    @Test
    void eachSampleLineIsItsCommand() {
        for (Class<? extends Command> command : TableChecks.membersOf(Pop3Command.class)) {
            Parsed parsed = Pop3Syntax.parse(new Line(SAID.get(command)));
            assertEquals(command, ((Parsed.Whole) parsed).command().getClass());
        }
    }

    @Test
    void everyRowIsReachedBySomeDialogue() {
        List<Row<Pop3State, Pop3Session>> reached = new ArrayList<>();
        Transitions<Pop3State, Pop3Session> watched = watching(Pop3Table.OFFERED, reached);
        var house = new TestHouse();

        MemoryPeer upgraded = MemoryPeer.inClear(Pop3.server(house.server(), watched));
        upgraded.say("CAPA", "AUTH SCRAM-SHA-256", "*", "STLS");
        upgraded.upgrade();
        upgraded.say("AUTH PLAIN", "*", "QUIT");
        MemoryPeer implicit = MemoryPeer.overTls(Pop3.server(house.server(), watched));
        implicit.say(
                "USER alice", "PASS wrong", "USER alice", "PASS sesame", "CAPA", "STAT", "LIST", "RETR 1", "DELE 1");
        implicit.say("NOOP", "RSET", "TOP 1 1", "UIDL", "QUIT");
        MemoryPeer direct = MemoryPeer.overTls(Pop3.server(house.server(), watched));
        direct.say("AUTH PLAIN " + TestHouse.base64("\0alice\0sesame"), "QUIT");

        Set<Row<Pop3State, Pop3Session>> missed = Pop3Table.OFFERED.rows().stream()
                .filter(row -> !reached.contains(row))
                .collect(Collectors.toSet());
        assertEquals(Set.of(), missed);
    }

    /** The same table, whose rows leave their mark where they answer. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
    private static Transitions<Pop3State, Pop3Session> watching(
            Transitions<Pop3State, Pop3Session> table, List<Row<Pop3State, Pop3Session>> reached) {
        Row[] rows = table.rows().stream()
                .map(row -> new Row<Pop3State, Pop3Session>(
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
        return Transitions.of((Row<Pop3State, Pop3Session>[]) rows);
    }

    @Test
    void implicitTlsIsTheTableOfRequiredTls() {
        assertSame(Pop3Table.of(ListenerPolicy.STARTTLS_REQUIRED), Pop3Table.of(ListenerPolicy.IMPLICIT));
    }

    @Test
    void whatSendsAPasswordOrLeadsToItHasNoRowInClear() {
        for (ListenerPolicy policy : LISTENERS.values()) {
            for (Row<Pop3State, Pop3Session> row : Pop3Table.of(policy).rows()) {
                boolean disclosing = CarriesPassword.class.isAssignableFrom(row.command())
                        || row.command() == Pop3Command.AuthPlaintext.class
                        || row.command() == Pop3Command.User.class;
                if (disclosing) {
                    assertEquals(
                            policy.takesPasswordsInClear() ? Over.EITHER : Over.TLS,
                            row.over(),
                            row.command() + " " + policy);
                }
            }
        }
    }

    @Test
    void theDocumentationIsPrintedFromTheTables() {
        var page = new StringBuilder(PAGE);
        LISTENERS.forEach((heading, policy) -> page.append("\n## " + heading + "\n\n")
                .append(Pop3Table.of(policy).toMarkdown()));

        TableChecks.assertPrinted(Path.of("..", "docs", "tables", "pop3.md"), page.toString());
    }
}
