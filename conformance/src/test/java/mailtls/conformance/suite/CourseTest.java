package mailtls.conformance.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import mailtls.conformance.spec.Requirement.Phase;
import org.junit.jupiter.api.Test;

/** Each turn of a dialogue is somewhere in a connection: that is where a report puts it if it comes otherwise. */
class CourseTest {

    @Test
    void aDialogueGoesFromTheGreetingToTheEnd() {
        assertCourse("""
                CONNECT          S: 220 *
                PLAINTEXT        C: EHLO client.example
                PLAINTEXT        S: 250 *
                PLAINTEXT        has: STARTTLS
                STARTTLS_COMMAND C: STARTTLS
                STARTTLS_COMMAND S: 220 *
                HANDSHAKE        -- tls --
                HANDSHAKE        -- silence --
                SECURED          C: EHLO client.example
                SECURED          S: 250 *
                AUTH             C: AUTH PLAIN {plain}
                AUTH             S: 235 *
                DELIVERY         C: MAIL FROM:<>
                DELIVERY         S: 250 *
                CLOSE            C: QUIT
                CLOSE            S: 221 *
                CLOSE            -- close --
                """);
    }

    @Test
    void aTagIsNoCommand() {
        assertCourse("""
                CONNECT          S: * OK *
                AUTH             C: a LOGIN {user} {password}
                AUTH             S: a NO *
                STARTTLS_COMMAND C: b STARTTLS now
                """);
    }

    @Test
    void whatGoesWithStarttlsInOneSegmentIsAboutIt() {
        assertCourse("""
                CONNECT          S: +OK *
                STARTTLS_COMMAND C& STLS
                STARTTLS_COMMAND C: USER {token}
                STARTTLS_COMMAND S: +OK *
                HANDSHAKE        -- tls or not --
                AUTH             C: PASS {token}
                """);
    }

    @Test
    void whatComesInsteadOfAHandshakeIsInItsPlace() {
        assertCourse("""
                CONNECT          S: 220 *
                STARTTLS_COMMAND C: STARTTLS
                STARTTLS_COMMAND S: 220 *
                HANDSHAKE        X: NOOP
                HANDSHAKE        -- close --
                """);
    }

    @Test
    void anotherConnectionBeginsAnew() {
        assertCourse("""
                HANDSHAKE        -- tls --
                HANDSHAKE        S: * OK *
                CLOSE            -- close_notify --
                CLOSE            X: a NOOP
                CONNECT          -- connect again --
                PLAINTEXT        C: a NOOP
                """);
    }

    /** Each line has the phase that it is in before it. */
    private static void assertCourse(String text) {
        List<String> lines = text.lines().toList();
        int width = "STARTTLS_COMMAND ".length();
        Dialogue dialogue = Dialogue.of(String.join(
                "\n", lines.stream().map(line -> line.substring(width)).toList()));

        List<Phase> phases = IntStream.range(0, lines.size())
                .mapToObj(turn -> Course.at(dialogue, turn))
                .toList();

        assertEquals(
                lines.stream()
                        .map(line -> Phase.valueOf(line.substring(0, width).strip()))
                        .toList(),
                phases);
    }
}
