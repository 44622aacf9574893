package mailtls.conformance.peer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLParameters;

/**
 * A server under test, as a player sees it: it decides about each octet and each segment, and listens no longer than the target's
 * patience. What the server does wrong is a value; nothing here throws because of it. To say something on a connection that is
 * over does nothing: listening then tells how it ended.
 */
public interface Peer extends AutoCloseable {

    /** Returns the name that a ClientHello asks for; nothing if the server is known by its address. */
    Optional<String> serverName();

    /** Says octets, one character each, in one segment; over TLS in one record. */
    default void say(String octets) {
        say(List.of(octets), Duration.ZERO);
    }

    /** Says each of these in a segment of its own, with a pause between them. */
    void say(List<String> segments, Duration pause);

    /** Says octets over TLS in records of a size, all in one segment. */
    void sayInRecords(String octets, int size);

    /** Says octets past TLS, as if there were none, in one segment. */
    void sayInClear(String octets);

    /** Says octets in clear, and the ClientHello behind them in the same segment. */
    void sayWithClientHello(String octets);

    /** Changes what the handshake offers; to be called before it. */
    void offer(Consumer<SSLParameters> change);

    /** Takes up no session of any other connection; to be called before the handshake. */
    void comeAlone();

    /** Takes up the session of one other connection, maybe to another port of the same host; to be called before the handshake. */
    void comeAfter(Peer earlier);

    /** Returns whether the handshake took up an earlier session. */
    boolean isResumed();

    /** Does the handshake, or the rest of it. */
    Handshake handshake();

    /** Does the handshake, but keeps our last flight: it goes with what is said next, in the same segment. */
    Handshake handshakeKeepingLastFlight();

    /** Over TLS: asks for new keys, in TLS 1.3 with a KeyUpdate, before that with another handshake (renegotiation). */
    Handshake renewKeys();

    /** Says a ClientHello that is not ours, and returns what comes of it; it is done if the server goes on with the handshake. */
    Handshake offer(String clientHello);

    /** From now on waits so many times as long as usual for each line. */
    void waitLonger(int times);

    /** Listens for a line over the channel there is. */
    Heard line();

    /** Listens for a TLS record, and does not open it: its octets, with the header, stand for the line. */
    Heard record();

    /** Listens for a moment; whatever comes is there for {@link #line()}. */
    boolean isSilent(Duration moment);

    /** Listens for a moment, when TLS has ended, and returns whether the server goes on without. */
    boolean saysInClear(Duration moment);

    /** Ends our half of TLS. */
    void closeNotify();

    /** Closes our half of the connection. */
    void fin();

    /** Returns whether there is TLS. */
    boolean isOverTls();

    /** Returns all that was said. */
    Transcript transcript();

    /** Ends the connection, whatever state it is in. */
    @Override
    void close();
}
