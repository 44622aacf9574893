package mailtls.conformance.suite.mutants;

/** What can be wrong below the protocol, where octets and records go. */
enum WireFault {
    NONE,
    /** Greets on a port for implicit TLS before there is TLS. */
    GREETS_IN_CLEAR,
    /** Speaks on a port for implicit TLS as if it were the other. */
    SPEAKS_IN_CLEAR,
    /** Answers in clear what came behind the command. */
    ANSWERS_AN_EARLY_HELLO_IN_CLEAR,
    /** Skips what comes before the ClientHello, and obeys it over TLS. */
    KEEPS_WHAT_COMES_BEFORE_THE_HELLO,
    /** Throws away what comes first over TLS. */
    LOSES_WHAT_COMES_FIRST,
    /** Goes on in clear where TLS fails. */
    GOES_ON_IN_CLEAR_AFTER_A_FAILURE,
    /** Goes on in clear where the client has ended TLS. */
    GOES_ON_IN_CLEAR_AFTER_CLOSE_NOTIFY,
    /** Closes without close_notify. */
    SAYS_NO_CLOSE_NOTIFY,
    /** Who comes with the TLS session of a user is that user (SMTP). */
    TAKES_A_SESSION_FOR_A_LOGIN
}
