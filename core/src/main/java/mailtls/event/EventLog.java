package mailtls.event;

/** Takes what happens on all connections. Called by many threads, one connection's events in their order; it must return soon. */
@FunctionalInterface
public interface EventLog {

    /** Takes nothing. */
    EventLog OFF = (connection, event) -> {};

    /**
     * Takes an event.
     *
     * @param connection a name for the connection, unique as long as the server runs
     * @param event what happened
     */
    void record(String connection, Event event);
}
