package mailtls.tls;

import java.util.Optional;

/** What carries octets now: cleartext, or TLS with its facts. A new channel begins a new conversation. */
public sealed interface Channel {

    /** The one cleartext channel. */
    Channel CLEARTEXT = new Cleartext();

    /** Returns what is known about the TLS session, or nothing in clear. */
    Optional<TlsFacts> facts();

    /** Returns whether octets are protected by TLS. */
    default boolean isTls() {
        return facts().isPresent();
    }

    /** Octets that anybody on the way can read and change. */
    record Cleartext() implements Channel {
        @Override
        public Optional<TlsFacts> facts() {
            return Optional.empty();
        }
    }

    /** Octets inside a TLS session whose handshake is done. */
    record Tls(TlsFacts known) implements Channel {
        @Override
        public Optional<TlsFacts> facts() {
            return Optional.of(known);
        }
    }
}
