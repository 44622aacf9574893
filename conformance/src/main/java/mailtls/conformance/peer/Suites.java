package mailtls.conformance.peer;

import java.util.ArrayList;
import java.util.List;

/** Cipher suites by their numbers in IANA's registry, in families that are allowed or forbidden together. */
public enum Suites {
    // spotless:off
    /** ECDHE with AES-GCM (RFC 9325 section 4.2). */
    RECOMMENDED(0xc02b, 0xc02f, 0xc02c, 0xc030),
    /** ECDHE with ChaCha20. */
    CHACHA(     0xcca8, 0xcca9),
    /** ECDHE with CBC. */
    CBC(        0xc009, 0xc00a, 0xc013, 0xc014, 0xc023, 0xc024, 0xc027, 0xc028),
    /** The key is sent, encrypted with that of the certificate. */
    STATIC_RSA( 0x002f, 0x0035, 0x003c, 0x003d, 0x009c, 0x009d),
    /** Diffie and Hellman in finite fields. */
    DHE(        0x0033, 0x0039, 0x0067, 0x006b, 0x009e, 0x009f, 0xccaa),
    /** The same with a key that never changes, or with nobody's. */
    STATIC_DH(  0x0018, 0x001b, 0x0030, 0x0031, 0x0034, 0x003a, 0x006c, 0x006d, 0x00a0, 0x00a6, 0x00a7),
    /** Without encryption. */
    NULL(       0x0001, 0x0002, 0x003b, 0xc001, 0xc006, 0xc00b, 0xc010),
    RC4(        0x0004, 0x0005, 0xc002, 0xc007, 0xc00c, 0xc011),
    /** DES, and what could be exported. */
    EXPORT(     0x0003, 0x0006, 0x0008, 0x0009, 0x0011, 0x0012, 0x0014, 0x0015),
    /** TLS_AES_128_GCM_SHA256, of TLS 1.3. */
    AES_128_GCM(0x1301),
    /** What TLS 1.3 has. */
    OF_TLS_1_3( 0x1301, 0x1302, 0x1303);
    // spotless:on

    private final List<Integer> numbers;

    Suites(Integer... numbers) {
        this.numbers = List.of(numbers);
    }

    /** Returns whether a suite is one of them. */
    public boolean contains(int number) {
        return numbers.contains(number);
    }

    /** Returns the numbers of these families, in this order. */
    static List<Integer> numbers(Suites... families) {
        var all = new ArrayList<Integer>();
        for (Suites family : families) {
            all.addAll(family.numbers);
        }
        return all;
    }
}
