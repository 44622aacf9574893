package mailtls.tls;

import mailtls.wire.Ascii;

/**
 * Whether a listener uses TLS, how the client gets it, and whether a password may come without it.
 *
 * @param tls how the client gets TLS
 * @param passwords over which channel a password is looked at
 */
public record ListenerPolicy(Tls tls, Passwords passwords) {

    /** How the client gets TLS. */
    public enum Tls {
        /** There is none. */
        CLEARTEXT_ONLY,
        /** A command upgrades the connection, if the client wants it. */
        STARTTLS_OFFERED,
        /** A command upgrades the connection, and without it there is neither log-in nor mail. */
        STARTTLS_REQUIRED,
        /** The handshake comes first, the protocol begins inside it (RFC 8314 section 3). */
        IMPLICIT
    }

    /** Over which channel a password is looked at. */
    public enum Passwords {
        /** Only over TLS: without it the mechanism is not offered, and refused before the password is looked at. */
        OVER_TLS_ONLY,
        /** Also in clear, where anybody on the way can read it. For tests, and for networks nobody else is on. */
        ALSO_IN_CLEAR
    }

    /** There is no TLS, and no password is taken: what remains is mail from anybody and log-ins that don't send a password. */
    public static final ListenerPolicy CLEARTEXT_ONLY = new ListenerPolicy(Tls.CLEARTEXT_ONLY, Passwords.OVER_TLS_ONLY);

    /** What a public MX does: TLS for whoever wants it. */
    public static final ListenerPolicy STARTTLS_OFFERED =
            new ListenerPolicy(Tls.STARTTLS_OFFERED, Passwords.OVER_TLS_ONLY);

    /** What a server that people log in to does on the ports that begin in clear. */
    public static final ListenerPolicy STARTTLS_REQUIRED =
            new ListenerPolicy(Tls.STARTTLS_REQUIRED, Passwords.OVER_TLS_ONLY);

    /** TLS from the first octet. */
    public static final ListenerPolicy IMPLICIT = new ListenerPolicy(Tls.IMPLICIT, Passwords.OVER_TLS_ONLY);

    public ListenerPolicy {
        if (passwords == Passwords.ALSO_IN_CLEAR && (tls == Tls.STARTTLS_REQUIRED || tls == Tls.IMPLICIT)) {
            throw new IllegalArgumentException(
                    "a listener that requires TLS can't take passwords in clear; let it offer STARTTLS, or take none");
        }
    }

    /** Returns whether the handshake comes before the protocol. */
    public boolean isImplicit() {
        return tls == Tls.IMPLICIT;
    }

    /** Returns whether a password is looked at in clear. */
    public boolean takesPasswordsInClear() {
        return passwords == Passwords.ALSO_IN_CLEAR;
    }

    /** Returns whether a command upgrades the connection. */
    public boolean hasStartTls() {
        return tls == Tls.STARTTLS_OFFERED || tls == Tls.STARTTLS_REQUIRED;
    }

    /**
     * Returns the policy that Dovecot's words mean on a port that begins in clear.
     *
     * @param ssl {@code no}, {@code yes} or {@code required}
     * @param disablePlaintextAuth Dovecot 2.3's {@code disable_plaintext_auth}; 2.4 turned it round and calls it
     *     {@code auth_allow_cleartext}
     * @throws IllegalArgumentException if {@code ssl} is another word
     */
    public static ListenerPolicy ofDovecot(String ssl, boolean disablePlaintextAuth) {
        Passwords passwords = disablePlaintextAuth ? Passwords.OVER_TLS_ONLY : Passwords.ALSO_IN_CLEAR;
        return switch (Ascii.lower(ssl)) {
            case "no" -> new ListenerPolicy(Tls.CLEARTEXT_ONLY, passwords);
            case "yes" -> new ListenerPolicy(Tls.STARTTLS_OFFERED, passwords);
            // As in Dovecot: “required” counts, whatever is said about plaintext authentication.
            case "required" -> STARTTLS_REQUIRED;
            default -> throw new IllegalArgumentException("ssl is no, yes or required, not “" + ssl + "”");
        };
    }
}
