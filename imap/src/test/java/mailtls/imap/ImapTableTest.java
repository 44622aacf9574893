package mailtls.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mailtls.machine.CarriesPassword;
import mailtls.machine.Over;
import mailtls.machine.TableChecks;
import mailtls.machine.Transitions;
import mailtls.machine.Transitions.Row;
import mailtls.tls.ListenerPolicy;
import mailtls.tls.ListenerPolicy.Passwords;
import mailtls.tls.ListenerPolicy.Tls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ImapTableTest {

    private static final String PAGE = """
            # IMAP: what is taken when

            These tables are printed from the code that runs (`ImapTable`); a test fails when they differ. The first row
            that fits the state, the command and the channel answers. Without one nothing changes, and the reply is
            `NO [PRIVACYREQUIRED]` where TLS is all that is missing, else `BAD`.

            * *in* — the states of RFC 9051 section 3. `UPGRADING` is where STARTTLS leads, and a conversation that knows
              nothing begins behind it.
            * *command* — AUTHENTICATE comes in three kinds: `Authenticate` names a mechanism that keeps the password
              to itself, such as SCRAM-SHA-256; `AuthPlaintext` one that sends it, PLAIN or LOGIN; `AuthWithPassword`
              has sent it already, in an initial response (RFC 4959). `Fetch`, `Store`, `Search`, `Copy`, `Move` and
              `Expunge` are their UID forms, too.
            * *over* — the channel. **TLS** in this column is all there is of `LOGINDISABLED`.
            * *then* — the state after `OK`; after `NO` and `BAD` all stays as it is, unless there is an *else*.
            * *source* — the section that says so.

            What the RFCs permit and we don't do: greet with `PREAUTH` (IS-02, IS-06), so that STARTTLS is always
            within reach; greet with `BYE` (IS-03); tell capabilities unasked after the handshake (IS-22);
            UNAUTHENTICATE (RFC 8437, IS-28), so that nobody becomes somebody else within one connection. That no
            octet leaves in clear on a port with implicit TLS (IS-04) is the transport's affair. The tests cite the
            other rows, IS-01 to IS-33, by these numbers.

            With implicit TLS the table is the one for STARTTLS offered: over TLS no row for cleartext ever holds.
            """;

    /** Each kind of listener, with a heading for it. */
    private static final Map<String, ListenerPolicy> LISTENERS = new LinkedHashMap<>();

    static {
        LISTENERS.put("STARTTLS offered, passwords only over TLS; implicit TLS", ListenerPolicy.STARTTLS_OFFERED);
        LISTENERS.put("STARTTLS required: no log-in of any kind in clear", ListenerPolicy.STARTTLS_REQUIRED);
        LISTENERS.put("No TLS, no passwords", ListenerPolicy.CLEARTEXT_ONLY);
        LISTENERS.put(
                "STARTTLS offered, passwords also in clear",
                new ListenerPolicy(Tls.STARTTLS_OFFERED, Passwords.ALSO_IN_CLEAR));
        LISTENERS.put("No TLS, passwords in clear", new ListenerPolicy(Tls.CLEARTEXT_ONLY, Passwords.ALSO_IN_CLEAR));
    }

    static List<Transitions<ImapState, ImapSession>> tables() {
        return LISTENERS.values().stream().map(ImapTable::of).toList();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everyCommandInEveryStateOverEitherChannelIsTakenByARowOrRefused(Transitions<ImapState, ImapSession> table) {
        TableChecks.assertTotal(table, ImapState.class, ImapCommand.class);
        TableChecks.assertKnown(table, ImapCommand.class);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void noRowStandsInTheShadowOfAnother(Transitions<ImapState, ImapSession> table) {
        TableChecks.assertNoRowIsShadowed(table);
    }

    @Test
    void implicitTlsIsTheTableOfOfferedTls() {
        assertSame(ImapTable.of(ListenerPolicy.STARTTLS_OFFERED), ImapTable.of(ListenerPolicy.IMPLICIT));
    }

    @Test
    void noRowOverCleartextSeesAPasswordUnlessThePolicySaysSo() {
        for (ListenerPolicy policy : LISTENERS.values()) {
            for (Row<ImapState, ImapSession> row : ImapTable.of(policy).rows()) {
                boolean disclosing = CarriesPassword.class.isAssignableFrom(row.command())
                        || row.command() == ImapCommand.AuthPlaintext.class;
                if (disclosing) {
                    Over expected = policy.takesPasswordsInClear() ? Over.EITHER : Over.TLS;
                    assertEquals(expected, row.over(), row.command() + " " + policy);
                }
            }
        }
    }

    @Test
    void whereTlsIsRequiredNobodyLogsInWithoutIt() {
        Transitions<ImapState, ImapSession> table = ImapTable.of(ListenerPolicy.STARTTLS_REQUIRED);

        for (Row<ImapState, ImapSession> row : table.rows()) {
            boolean logsIn = row.then().filter(ImapState.AUTHENTICATED::equals).isPresent()
                    && row.in().contains(ImapState.NOT_AUTHENTICATED);
            assertFalse(logsIn && row.over() != Over.TLS, row::toString);
        }
    }

    @Test
    void theDocumentationIsPrintedFromTheTables() {
        var page = new StringBuilder(PAGE);
        LISTENERS.forEach((heading, policy) -> page.append("\n## " + heading + "\n\n")
                .append(ImapTable.of(policy).toMarkdown()));

        TableChecks.assertPrinted(Path.of("..", "docs", "tables", "imap.md"), page.toString());
    }
}
