package mailtls.client;

import java.util.Optional;

/**
 * How a client gets TLS. Each mode is a type, not a flag: what may be said in clear depends on it, and nobody gets cleartext
 * without having written the word.
 */
public sealed interface TlsMode {

    /** Returns who the server must prove to be; nothing where it proves nothing. */
    Optional<Expected> expected();

    /** Returns the mode in a word, for logs. */
    String word();

    /** Returns whether the handshake comes before the protocol. */
    default boolean isImplicit() {
        return this instanceof ImplicitTls;
    }

    /** TLS from the first octet, on ports 993, 995 and 465 (RFC 8314 section 3). */
    record ImplicitTls(Expected server) implements TlsMode {
        @Override
        public Optional<Expected> expected() {
            return Optional.of(server);
        }

        @Override
        public String word() {
            return "implicit";
        }
    }

    /** A command asks for TLS; a server that does not give it is left, and has learnt nothing (RFC 8314 section 5.2). */
    record StartTlsRequired(Expected server) implements TlsMode {
        @Override
        public Optional<Expected> expected() {
            return Optional.of(server);
        }

        @Override
        public String word() {
            return "starttls";
        }
    }

    /**
     * A command asks for TLS if the server lists it; if not, mail goes in clear. For relays only, to hosts that published no
     * policy (RFC 7435): whoever is on the way can take the offer out. A handshake that fails is a failure; whether to try
     * again in clear is for the relay to decide, on a new connection.
     */
    record StartTlsOpportunistic(Expected server) implements TlsMode {
        @Override
        public Optional<Expected> expected() {
            return Optional.of(server);
        }

        @Override
        public String word() {
            return "starttls if offered";
        }
    }

    /** No TLS: everything can be read and changed by anybody on the way. No password is sent. */
    record Cleartext() implements TlsMode {
        @Override
        public Optional<Expected> expected() {
            return Optional.empty();
        }

        @Override
        public String word() {
            return "cleartext";
        }
    }
}
