package mailtls.connection;

/** Gives each connection the log that sees what is said on it. */
@FunctionalInterface
public interface WireLogs {

    /** Sees nothing, anywhere. */
    WireLogs OFF = connection -> WireLog.OFF;

    /**
     * Returns the log of a connection.
     *
     * @param connection its name, the same as in {@link mailtls.event.EventLog}
     */
    WireLog of(String connection);
}
