package mailtls.conformance.bench;

import java.util.List;
import java.util.Optional;

/**
 * What one session came to.
 *
 * @param laps how long its phases took
 * @param failure why it ended early, if it did
 * @param handshake version, suite, and whether it was resumed, if there was one
 * @param traffic what went over the wire
 * @param roundTripsToCredential how often we waited until a password could have been sent; 0 if it did not come so far
 * @param content octets of the messages that were fetched
 */
record Sample(
        List<Lap> laps,
        Optional<Failure> failure,
        Optional<Shaken> handshake,
        Traffic traffic,
        int roundTripsToCredential,
        long content) {

    /** A phase, and how long it took in nanoseconds. */
    record Lap(Phase phase, long nanos) {}

    /** What came of a handshake. */
    record Shaken(String facts, boolean isResumed) {}

    /**
     * What went over the wire.
     *
     * @param roundTrips how often we waited for the server
     * @param sent octets that we sent
     * @param received octets that came
     * @param arrivals how often something came
     * @param saidCloseNotify whether the server ended TLS as it should
     */
    record Traffic(int roundTrips, long sent, long received, int arrivals, boolean saidCloseNotify) {

        /** Of a connection that was never there. */
        static final Traffic NONE = new Traffic(0, 0, 0, 0, false);

        /** Returns that of a connection. */
        static Traffic of(Link link) {
            return new Traffic(
                    link.roundTrips(), link.sent(), link.received(), link.arrivals(), link.saidCloseNotify());
        }
    }
}
