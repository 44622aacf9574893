package mailtls.conformance.suite;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.peer.Peer;
import mailtls.conformance.peer.Transcript;
import mailtls.wire.Ascii;

/** Where a case is played: opens its connections, keeps what was said on them, and closes them in the end. */
final class Stage implements AutoCloseable {

    private final MailProtocol protocol;
    private final Mode mode;
    private final Connector connector;
    private final Words words;
    private final List<Peer> peers;
    private Optional<Connector> twin = Optional.empty();

    Stage(MailProtocol protocol, Mode mode, Connector connector, Words words) {
        this(protocol, mode, connector, words, new ArrayList<>());
    }

    private Stage(MailProtocol protocol, Mode mode, Connector connector, Words words, List<Peer> peers) {
        this.protocol = protocol;
        this.mode = mode;
        this.connector = connector;
        this.words = words;
        this.peers = peers;
    }

    /**
     * Opens a connection; where the mode is implicit TLS, still without it.
     *
     * @throws IOException if nobody answers
     */
    Peer connect() throws IOException {
        peers.forEach(Peer::close);
        Peer peer = connector.connect();
        words.hideSecretsIn(peer.transcript());
        peers.add(peer);
        return peer;
    }

    /** Tells it of the server's port of the other mode, if that is known. */
    Stage with(Optional<Connector> other) {
        twin = other;
        return this;
    }

    /** Returns where the same can be played on the server's port of the other mode; what is said there is said here, too. */
    Optional<Stage> twin() {
        Mode other = mode == Mode.STARTTLS ? Mode.IMPLICIT : Mode.STARTTLS;
        return twin.map(known -> new Stage(protocol, other, known, words, peers));
    }

    MailProtocol protocol() {
        return protocol;
    }

    Mode mode() {
        return mode;
    }

    Words words() {
        return words;
    }

    /** Returns whether a connection began with a farewell, or ended before a greeting: the server may have too many of them. */
    boolean isTurnedAway() {
        return peers.stream()
                .flatMap(peer -> peer.transcript().greeting().stream())
                .anyMatch(this::isFarewell);
    }

    private boolean isFarewell(String greeting) {
        String farewell = switch (protocol) {
            case IMAP -> "* BYE";
            case POP3 -> "-ERR";
            case SMTP -> "421";
        };
        // With implicit TLS a server may go without a word because of our ClientHello.
        return greeting.isEmpty()
                ? mode == Mode.STARTTLS
                : Ascii.upper(greeting).startsWith(farewell);
    }

    /** Returns what was said on the last connection. */
    Optional<Transcript> transcript() {
        return peers.isEmpty()
                ? Optional.empty()
                : Optional.of(peers.get(peers.size() - 1).transcript());
    }

    @Override
    public void close() {
        peers.forEach(Peer::close);
    }
}
