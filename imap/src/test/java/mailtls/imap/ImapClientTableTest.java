package mailtls.imap;

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

class ImapClientTableTest {

    private static final String PAGE = """
            # IMAP: what a client makes of a reply

            These tables are printed from the code that runs (`ImapClientTable`); a test fails when they differ. It is the
            server's table turned round: the rows take replies, and what answers them is the next command, or silence. The first
            row that fits the state, the reply and the channel answers. Without one the server has broken a rule, and the
            connection ends.

            * *in* — where the client is: `GREETING` waits for the server's first words, `LISTING` for the list of what it can
              do, `ASKING` for its answer to the wish for TLS. `UPGRADING` is where the go-ahead leads, and a conversation that
              knows nothing begins behind it. In `OPEN` the user has the connection.
            * *command* — what the server said: `Ok`, `Warning` (NO and BAD), `Preauth`, `Bye`, `Capability` and `Data`
              are untagged; `Completed` (OK) and `Refused` (NO, BAD) have the tag of the command that is not answered yet, and
              every other tag ends the connection before the table is asked; `Continuation` is the plus sign.
            * *over* — the channel. That **no cleartext row leads to `OPEN`** is all there is of “TLS is required”.
            * *then* — the state after it; *else* where the client has seen that it must not go on.
            * *source* — the section that says so.

            PREAUTH in clear leads away. What a server tells of mailboxes and messages before TLS is read and ignored, and so
            is STARTTLS where it is listed inside TLS.
            """;

    /** Each table, with a heading for it. */
    private static final Map<String, Transitions<ImapClientState, ImapClientSession>> TABLES = new LinkedHashMap<>();

    static {
        TABLES.put("TLS required: STARTTLS, and implicit TLS", ImapClientTable.TLS_REQUIRED);
        TABLES.put("No TLS", ImapClientTable.CLEARTEXT_ONLY);
    }

    static Collection<Transitions<ImapClientState, ImapClientSession>> tables() {
        return TABLES.values();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everyReplyInEveryStateOverEitherChannelIsTakenByARowOrRefused(
            Transitions<ImapClientState, ImapClientSession> table) {
        TableChecks.assertTotal(table, ImapClientState.class, ImapHeard.class);
        TableChecks.assertKnown(table, ImapHeard.class);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void noRowStandsInTheShadowOfAnother(Transitions<ImapClientState, ImapClientSession> table) {
        TableChecks.assertNoRowIsShadowed(table);
    }

    @Test
    void whereTlsIsRequiredNothingInClearLeadsToTheUser() {
        Set<ImapClientState> reached = EnumSet.of(ImapClientState.GREETING);
        for (int before = 0; before < reached.size(); ) {
            before = reached.size();
            ImapClientTable.TLS_REQUIRED.rows().stream()
                    .filter(row -> row.over() != Over.TLS && row.in().stream().anyMatch(reached::contains))
                    .forEach(row -> {
                        row.then().ifPresent(reached::add);
                        row.otherwise().ifPresent(reached::add);
                    });
        }

        assertTrue(reached.contains(ImapClientState.UPGRADING));
        assertEquals(State.Next.HANDSHAKE, ImapClientState.UPGRADING.next());
        assertFalse(reached.contains(ImapClientState.OPEN), reached::toString);
    }

    @Test
    void implicitTlsIsTheTableOfRequiredTls() {
        Expected server = Expected.host("mail.example", Trust.system());

        assertSame(ImapClientTable.TLS_REQUIRED, ImapClientTable.of(new TlsMode.ImplicitTls(server)));
        assertSame(ImapClientTable.TLS_REQUIRED, ImapClientTable.of(new TlsMode.StartTlsRequired(server)));
        assertSame(ImapClientTable.CLEARTEXT_ONLY, ImapClientTable.of(new TlsMode.Cleartext()));
    }

    @Test
    void theDocumentationIsPrintedFromTheTables() {
        var page = new StringBuilder(PAGE);
        TABLES.forEach(
                (heading, table) -> page.append("\n## " + heading + "\n\n").append(table.toMarkdown()));

        TableChecks.assertPrinted(Path.of("..", "docs", "tables", "imap-client.md"), page.toString());
    }
}
