package mailtls.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** {@code mailtls check} and {@code mailtls explain} as they are typed. */
class CheckCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aWrongCommandLineOfACheckIsStatusTwo() {
        for (String[] wrong : new String[][] {
            {"--nonsense"},
            {"http://mail.example"},
            {"--case", "no.such.case"},
            {"--requirement", "smtp.starttls.arg-501"},
            {"--profile", "mx26", "imap://mail.example"},
            {"--report", "pdf=x"},
            {"--timeout", "0", "imap://mail.example"},
            {"--ca", "/no/such/file", "imap://mail.example"},
            {"--user", "alice", "--password-env", "NO_SUCH_VARIABLE", "imap://mail.example"}
        }) {
            err.getBuffer().setLength(0);
            assertEquals(2, run("check", wrong), String.join(" ", wrong));
            assertTrue(err.toString().startsWith("mailtls: "), err.toString());
        }
    }

    @Test
    void aRequirementIsExplained() {
        assertEquals(0, run("explain", "smtp.starttls.args-501"));

        String told = out.toString();
        assertTrue(told.contains("RFC 3207 section 4 describes it so"), told);
        assertTrue(told.contains("C: STARTTLS now"), told);
        assertTrue(told.contains("smtp.StartTlsCommand.REFUSES_AN_ARGUMENT"), told);
    }

    @Test
    void aCaseIsExplained() {
        assertEquals(0, run("explain", "smtp.StartTlsCommand.REFUSES_AN_ARGUMENT"));

        assertTrue(out.toString().contains("S: 501 | 421 | close *"), out.toString());
    }

    @Test
    void anUnknownIdIsAnsweredWithTheNearest() {
        assertEquals(64, run("explain", "smtp.starttls.arg-501"));

        assertTrue(err.toString().contains("smtp.starttls.args-501"), err.toString());
    }

    private int run(String command, String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = command;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Mailtls.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(all);
    }
}
