package mailtls.pop3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import mailtls.client.Expected;
import mailtls.client.TlsMode;
import mailtls.client.Trust;
import mailtls.machine.Over;
import mailtls.machine.State;
import mailtls.machine.TableChecks;
import mailtls.machine.Transitions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Pop3ClientTableTest {

    private static final String PAGE = """
            # POP3: what a client makes of a reply

            These tables are printed from the code that runs (`Pop3ClientTable`); a test fails when they differ. It is the
            server's table turned round: the rows take replies, and what answers them is the next command, or silence. The first
            row that fits the state, the reply and the channel answers. Without one the server has broken a rule, and the
            connection ends.

            * *in* — where the client is: `GREETING` waits for the server's first words, `LISTING` for the list of what it can
              do, `ASKING` for its answer to the wish for TLS. `UPGRADING` is where the go-ahead leads, and a conversation that
              knows nothing begins behind it. In `OPEN` the user has the connection.
            * *command* — what the server said: `Ok` and `Err` are of one line; `Listing` is a yes that goes on with a
              list, `Mail` one that goes on with a mail, to a command whose yes does; `Challenge` is the plus sign of a log-in.
            * *over* — the channel. That **no cleartext row leads to `OPEN`** is all there is of “TLS is required”.
            * *then* — the state after it; *else* where the client has seen that it must not go on.
            * *source* — the section that says so.

            An APOP timestamp is not looked at, since it came in clear, and neither is STLS where it is listed inside TLS.
            """;

    /** Each table, with a heading for it. */
    private static final Map<String, Transitions<Pop3ClientState, Pop3ClientSession>> TABLES = new LinkedHashMap<>();

    static {
        TABLES.put("TLS required: STLS, and implicit TLS", Pop3ClientTable.TLS_REQUIRED);
        TABLES.put("No TLS", Pop3ClientTable.CLEARTEXT_ONLY);
    }

    static Collection<Transitions<Pop3ClientState, Pop3ClientSession>> tables() {
        return TABLES.values();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everyReplyInEveryStateOverEitherChannelIsTakenByARowOrRefused(
            Transitions<Pop3ClientState, Pop3ClientSession> table) {
        TableChecks.assertTotal(table, Pop3ClientState.class, Pop3Heard.class);
        TableChecks.assertKnown(table, Pop3Heard.class);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void noRowStandsInTheShadowOfAnother(Transitions<Pop3ClientState, Pop3ClientSession> table) {
        TableChecks.assertNoRowIsShadowed(table);
    }

    @Test
    void whereTlsIsRequiredNothingInClearLeadsToTheUser() {
        Set<Pop3ClientState> reached = EnumSet.of(Pop3ClientState.GREETING);
        for (int before = 0; before < reached.size(); ) {
            before = reached.size();
            Pop3ClientTable.TLS_REQUIRED.rows().stream()
                    .filter(row -> row.over() != Over.TLS && row.in().stream().anyMatch(reached::contains))
                    .forEach(row -> {
                        row.then().ifPresent(reached::add);
                        row.otherwise().ifPresent(reached::add);
                    });
        }

        assertTrue(reached.contains(Pop3ClientState.UPGRADING));
        assertEquals(State.Next.HANDSHAKE, Pop3ClientState.UPGRADING.next());
        assertFalse(reached.contains(Pop3ClientState.OPEN), reached::toString);
    }

    @Test
    void implicitTlsIsTheTableOfRequiredTls() {
        Expected server = Expected.host("mail.example", Trust.system());

        assertSame(Pop3ClientTable.TLS_REQUIRED, Pop3ClientTable.of(new TlsMode.ImplicitTls(server)));
        assertSame(Pop3ClientTable.TLS_REQUIRED, Pop3ClientTable.of(new TlsMode.StartTlsRequired(server)));
        assertSame(Pop3ClientTable.CLEARTEXT_ONLY, Pop3ClientTable.of(new TlsMode.Cleartext()));
    }

    @Test
    void theDocumentationIsPrintedFromTheTables() {
        var page = new StringBuilder(PAGE);
        TABLES.forEach(
                (heading, table) -> page.append("\n## " + heading + "\n\n").append(table.toMarkdown()));

        TableChecks.assertPrinted(Path.of("..", "docs", "tables", "pop3-client.md"), page.toString());
    }
}
