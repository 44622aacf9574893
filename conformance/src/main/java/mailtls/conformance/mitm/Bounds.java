package mailtls.conformance.mitm;

import java.time.Duration;

/**
 * What a peer may take of whoever stands between. Memory is bounded by it: for each connection two threads, a line and two buffers of
 * 16 KiB in each direction.
 *
 * @param connections how many connections there may be at the same time; what comes then is closed at once
 * @param line how long a line in clear may be, in octets; a longer one ends the connection
 * @param idle how long both may be silent, or take nothing, before the connection ends; also how long the server has to answer a call
 * @param moment how long an answer is held back, to see who goes on without it
 */
record Bounds(int connections, int line, Duration idle, Duration moment) {

    /** For a lab: more than a client opens, and longer than a person takes to type. */
    static final Bounds USUAL = new Bounds(64, 1 << 16, Duration.ofMinutes(5), Duration.ofSeconds(1));

    /** Returns them with another time for silence. */
    Bounds idle(Duration time) {
        return new Bounds(connections, line, time, moment);
    }
}
