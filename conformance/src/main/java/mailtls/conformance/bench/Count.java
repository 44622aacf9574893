package mailtls.conformance.bench;

import java.util.function.ToLongFunction;
import mailtls.wire.Ascii;

/** What is counted in each session, and is not a time. */
enum Count {
    /** How often we waited for the server: the TCP connection, each flight of a handshake, each reply. */
    ROUND_TRIPS(sample -> sample.traffic().roundTrips()),
    /** How often until it was known, over TLS, how to log in: then a client could send a password. */
    ROUND_TRIPS_TO_CREDENTIAL(Sample::roundTripsToCredential),
    /** Octets that we sent, TLS and all, without TCP and IP. */
    OCTETS_SENT(sample -> sample.traffic().sent()),
    /** Octets that came. */
    OCTETS_RECEIVED(sample -> sample.traffic().received()),
    /** How often something came: at most the number of segments, fewer where several came at once. */
    ARRIVALS(sample -> sample.traffic().arrivals()),
    /** Octets of the messages that were fetched. */
    CONTENT(Sample::content);

    private final ToLongFunction<Sample> of;

    Count(ToLongFunction<Sample> of) {
        this.of = of;
    }

    /** Returns the count in a session. */
    long of(Sample sample) {
        return of.applyAsLong(sample);
    }

    /** Returns its name as it is printed: {@code round trips}. */
    @Override
    public String toString() {
        return Ascii.lower(name()).replace('_', ' ');
    }
}
