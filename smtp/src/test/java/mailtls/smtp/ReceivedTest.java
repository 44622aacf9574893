package mailtls.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import mailtls.tls.TestTls;
import mailtls.tls.TlsFacts;
import mailtls.wire.Ascii;
import org.junit.jupiter.api.Test;

/** RFC 5321 section 4.4, RFC 8314 section 4.3. */
class ReceivedTest {

    private static final ZonedDateTime DATE = ZonedDateTime.of(2026, 3, 1, 9, 5, 0, 0, ZoneOffset.UTC);

    @Test
    void theFieldIsAsTheGrammarHasIt() throws UnknownHostException {
        InetAddress address = InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1});
        assertEquals("""
                Return-Path: <>
                Received: from client.example ([192.0.2.1])
                \tby mail.example with ESMTP id 42;
                \tSun, 1 Mar 2026 09:05:00 +0000
                """, field(address, Optional.empty()));
    }

    @Test
    void theCipherSuiteHasItsClause() {
        String field = field(InetAddress.getLoopbackAddress(), Optional.of(TestTls.facts()));
        assertTrue(field.contains(" id 42\n\ttls " + TestTls.facts().suite() + " (TLSv1.3);\n"), field);
    }

    @Test
    void anIpv6AddressSaysSoAndHidesItsZone() throws UnknownHostException {
        byte[] local = new byte[16];
        local[0] = (byte) 0xfe;
        local[1] = (byte) 0x80;
        local[15] = 1;
        InetAddress address = Inet6Address.getByAddress("", local, 3);
        assertTrue(field(address, Optional.empty()).contains("([IPv6:fe80:0:0:0:0:0:0:1])"));
    }

    private static String field(InetAddress address, Optional<TlsFacts> tls) {
        var received = new Received(new Domain("client.example"), address, "mail.example", "ESMTP", "42", tls, DATE);
        return Ascii.text(received.octets(Path.NULL)).replace("\r", "");
    }
}
