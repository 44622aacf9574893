package mailtls.conformance.bench;

import mailtls.wire.Ascii;

/** The parts of a session that are timed apart, in the order in which they come. */
enum Phase {
    /** The TCP connection. */
    CONNECT,
    /** From there, or over implicit TLS from the end of the handshake, to the greeting. */
    GREETING,
    /** EHLO in clear, which SMTP has before STARTTLS; IMAP and POP3 need nothing of the kind. */
    HELLO_IN_CLEAR,
    /** From STARTTLS (in POP3: STLS) to the go-ahead. */
    GO_AHEAD,
    /** From the ClientHello until our last flight is sent. */
    HANDSHAKE,
    /** The first command over TLS and its reply: CAPABILITY, CAPA or EHLO. */
    FIRST_REPLY,
    /** Somebody logs in; in IMAP the mailbox is opened, too, where something is to be fetched. */
    LOGIN,
    /** A NOOP and its reply; there may be many in a session. */
    NOOP,
    /** A message is fetched, to its last octet. */
    FETCH,
    /** LOGOUT or QUIT, until the server has closed the connection. */
    FAREWELL,
    /** All of it, from the first phase to the end of the last. */
    SESSION,
    /**
     * The session as somebody saw it who wanted it at a certain time: it begins when it was due, whether we had a free
     * hand or not. Only where there is a rate.
     */
    RESPONSE;

    /** Returns its name as it is printed: {@code first reply}. */
    @Override
    public String toString() {
        return Ascii.lower(name()).replace('_', ' ');
    }
}
