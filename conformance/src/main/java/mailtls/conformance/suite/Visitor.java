package mailtls.conformance.suite;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.peer.Peer;
import mailtls.conformance.suite.Replies.Replied;

/**
 * Comes to a server, and comes again when it turns us away: it may have too many connections, some of them our own that it has not
 * noticed to be over.
 */
final class Visitor {

    /** How long to wait before we come again; after the last time we give up. */
    private static final List<Duration> PAUSES = Stream.of(100, 300, 600, 1_000, 2_000, 4_000)
            .map(Duration::ofMillis)
            .toList();

    private final MailProtocol protocol;
    private final Mode mode;
    private final Connector connector;
    private final Optional<Connector> twin;

    /** Who was never let in does not come again: that would only lose time. */
    private volatile boolean wasLetIn;

    private volatile List<Duration> pauses = PAUSES;

    Visitor(MailProtocol protocol, Mode mode, Connector connector, Optional<Connector> twin) {
        this.protocol = protocol;
        this.mode = mode;
        this.connector = connector;
        this.twin = twin;
    }

    /** What is done there. */
    @FunctionalInterface
    interface Visit<T> {

        T on(Stage stage) throws IOException;
    }

    /**
     * Does something there, once more where we are turned away.
     *
     * @throws IOException if nobody answers
     */
    <T> T visit(Words words, Visit<T> visit) throws IOException {
        for (Duration pause : pauses) {
            try (Stage stage = stage(words)) {
                T outcome = visit.on(stage);
                if (!stage.isTurnedAway()) {
                    wasLetIn = true;
                    return outcome;
                }
            }
            LockSupport.parkNanos(pause.toNanos());
        }
        if (!wasLetIn) {
            pauses = List.of();
        }
        try (Stage stage = stage(words)) {
            return visit.on(stage);
        }
    }

    /** How a server receives us. */
    enum Reception {
        GREETED,
        /** It was away, and has come back. */
        GREETED_AT_LAST,
        /** There is somebody, who does not greet. */
        NOT_GREETED,
        /** There is nobody. */
        NOBODY
    }

    /** Looks whether a server is there. */
    Reception look(Words words) {
        Reception first = glance(words);
        Reception last = first;
        for (int i = 0; i < pauses.size() && last == Reception.NOBODY; i++) {
            LockSupport.parkNanos(pauses.get(i).toNanos());
            last = glance(words);
        }
        return first == Reception.NOBODY && last == Reception.GREETED ? Reception.GREETED_AT_LAST : last;
    }

    private Reception glance(Words words) {
        try {
            return visit(words, stage -> greets(stage.connect()) ? Reception.GREETED : Reception.NOT_GREETED);
        } catch (IOException nobody) {
            return Reception.NOBODY;
        }
    }

    private boolean greets(Peer peer) {
        return (mode == Mode.STARTTLS || peer.handshake().isDone())
                && new Replies(protocol, peer).line() instanceof Replied;
    }

    private Stage stage(Words words) {
        return new Stage(protocol, mode, connector, words).with(twin);
    }
}
