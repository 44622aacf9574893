package mailtls.machine;

/** Why we end a conversation unasked. */
public enum Farewell {
    /** Nothing came for too long. */
    IDLE("idle for too long"),
    /** The peer did not log in in time. */
    LOGIN_TOO_SLOW("no log-in in time"),
    /** Too many commands were not understood or not allowed. */
    TOO_MANY_MISTAKES("too many mistakes"),
    /** Too many passwords were wrong. */
    TOO_MANY_LOGINS("too many failed log-ins"),
    /** The server goes down. */
    SHUTDOWN("server is shutting down");

    private final String reason;

    Farewell(String reason) {
        this.reason = reason;
    }

    /** Returns the reason in words for a reply. */
    public String reason() {
        return reason;
    }
}
