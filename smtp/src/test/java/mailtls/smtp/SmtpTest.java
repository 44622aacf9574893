package mailtls.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import mailtls.machine.Conversation;
import mailtls.machine.Farewell;
import mailtls.machine.Peer;
import mailtls.machine.Protocol;
import mailtls.tls.Channel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpTest {

    private final TestHouse house = new TestHouse();

    private static Conversation begin(Protocol protocol) {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        return protocol.begin(Channel.CLEARTEXT, new Peer(address, event -> {}, () -> {}));
    }

    @Test
    void aServiceHasItsRegisteredName() {
        assertEquals("smtp", house.mx().name());
        assertEquals("submission", house.submission().name());
        assertEquals("submissions", house.submissions().name());
    }

    @Test // the ALPN registry has imap and pop3 only
    void noneHasANameInTls() {
        assertEquals("", house.submissions().applicationProtocol());
    }

    @Test
    void onlyUsersHaveToLogIn() {
        assertFalse(begin(house.mx()).awaitsLogin());
        assertTrue(begin(house.submission()).awaitsLogin());
    }

    @ParameterizedTest // RFC 5321 3.8
    @CsvSource({
        "IDLE, 421 4.4.2 mail.example closes: idle for too long",
        "LOGIN_TOO_SLOW, 421 4.4.2 mail.example closes: no log-in in time",
        "TOO_MANY_MISTAKES, 421 4.7.0 mail.example closes: too many mistakes",
        "TOO_MANY_LOGINS, 421 4.7.0 mail.example closes: too many failed log-ins",
        "SHUTDOWN, 421 4.3.2 mail.example closes: server is shutting down"
    })
    void whoeverIsSentAwayIsToldWhy(Farewell why, String words) {
        assertEquals(words + "\r\n", begin(house.mx()).farewell(why).text());
    }
}
