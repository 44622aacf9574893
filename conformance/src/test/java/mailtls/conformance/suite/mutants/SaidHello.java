package mailtls.conformance.suite.mutants;

import static mailtls.conformance.peer.ClientHello.extension;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A ServerHello of TLS 1.2 or older, octet for octet. Nobody can finish a handshake with it.
 *
 * @param version the version
 * @param random the server's random value
 * @param suite the cipher suite
 * @param compression the compression method
 * @param extensions the extensions, each with its header
 */
record SaidHello(int version, String random, int suite, int compression, List<String> extensions) {

    /** What a server of SSL 2.0 says: SERVER-HELLO, without a certificate, and with one suite. */
    static final String SSL_2 = "\200\036" // what follows: 30 octets
            + "\004\000\001\000\002" // SERVER-HELLO, a new session, X.509, version 2
            + "\000\000\000\003\000\020" // no certificate, 3 octets of suites, 16 of the connection's id
            + "\001\000\200"
            + "Z".repeat(16);

    private static final int HANDSHAKE = 22;
    private static final int SERVER_HELLO = 2;
    private static final int ALERT = 21;
    private static final int FATAL = 2;
    private static final int TLS_1_2 = 0x0303;
    private static final int ECDHE_ECDSA_AES_128_GCM = 0xc02b;
    private static final String MARKED = "m".repeat(24) + "DOWNGRD\u0001";
    private static final String UNMARKED = "m".repeat(32);
    private static final String RENEGOTIATION_INFO = extension(SeenHello.RENEGOTIATION_INFO, "\0");
    private static final String EXTENDED_MASTER_SECRET = extension(SeenHello.EXTENDED_MASTER_SECRET, "");

    /** Returns one with nothing wrong in it, but maybe the version. */
    static SaidHello of(int version) {
        List<String> extensions = List.of(RENEGOTIATION_INFO, EXTENDED_MASTER_SECRET);
        return new SaidHello(version, MARKED, ECDHE_ECDSA_AES_128_GCM, 0, extensions);
    }

    /** Returns a fatal alert. */
    static String alert(int description) {
        return number(ALERT, 1) + number(TLS_1_2, 2) + number(2, 2) + number(FATAL, 1) + number(description, 1);
    }

    SaidHello withSuite(int other) {
        return new SaidHello(version, random, other, compression, extensions);
    }

    SaidHello withCompression(int other) {
        return new SaidHello(version, random, suite, other, extensions);
    }

    SaidHello with(String extension) {
        return new SaidHello(
                version,
                random,
                suite,
                compression,
                Stream.concat(extensions.stream(), Stream.of(extension)).toList());
    }

    SaidHello withoutRenegotiationInfo() {
        return new SaidHello(version, random, suite, compression, List.of(EXTENDED_MASTER_SECRET));
    }

    SaidHello withoutExtendedMasterSecret() {
        return new SaidHello(version, random, suite, compression, List.of(RENEGOTIATION_INFO));
    }

    /** Returns one that does not tell that it could do better. */
    SaidHello unmarked() {
        return new SaidHello(version, UNMARKED, suite, compression, extensions);
    }

    /** Returns the octets on the wire, one character each. */
    String octets() {
        String body = number(version, 2)
                + random
                + number(0, 1)
                + number(suite, 2)
                + number(compression, 1)
                + counted(2, String.join("", extensions));
        return number(HANDSHAKE, 1) + number(version, 2) + counted(2, number(SERVER_HELLO, 1) + counted(3, body));
    }

    private static String counted(int width, String octets) {
        return number(octets.length(), width) + octets;
    }

    private static String number(int number, int width) {
        return Stream.iterate(width - 1, i -> i >= 0, i -> i - 1)
                .map(i -> String.valueOf((char) (number >> 8 * i & 0xff)))
                .collect(Collectors.joining());
    }
}
