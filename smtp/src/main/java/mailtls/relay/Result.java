package mailtls.relay;

/** What became of a message at a domain. */
public sealed interface Result {

    /** A host has taken it. */
    record Delivered(String host, boolean overTls) implements Result {}

    /** It waits, and is tried again later. */
    record Deferred(String status, String reason) implements Result {}

    /**
     * It goes back.
     *
     * @param status the enhanced status code: 5.7.10 where TLS could not be had, 5.7.30 where REQUIRETLS is not supported (RFC
     *     8689 section 4.2.1)
     */
    record Bounced(String status, String reason) implements Result {}
}
