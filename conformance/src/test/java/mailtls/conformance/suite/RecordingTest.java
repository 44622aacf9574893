package mailtls.conformance.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import mailtls.conformance.cases.Cases;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.spec.Catalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordingTest {

    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final Suite SUITE = Cases.suite();

    private static final String FILE = """
            mailtls replay 1
            # it obeys what was said before TLS
            case: smtp.Boundary.COMMAND.SAME_SEGMENT
            requirements: smtp.starttls.no-plaintext-injection
            protocol: smtp
            mode: starttls
            profile: mx25
            seed: 4711
            pause: 0
            segments:
            STARTTLS\\r\\n
            NOOP \\x00\\xff\\\\\\r\\n
            """;

    @Test
    void everyCaseIsReadAsItWasWritten() {
        for (Case test : SUITE.cases()) {
            var recording = new Recording(test, Profile.STRICT, 7, "a reason");

            Recording read = read(recording.write());

            assertEquals(recording.write(), read.write());
            assertEquals(test.play(), read.test().play());
        }
    }

    @Test
    void segmentsAreReadOctetForOctet() {
        Recording read = read(FILE);

        assertEquals(FILE, read.write());
        assertEquals(
                new Crossing(MailProtocol.SMTP, List.of("STARTTLS\r\n", "NOOP \0\u00ff\\\r\n"), Duration.ZERO),
                read.test().script());
        assertEquals(4711, read.seed());
        assertEquals(Mode.STARTTLS, read.test().mode());
    }

    @Test
    void everyOctetComesThrough() {
        var all = new StringBuilder();
        for (int octet = 0; octet < 256; octet++) {
            all.append((char) octet);
        }

        assertEquals(all.toString(), Escaped.read(Escaped.of(all.toString())));
        assertTrue(Escaped.of(all.toString()).matches("[ -~]+"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mailtls replay 1           | mailtls replay 2                 | 1",
                "protocol: smtp             | protocol: nntp                   | 5",
                "requirements: smtp.        | requirements: no.such            | 4",
                "mode: starttls             | mode: implicit                   | 10",
                "seed: 4711                 | seed: -                          | 8",
                "pause: 0                   | digest: magic                    | 9",
                "profile: mx25              | profile: mx26                    | 7",
                "pause: 0                   | pause: 60001                     | 9",
                "seed: 4711                 | profile: mx25                    | 8",
                "mode: starttls             | colour: blue                     | 6",
                "NOOP                       | \u00fc                           | 12",
                "segments:                  | dialogue:                        | 11",
            })
    void whatIsWrongIsSaidWithItsLine(String right, String wrong, int line) {
        Exception thrown = assertThrows(
                IllegalArgumentException.class, () -> read(FILE.replaceFirst(right.strip(), wrong.strip())));

        assertTrue(String.valueOf(thrown.getMessage()).startsWith("line " + line + ": "), thrown.getMessage());
    }

    @Test
    void whatIsMissingIsSaid() {
        Exception thrown = assertThrows(IllegalArgumentException.class, () -> read(FILE.replace("seed: 4711\n", "")));

        assertEquals("line 8: up to here there is no “seed:”", thrown.getMessage());
        assertThrows(IllegalArgumentException.class, () -> read(""));
    }

    @Test
    void aNameAloneHasToBeACaseOfTheSuite() {
        String named = FILE.substring(0, FILE.indexOf("segments:"));

        assertEquals("smtp.Boundary.COMMAND.SAME_SEGMENT", read(named).test().id());
        assertThrows(IllegalArgumentException.class, () -> read(named.replace("COMMAND", "NOTHING")));
    }

    @Test
    void aCaseThatIsStillTheSameHasNotChanged() {
        for (Case test : SUITE.cases()) {
            assertEquals(
                    Optional.empty(),
                    read(new Recording(test, Profile.STRICT, 7, "").write()).changeIn(SUITE));
        }
    }

    @Test
    void itIsToldThatACaseHasChangedSince() {
        Recording changed = read(FILE.replace("pause: 0", "digest: 0123456789abcdef\npause: 0"));

        assertEquals(
                Optional.of("the case has changed since the file was written: it is played as the file has it"),
                changed.changeIn(SUITE));
    }

    @Test
    void itIsToldThatACaseIsGone() {
        Recording gone = read(
                FILE.replace("pause: 0", "digest: 0123456789abcdef\npause: 0").replace("COMMAND", "GONE"));

        assertEquals(
                Optional.of("there is no such case any more: it is played as the file has it"), gone.changeIn(SUITE));
    }

    @Test
    void aFileFromBeforeThereWereDigestsSaysNothingOfChanges() {
        assertEquals(Optional.empty(), read(FILE).changeIn(SUITE));
    }

    private static Recording read(String text) {
        return Recording.read(text, CATALOGUE, SUITE);
    }
}
