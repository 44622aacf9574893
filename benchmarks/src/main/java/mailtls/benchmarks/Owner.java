package mailtls.benchmarks;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whose code a method is: that is what the time of a handshake is divided by. */
enum Owner {
    // spotless:off
    //         in words                          colour     packages and classes
    OURS(      "mailtls",                        "#7fbf7b", "mailtls."),
    MINA(      "MINA",                           "#74a9cf", "org.apache.mina."),
    SOCKETS(   "sockets: epoll, read, write",    "#bdbdbd", "sun.nio.ch."),
    BORING_SSL("BoringSSL: TLS and cryptography", "#d7553f", "org.conscrypt.NativeCrypto."),
    CONSCRYPT( "Conscrypt's Java",               "#fdae6b", "org.conscrypt."),
    JSSE(      "JSSE: TLS",                      "#fdae6b", "sun.security.ssl.", "javax.net.ssl."),
    JCA(       "JCA: cryptography, certificates", "#d7553f", "sun.security.", "com.sun.crypto.", "java.security.", "javax.crypto."),
    REST(      "the rest",                       "#eeeeee");
    // spotless:on

    private final String words;
    private final String colour;
    private final List<String> beginnings;

    Owner(String words, String colour, String... beginnings) {
        this.words = words;
        this.colour = colour;
        this.beginnings = List.of(beginnings);
    }

    /**
     * Returns whose a method is; nobody's if it is one that all of them call, as those of collections.
     *
     * @param method with its package and class: {@code java.util.HashMap.get}
     */
    static Optional<Owner> of(String method) {
        return Stream.of(values())
                .filter(owner -> owner.beginnings.stream().anyMatch(method::startsWith))
                .findFirst();
    }

    /** Returns the colour that its methods are drawn in. */
    String colour() {
        return colour;
    }

    @Override
    public String toString() {
        return words;
    }
}
