package mailtls.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MailboxPatternProperties {

    /** The regular expression that says the same, and takes who knows how long. */
    @Property
    void itFitsWhatTheExpressionFits(@ForAll("patterns") String pattern, @ForAll("names") String name) {
        String expression = pattern.replace("*", ".*").replace("%", "[^/]*");

        assertEquals(name.matches(expression), new MailboxPattern("", pattern).fits(name));
    }

    @Example
    void starCrossesLevelsAndPercentDoesNot() {
        assertTrue(new MailboxPattern("", "a*c").fits("a/b/c"));
        assertTrue(new MailboxPattern("a/", "%").fits("a/b"));
        assertFalse(new MailboxPattern("", "%").fits("a/b"));
        assertTrue(new MailboxPattern("", "inbox").fits("INBOX"));
        assertFalse(new MailboxPattern("", "a").fits("A"));
    }

    @Example
    void manyWildcardsTakeNoLongerThanManyLetters() {
        String pattern = "*a%".repeat(MailboxName.LONGEST / 3);

        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertFalse(new MailboxPattern("", pattern).fits("a".repeat(80) + "b".repeat(10_000))));
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.strings().withChars("ab/*%").ofMaxLength(8);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().withChars("ab/").ofMaxLength(8);
    }
}
