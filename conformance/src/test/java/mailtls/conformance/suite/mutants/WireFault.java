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
    /** Says in clear that the handshake has failed. */
    SAYS_IN_CLEAR_THAT_TLS_FAILED,
    /** Takes for a command what is no record, and what is in a record that nobody has encrypted. */
    READS_WHAT_NOBODY_HAS_ENCRYPTED,
    /** Takes what is in a record for a line. */
    TAKES_A_RECORD_FOR_A_LINE,
    /** Ends the connection where the client asks for new keys. */
    KNOWS_NO_KEY_UPDATE,
    /** Answers another handshake in clear. */
    ANSWERS_A_RENEGOTIATION_IN_CLEAR,
    /** Goes on in clear where the client has ended TLS. */
    GOES_ON_IN_CLEAR_AFTER_CLOSE_NOTIFY,
    /** Closes without close_notify. */
    SAYS_NO_CLOSE_NOTIFY,
    /** Who comes with the TLS session of a user is that user (SMTP). */
    TAKES_A_SESSION_FOR_A_LOGIN
}
