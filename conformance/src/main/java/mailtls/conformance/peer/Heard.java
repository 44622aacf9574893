package mailtls.conformance.peer;

/** What came of listening for a line. */
public sealed interface Heard {

    /**
     * A line, without its CRLF.
     *
     * @param text one character for each octet
     */
    record Line(String text) implements Heard {}

    /**
     * No line.
     *
     * @param how why not
     * @param rest what had come of one; maybe empty
     * @param detail more about it, for a person
     */
    record Ended(How how, String rest, String detail) implements Heard {}

    /** Why no line came. */
    enum How {
        /** Nothing came in time; the connection is still there. */
        SILENCE,
        /** The server ended TLS as it should. */
        CLOSE_NOTIFY,
        /** The server closed the connection; over TLS: without a close_notify. */
        FIN,
        /** The connection was reset. */
        RESET,
        /** The server sent an alert, or records that can't be read. */
        TLS_FAULT,
        /** Over TLS, the server said something that is no record. */
        CLEARTEXT,
        /** A line that is longer than any. */
        TOO_LONG;

        /** Returns whether the connection is over. */
        public boolean isOver() {
            return this != SILENCE && this != CLEARTEXT && this != TOO_LONG;
        }

        /** Returns it in words. */
        @Override
        public String toString() {
            return switch (this) {
                case SILENCE -> "silence";
                case CLOSE_NOTIFY -> "close_notify";
                case FIN -> "the end of the connection";
                case RESET -> "a reset of the connection";
                case TLS_FAULT -> "a fault of TLS";
                case CLEARTEXT -> "cleartext where there was TLS";
                case TOO_LONG -> "a line without end";
            };
        }
    }
}
