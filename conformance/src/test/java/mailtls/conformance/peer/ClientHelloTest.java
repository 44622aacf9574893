package mailtls.conformance.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A ClientHello is counted right, however it is cut. */
class ClientHelloTest {

    private static final int HEADER = 5;

    @Test
    void theRecordIsAsLongAsItSays() {
        String octets = ClientHello.supporting(ClientHello.TLS_1_3).octets();

        assertEquals(octets.length() - HEADER, octets.charAt(3) << 8 | octets.charAt(4));
        assertEquals(octets.length() - HEADER - 4, octets.charAt(7) << 8 | octets.charAt(8));
    }

    @Test
    void inRecordsOfOneOctetTheMessageIsTheSame() {
        String whole = ClientHello.of(ClientHello.TLS_1_2).octets();
        String pieces = ClientHello.of(ClientHello.TLS_1_2).octets(1);

        var message = new StringBuilder();
        for (int at = HEADER; at < pieces.length(); at += HEADER + 1) {
            message.append(pieces.charAt(at));
        }
        assertEquals(whole.substring(HEADER), message.toString());
    }

    @Test
    void theServerIsAskedForByItsName() {
        var name = Optional.of("mail.example");
        ClientHello hello = ClientHello.of(ClientHello.TLS_1_2);

        assertTrue(hello.to(name).octets().contains("mail.example"));
        assertEquals(hello, hello.to(Optional.empty()));
    }

    @Test
    void aNameThatIsThereStaysAndSsl3HasNone() {
        var name = Optional.of("mail.example");
        ClientHello named = ClientHello.of(ClientHello.TLS_1_2).with(ClientHello.serverName("other.example"));
        ClientHello old = ClientHello.of(ClientHello.SSL_3_0);

        assertEquals(named, named.to(name));
        assertEquals(old, old.to(name));
    }

    @Test
    void theOldFormHasTheTopBitAndItsLength() {
        assertTrue(ClientHello.SSL_2.charAt(0) >= 0x80);
        assertEquals(ClientHello.SSL_2.length() - 2, ClientHello.SSL_2.charAt(1));
    }
}
