package mailtls.conformance.mitm;

import java.time.Duration;

/**
 * Holds an answer over TLS back for a moment and looks whether the client goes on without it: then it has taken something else for
 * the answer. What is said over TLS can't be read, but records can be counted. Safe for use by two threads.
 */
final class Patience {

    /** In a ServerHello: supported_versions, two octets, TLS 1.3 (RFC 8446 section 4.2.1). */
    private static final String IS_TLS_1_3 = "\0\u002b\0\u0002\u0003\u0004";

    private final RecordCount client = new RecordCount();
    private final RecordCount server = new RecordCount();

    /** Takes what the client has said. */
    synchronized void client(byte[] octets) {
        client.take(octets);
        notifyAll();
    }

    /** Takes what the server has said. */
    synchronized void server(byte[] octets) {
        server.take(octets);
    }

    /** Returns how many commands the client has said over TLS, one for each record: whoever waits for answers says one at a time. */
    synchronized int commands() {
        // In TLS 1.3 its Finished looks the same.
        return Math.max(0, client.talk() - (isTls13() ? 1 : 0));
    }

    /** Returns whether the handshake is over, as far as it is the client's. */
    synchronized boolean hasHandshake() {
        return isTls13() ? client.talk() > 0 : client.talk() + server.talk() > 0;
    }

    private boolean isTls13() {
        return server.first().contains(IS_TLS_1_3);
    }

    /** Waits a moment, and returns whether the client has said more commands than this by then. */
    synchronized boolean goesOn(int commands, Duration moment) throws InterruptedException {
        long until = System.nanoTime() + moment.toNanos();
        long left = moment.toMillis();
        while (commands() <= commands && left > 0) {
            wait(left);
            left = (until - System.nanoTime()) / 1_000_000;
        }
        return commands() > commands;
    }
}
