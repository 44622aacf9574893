package mailtls.conformance.client;

import java.util.List;

/** A ServerHello of a version that is not to be used any more (RFC 8996). */
public final class OldServerHello {

    /** Suites that there were in TLS 1.0: ECDHE and RSA with AES in CBC mode. */
    private static final List<Integer> SUITES = List.of(0xC013, 0xC014, 0xC009, 0xC00A, 0x002F, 0x0035);

    private static final int SESSION_ID = 5 + 4 + 2 + 32;

    private OldServerHello() {}

    /** Returns the record that answers a ClientHello, which is a record too: one character for each octet. */
    public static String answering(String clientHello, int minor) {
        String body = "\u0003" + (char) minor + "r".repeat(32) + "\0" + two(suite(clientHello)) + "\0";
        String message = "\u0002\0" + two(body.length()) + body;
        return "\u0016\u0003" + (char) minor + two(message.length()) + message;
    }

    /** One that the client offers; if it has none, any: it will not like it. */
    private static int suite(String hello) {
        int at = SESSION_ID + 1 + octet(hello, SESSION_ID);
        int end = at + 2 + (octet(hello, at) << 8 | octet(hello, at + 1));
        for (int i = at + 2; i + 1 < Math.min(end, hello.length()); i += 2) {
            int suite = octet(hello, i) << 8 | octet(hello, i + 1);
            if (SUITES.contains(suite)) {
                return suite;
            }
        }
        return SUITES.get(0);
    }

    private static int octet(String text, int at) {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private static String two(int number) {
        return "" + (char) (number >> 8) + (char) (number & 0xFF);
    }
}
