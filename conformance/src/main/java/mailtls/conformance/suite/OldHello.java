package mailtls.conformance.suite;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import mailtls.wire.Ascii;

/** What a client of many years ago would begin with: a ClientHello (RFC 4346 section 7.4.1.2), one character for each octet. */
enum OldHello {
    SSL_3_0("0300"),
    TLS_1_0("0301"),
    TLS_1_1("0302");

    private final String octets;

    OldHello(String newestVersion) {
        octets = text("1603010051"
                // client_hello, and its length
                + "0100004d"
                + newestVersion
                // random, no session
                + "6d61696c746c73".repeat(4)
                + "6d61696c"
                + "00"
                // ECDHE and RSA with AES-CBC for either kind of certificate, 3DES, TLS_EMPTY_RENEGOTIATION_INFO_SCSV
                + "0012"
                + "c00ac014c009c0130035002fc012000a00ff"
                // no compression
                + "0100"
                // extensions: groups x25519, secp256r1, secp384r1, and uncompressed points
                + "0012"
                + "000a00080006001d00170018"
                + "000b00020100");
    }

    /** Returns all of it, in one record. */
    String whole() {
        return octets;
    }

    /** Returns not all of it. */
    String half() {
        return octets.substring(0, octets.length() / 2);
    }

    private static String text(String hex) {
        return Ascii.text(ByteBuffer.wrap(HexFormat.of().parseHex(hex)));
    }
}
