package mailtls.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SmtpReplyTest {

    @Test
    void aReplyOfOneLineHasASpaceBehindItsCode() {
        assertEquals("250 2.1.0 OK\r\n", SmtpReply.of(250, "2.1.0", "OK").text());
    }

    @Test // RFC 5321 4.2.1, RFC 2034 4
    void aReplyOfSeveralLinesHasHyphensAndTheEnhancedCodeInEach() {
        assertEquals(
                "551-5.7.1 No\r\n551-5.7.1 and no\r\n551 5.7.1 and no\r\n",
                new SmtpReply(551, "5.7.1", List.of("No", "and no", "and no")).text());
    }

    @Test // RFC 4954 4: the space stays
    void anEmptyChallengeEndsInASpace() {
        assertEquals("334 \r\n", SmtpReply.plain(334, "").text());
    }

    @Test
    void only2yzAccepts() {
        assertTrue(SmtpReply.plain(220, "").accepts());
        assertFalse(SmtpReply.plain(354, "").accepts());
        assertFalse(SmtpReply.plain(421, "").accepts());
        assertFalse(SmtpReply.plain(550, "").accepts());
    }

    @Test
    void aReplyCannotBeSplit() {
        assertThrows(IllegalArgumentException.class, () -> SmtpReply.plain(250, "OK\r\n250 more"));
        assertThrows(IllegalArgumentException.class, () -> SmtpReply.plain(250, "\u00fc"));
    }

    @Test
    void aReplyHasACodeAndALine() {
        assertThrows(IllegalArgumentException.class, () -> SmtpReply.plain(199, ""));
        assertThrows(IllegalArgumentException.class, () -> SmtpReply.plain(600, ""));
        assertThrows(IllegalArgumentException.class, () -> new SmtpReply(250, "", List.of()));
    }

    @Test // RFC 2034 4
    void theTwoCodesAgree() {
        assertThrows(IllegalArgumentException.class, () -> SmtpReply.of(250, "5.0.0", "OK"));
    }

    @Test
    void aReplyPrintsAsItIsSaid() {
        assertEquals("250 2.0.0 OK", SmtpReply.of(250, "2.0.0", "OK").toString());
    }
}
