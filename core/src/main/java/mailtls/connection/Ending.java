package mailtls.connection;

/** How the peer ended what it had to say. */
public enum Ending {
    /** It closed a cleartext connection. */
    FIN,
    /** It ended TLS as it should. */
    CLOSE_NOTIFY,
    /** It closed the connection without ending TLS: what it said may have been cut off by somebody else. */
    TRUNCATED
}
