package mailtls.conformance.mitm;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.wire.Ascii;

/** What somebody on the way does: a row for each attack. */
enum Attack {
    // spotless:off
    //            against           STARTTLS is     TLS is              in words
    NONE         (Against.EITHER,   Asked.HANDED_ON, Tls.HANDED_ON,     "looks on"),
    STRIP        (Against.STARTTLS, Asked.REFUSED,   Tls.HUNG_UP,       "takes STARTTLS out of lists, and refuses it"),
    REFUSE       (Against.STARTTLS, Asked.REFUSED,   Tls.HUNG_UP,       "leaves STARTTLS in lists, and refuses it"),
    FEIGN        (Against.STARTTLS, Asked.AGREED_TO, Tls.HUNG_UP,
            "agrees to STARTTLS in the server's place, which goes on in clear"),
    EARLY_REPLY  (Against.STARTTLS, Asked.KEPT,      Tls.HUNG_UP,
            "answers STARTTLS before it is asked for, and never lets it through"),
    DROP         (Against.STARTTLS, Asked.HUNG_UP,   Tls.HANDED_ON,
            "ends the connection at STARTTLS, and strips the ones after it"),
    BREAK_TLS    (Against.STARTTLS, Asked.HANDED_ON, Tls.HUNG_UP,
            "ends the connection at the ClientHello, and strips the ones after it"),
    PREAUTH      (Against.STARTTLS, Asked.HANDED_ON, Tls.HANDED_ON,
            "makes the greeting of IMAP one that says PREAUTH"),
    INJECT       (Against.STARTTLS, Asked.HANDED_ON, Tls.HANDED_ON,
            "puts a command behind the client's STARTTLS, in the same segment"),
    INJECT_REPLY (Against.STARTTLS, Asked.HANDED_ON, Tls.HANDED_ON,
            "puts a reply behind the server's go-ahead, in the same segment"),
    LATE_REPLY   (Against.STARTTLS, Asked.HANDED_ON, Tls.HANDED_ON,
            "puts a reply behind the server's go-ahead, in a segment of its own"),
    GREET        (Against.IMPLICIT, Asked.HANDED_ON, Tls.HANDED_ON,
            "greets in clear a client that begins with TLS"),
    OPOSSUM      (Against.IMPLICIT, Asked.HANDED_ON, Tls.HANDED_ON,
            "joins a client with implicit TLS to a port with STARTTLS"),
    CERTIFICATE  (Against.EITHER,   Asked.HANDED_ON, Tls.IN_TWO,
            "does the handshake itself, with a certificate that nobody vouches for"),
    DOWNGRADE    (Against.EITHER,   Asked.HANDED_ON, Tls.IN_TLS_1_0,
            "answers the ClientHello with a ServerHello of TLS 1.0"),
    TRUNCATE     (Against.EITHER,   Asked.HANDED_ON, Tls.HANDED_ON,
            "cuts the connection off in the middle of an answer over TLS");
    // spotless:on

    /** The clients that it can be tried with. */
    private enum Against {
        STARTTLS(EnumSet.of(Mode.STARTTLS)),
        IMPLICIT(EnumSet.of(Mode.IMPLICIT)),
        EITHER(EnumSet.allOf(Mode.class));

        private final Set<Mode> modes;

        Against(Set<Mode> modes) {
            this.modes = modes;
        }
    }

    /** What becomes of a client's STARTTLS. */
    enum Asked {
        /** The server hears it, and its answer is handed on. */
        HANDED_ON,
        /** The server never hears it, and the client is told that there is no such command. */
        REFUSED,
        /** The server never hears it, and the client is told to go ahead. */
        AGREED_TO,
        /** The server never hears it, and the client hears nothing. */
        KEPT,
        /** Both connections end. */
        HUNG_UP
    }

    /** What becomes of a client's handshake. */
    enum Tls {
        /** The server answers it, and what is said then is handed on unread. */
        HANDED_ON,
        /** Both connections end. */
        HUNG_UP,
        /** There is one with the client and one with the server, and what is said is read in between. */
        IN_TWO,
        /** It is answered in TLS 1.0 (RFC 2246), and does not go on. */
        IN_TLS_1_0
    }

    private final Against against;
    private final Asked asked;
    private final Tls tls;
    private final String what;

    Attack(Against against, Asked asked, Tls tls, String what) {
        this.against = against;
        this.asked = asked;
        this.tls = tls;
        this.what = what;
    }

    /** Returns what becomes of STARTTLS. */
    Asked asked() {
        return asked;
    }

    /** Returns what becomes of the handshake. */
    Tls tls() {
        return tls;
    }

    /** Returns what it does, in words. */
    String what() {
        return what;
    }

    /** Returns how clients may come to TLS that it can be tried with, the usual way first. */
    Set<Mode> modes() {
        return EnumSet.copyOf(against.modes);
    }

    /** Returns whether it is one on this protocol. */
    boolean isOn(MailProtocol protocol) {
        return this != PREAUTH || protocol == MailProtocol.IMAP;
    }

    /** Returns what is done to the connections that come after one that was attacked. */
    Attack afterwards() {
        return this == DROP || this == BREAK_TLS ? STRIP : this;
    }

    /**
     * Returns how many commands a client may say over TLS while no answer comes: the answer that was forged must not count. Nothing
     * where no answer is.
     */
    Optional<Integer> commandsWithoutAnswer() {
        return switch (this) {
            case INJECT_REPLY, LATE_REPLY -> Optional.of(1);
            case GREET, OPOSSUM -> Optional.of(0);
            default -> Optional.empty();
        };
    }

    static Optional<Attack> named(String name) {
        return Arrays.stream(values())
                .filter(attack -> attack.toString().equals(Ascii.lower(name)))
                .findFirst();
    }

    static String names() {
        return Arrays.stream(values()).map(Attack::toString).collect(Collectors.joining(", "));
    }

    /** Returns its name as it is typed: {@code inject-reply}. */
    @Override
    public String toString() {
        return Ascii.lower(name()).replace('_', '-');
    }
}
