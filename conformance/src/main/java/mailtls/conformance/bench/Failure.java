package mailtls.conformance.bench;

import mailtls.wire.Ascii;

/**
 * Why a session came to nothing.
 *
 * @param phase where it ended
 * @param kind what happened, of a few
 * @param detail the words of the server or of the system, printable, and not too many
 */
record Failure(Phase phase, Kind kind, String detail) {

    /** The most that is kept of what somebody said, in characters. */
    static final int LONGEST_DETAIL = 200;

    /** What may happen. */
    enum Kind {
        /** Nobody listens there. */
        REFUSED,
        /** There is no way there, or the system has no port left for us. */
        UNREACHABLE,
        /** The answer did not come in time. */
        TIMEOUT,
        /** The connection was reset. */
        RESET,
        /** The server closed the connection where it should have said something. */
        CLOSED,
        /** TLS ended in an alert of the server's. */
        ALERT,
        /** We do not take the certificate. */
        UNTRUSTED,
        /** TLS went wrong in another way. */
        TLS,
        /** The server said no. */
        SAID_NO,
        /** The server said something that is not in the protocol. */
        GARBLED;

        /** Returns its name as it is printed: {@code said no}. */
        @Override
        public String toString() {
            return Ascii.lower(name()).replace('_', ' ');
        }
    }

    Failure {
        String printable = Ascii.printable(detail).strip();
        detail = printable.length() > LONGEST_DETAIL ? printable.substring(0, LONGEST_DETAIL) + "…" : printable;
    }

    @Override
    public String toString() {
        return phase + ": " + kind + (detail.isEmpty() ? "" : " (" + detail + ")");
    }
}
