package mailtls.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import mailtls.wire.Ascii;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a message says of TLS (RFC 8689). */
class WishTest {

    private static Wish of(String content) {
        return Wish.of(false, Ascii.octets(content));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TLS-Required: No\r\n\r\nhello\r\n",
                "Subject: x\r\ntls-required:NO\r\nTo: b\r\n\r\nhello\r\n",
                "TLS-Required:\r\n No\r\n\r\n",
                "TLS-Required: No\r\n"
            })
    void aFieldMayAskForLess(String content) {
        assertEquals(Wish.TLS_REQUIRED_NO, of(content));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Subject: x\r\n\r\nTLS-Required: No\r\n",
                "\r\nTLS-Required: No\r\n",
                "TLS-Required: Yes\r\n\r\n",
                "TLS-Required: No\r\nTLS-Required: No\r\n\r\n",
                "X-TLS-Required: No\r\n\r\n",
                "Subject: x\r\n TLS-Required: No\r\n\r\n"
            })
    void whatIsNoSuchFieldAsksForNothing(String content) {
        assertEquals(Wish.NONE, of(content));
    }

    @Test
    void requireTlsSetsTheFieldAside() {
        assertEquals(Wish.REQUIRETLS, Wish.of(true, Ascii.octets("TLS-Required: No\r\n\r\n")));
    }
}
