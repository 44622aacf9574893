package mailtls.conformance.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerHelloTest {

    private static final String BEFORE = "02 000050 0303" + "11".repeat(32) + "20" + "22".repeat(32) + "1301 00";
    private static final String VERSIONS = "002b 0002 0304";

    @Test
    void theGroupIsThatOfTheKeyShare() {
        assertEquals(Optional.of("x25519"), group(hello(VERSIONS + "0033 0006 001d 0002 aabb")));
        assertEquals(Optional.of("X25519MLKEM768"), group(hello("0033 0006 11ec 0002 aabb" + VERSIONS)));
        assertEquals(Optional.of("group 9999"), group(hello("0033 0002 270f")));
    }

    @Test
    void withoutAKeyShareThereIsNone() {
        assertEquals(Optional.empty(), group(hello(VERSIONS)));
        assertEquals(Optional.empty(), group(octets("15 0303 0002 0228")));
    }

    @Test
    void whatIsCutOffOrWrongIsNotBelieved() {
        ByteBuffer whole = hello(VERSIONS + "0033 0006 001d 0002 aabb");
        for (int length = 0; length < whole.remaining() - 4; length++) {
            assertEquals(Optional.empty(), group(whole.duplicate().limit(length)), "of " + length + " octets");
            assertFalse(ServerHello.isWhole(whole.duplicate().limit(length)));
        }
        assertEquals(Optional.empty(), group(hello("0033 ffff 001d")));
        assertTrue(ServerHello.isWhole(whole));
        assertTrue(ServerHello.isWhole(octets("2a 204f4b 20")), "words in clear are no record to wait for");
    }

    private static Optional<String> group(ByteBuffer record) {
        return ServerHello.group(record);
    }

    private static ByteBuffer hello(String extensions) {
        int length = octets(extensions).remaining();
        ByteBuffer body = octets(BEFORE + HexFormat.of().toHexDigits((short) length) + extensions);
        return octets("16 0303" + HexFormat.of().toHexDigits((short) body.remaining())
                + HexFormat.of().formatHex(body.array()));
    }

    private static ByteBuffer octets(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", "")));
    }
}
