package mailtls.mina;

import mailtls.tls.TlsFacts;
import org.apache.mina.filter.FilterEvent;

/** What a {@link TlsFilter} tells the handler, in order with the messages: nothing decrypted arrives before {@link Secured}. */
public sealed interface TlsEvent extends FilterEvent {

    /** The handshake is done. */
    record Secured(TlsFacts facts) implements TlsEvent {}

    /** The handshake failed, or a record was broken. An alert is on its way; whoever hears this should close. */
    record Failed(String reason) implements TlsEvent {}

    /** The peer has ended TLS with close_notify. What it sends after that is thrown away. */
    record PeerClosed() implements TlsEvent {}

    /** The peer has ended the connection without close_notify: what it said last may have been cut off. */
    record Truncated() implements TlsEvent {}
}
