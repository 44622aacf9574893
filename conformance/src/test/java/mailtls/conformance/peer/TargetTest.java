package mailtls.conformance.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TargetTest {

    @Test
    void theSchemeTellsProtocolModeAndPort() {
        Target target = parse("SMTPS://mail.example");

        assertEquals(MailProtocol.SMTP, target.protocol());
        assertEquals(Mode.IMPLICIT, target.mode());
        assertEquals(465, target.port());
        assertEquals("smtps://mail.example:465", target.toString());
    }

    @Test
    void aPortCanBeGiven() {
        assertEquals(2143, parse("imap://127.0.0.1:2143").port());
    }

    @Test
    void anIpv6AddressHasNoBracketsInItself() {
        Target target = parse("pop3://[::1]:110");

        assertEquals("::1", target.host());
        assertEquals("pop3://[::1]:110", target.toString());
    }

    @Test
    void onlyANameWithADomainIsOneToAskFor() {
        assertEquals(Optional.of("mail.example"), parse("imap://mail.example").serverName());
        assertEquals(Optional.of("mail.example"), parse("imap://mail.example.").serverName());
        assertEquals(Optional.empty(), parse("imap://localhost").serverName());
        assertEquals(Optional.empty(), parse("imap://127.0.0.1").serverName());
        assertEquals(Optional.empty(), parse("imap://[2001:db8::1.2.3.4]").serverName());
    }

    @Test
    void whatIsNoUrlOfAMailServerIsRefused() {
        for (String url : new String[] {
            "mail.example",
            "http://mail.example",
            "imap:mail.example",
            "imap://",
            "imap://a@mail.example",
            "imap://mail.example/INBOX",
            "imap://mail.example:0",
            "imap://mail.example:70000",
            "imap://mail example"
        }) {
            String said = String.valueOf(assertThrows(IllegalArgumentException.class, () -> parse(url), url)
                    .getMessage());
            assertTrue(said.contains(url), said);
        }
    }

    @Test
    void anAccountDoesNotPrintItsPassword() {
        assertFalse(new Account("alice", "secret").toString().contains("secret"));
    }

    private static Target parse(String url) {
        return Target.parse(url, Trust.anybody(), Optional.empty(), Duration.ofSeconds(1));
    }
}
