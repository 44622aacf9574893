package mailtls.smtp;

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

class SmtpClientTableTest {

    private static final String PAGE = """
            # SMTP: what a client makes of a reply

            These tables are printed from the code that runs (`SmtpClientTable`); a test fails when they differ. It is the
            server's table turned round: the rows take replies, and what answers them is the next command, or silence. The first
            row that fits the state, the reply and the channel answers. Without one the server has broken a rule, and the
            connection ends.

            * *in* — where the client is: `GREETING` waits for the server's first words, `LISTING` for the list of what it can
              do, `ASKING` for its answer to the wish for TLS. `UPGRADING` is where the go-ahead leads, and a conversation that
              knows nothing begins behind it. In `OPEN` the user has the connection.
            * *command* — what the server said: by the first digit (RFC 5321 section 4.2.1) `Completed` is 2yz, `GoOn`
              3yz, `Refused` 4yz and 5yz. Two codes stand by themselves: `Ready` is 220, the only yes to STARTTLS, and `Closing`
              is 421.
            * *over* — the channel. That **no cleartext row leads to `OPEN`** is all there is of “TLS is required”.
            * *then* — the state after it; *else* where the client has seen that it must not go on.
            * *source* — the section that says so.

            HELO is said only where TLS is not required. STARTTLS is not looked at where it is listed inside TLS. The
            opportunistic table is for relays; nobody logs in by it.
            """;

    /** Each table, with a heading for it. */
    private static final Map<String, Transitions<SmtpClientState, SmtpClientSession>> TABLES = new LinkedHashMap<>();

    static {
        TABLES.put("TLS required: STARTTLS, and implicit TLS", SmtpClientTable.TLS_REQUIRED);
        TABLES.put("TLS if it is offered", SmtpClientTable.OPPORTUNISTIC);
        TABLES.put("No TLS", SmtpClientTable.CLEARTEXT_ONLY);
    }

    static Collection<Transitions<SmtpClientState, SmtpClientSession>> tables() {
        return TABLES.values();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everyReplyInEveryStateOverEitherChannelIsTakenByARowOrRefused(
            Transitions<SmtpClientState, SmtpClientSession> table) {
        TableChecks.assertTotal(table, SmtpClientState.class, SmtpHeard.class);
        TableChecks.assertKnown(table, SmtpHeard.class);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void noRowStandsInTheShadowOfAnother(Transitions<SmtpClientState, SmtpClientSession> table) {
        TableChecks.assertNoRowIsShadowed(table);
    }

    @Test
    void whereTlsIsRequiredNothingInClearLeadsToTheUser() {
        Set<SmtpClientState> reached = EnumSet.of(SmtpClientState.GREETING);
        for (int before = 0; before < reached.size(); ) {
            before = reached.size();
            SmtpClientTable.TLS_REQUIRED.rows().stream()
                    .filter(row -> row.over() != Over.TLS && row.in().stream().anyMatch(reached::contains))
                    .forEach(row -> {
                        row.then().ifPresent(reached::add);
                        row.otherwise().ifPresent(reached::add);
                    });
        }

        assertTrue(reached.contains(SmtpClientState.UPGRADING));
        assertEquals(State.Next.HANDSHAKE, SmtpClientState.UPGRADING.next());
        assertFalse(reached.contains(SmtpClientState.OPEN), reached::toString);
    }

    @Test
    void implicitTlsIsTheTableOfRequiredTls() {
        Expected server = Expected.host("mail.example", Trust.system());

        assertSame(SmtpClientTable.TLS_REQUIRED, SmtpClientTable.of(new TlsMode.ImplicitTls(server)));
        assertSame(SmtpClientTable.TLS_REQUIRED, SmtpClientTable.of(new TlsMode.StartTlsRequired(server)));
        assertSame(SmtpClientTable.OPPORTUNISTIC, SmtpClientTable.of(new TlsMode.StartTlsOpportunistic(server)));
        assertSame(SmtpClientTable.CLEARTEXT_ONLY, SmtpClientTable.of(new TlsMode.Cleartext()));
    }

    @Test
    void theDocumentationIsPrintedFromTheTables() {
        var page = new StringBuilder(PAGE);
        TABLES.forEach(
                (heading, table) -> page.append("\n## " + heading + "\n\n").append(table.toMarkdown()));

        TableChecks.assertPrinted(Path.of("..", "docs", "tables", "smtp-client.md"), page.toString());
    }
}
