package mailtls.connection;

/** What can take too long. The first two are absolute: no octet that arrives puts them off. */
public enum Deadline {
    /** From the connection, or from the go-ahead, until the handshake is done. */
    HANDSHAKE,
    /** From the connection until the peer has logged in. */
    LOGIN,
    /** While nothing arrives. */
    IDLE
}
