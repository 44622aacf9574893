package mailtls.relay;

/** What came of asking a domain's web server for its MTA-STS policy. */
public sealed interface StsFetched {

    /** There it is. */
    record Published(StsPolicy policy) implements StsFetched {}

    /**
     * It could not be had. That is not the same as none.
     *
     * @param failure one of the three words that RFC 8460 section 4.3.2.2 has for it
     * @param detail more about it, for a person
     */
    record Missed(TlsResult.Failure failure, String detail) implements StsFetched {}
}
