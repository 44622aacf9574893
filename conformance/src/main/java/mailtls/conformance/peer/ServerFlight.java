package mailtls.conformance.peer;

import mailtls.conformance.peer.HelloReply.ServerHello;
import mailtls.wire.Ascii;

/** What a server says in a handshake before anything is encrypted: enough to tell whether it takes up an earlier session. */
final class ServerFlight {

    private static final int HEADER = 4;
    private static final int CERTIFICATE = 11;
    private static final int TLS_1_3 = 0x0304;
    private static final int PRE_SHARED_KEY = 0x0029;

    private final StringBuilder messages = new StringBuilder();
    private boolean isOver;

    /** Takes note of a record of the server's; those behind a change to encryption say nothing any more. */
    void add(byte[] record) {
        isOver |= record[0] != Records.HANDSHAKE;
        if (!isOver) {
            messages.append(Ascii.text(record).substring(Records.HEADER));
        }
    }

    /** Returns whether the handshake goes without a certificate, as with a session that both sides know (RFC 8446 section 2.2, RFC 5246 section 7.3). */
    boolean isResumed() {
        String first = message(0);
        if (first.isEmpty() || !(HelloReply.Reading.serverHello(first) instanceof ServerHello hello)) {
            return false;
        }
        return hello.version() == TLS_1_3
                ? hello.extensions().containsKey(PRE_SHARED_KEY)
                : !hasCertificate(first.length());
    }

    private boolean hasCertificate(int behindHello) {
        String next = message(behindHello);
        return !next.isEmpty() && next.charAt(0) == CERTIFICATE;
    }

    /** Returns the message that begins somewhere; empty if it is not whole. */
    private String message(int at) {
        if (messages.length() < at + HEADER) {
            return "";
        }
        int length = messages.charAt(at + 1) << 16 | messages.charAt(at + 2) << 8 | messages.charAt(at + 3);
        return messages.length() < at + HEADER + length ? "" : messages.substring(at, at + HEADER + length);
    }
}
