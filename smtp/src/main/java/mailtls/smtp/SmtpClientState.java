package mailtls.smtp;

import mailtls.machine.State;

/**
 * Where a client is on its way to a connection that can be used.
 *
 * <pre>
 *   GREETING -------> LISTING ----------> ASKING -------> UPGRADING . . > LISTING, in a new conversation over TLS
 *     (220)    EHLO    |   |    STARTTLS          (220)                      |
 *                      |   | HELO, where EHLO is refused                     | over TLS
 *             over TLS |   | and TLS is not required                         v
 *                      |   v                                                OPEN
 *                      | NAMING
 *                      v   v
 *                      OPEN
 * </pre>
 */
enum SmtpClientState implements State {
    /** The greeting is awaited. */
    GREETING,
    /** EHLO was sent. */
    LISTING,
    /** HELO was sent: the server knows no extensions. */
    NAMING,
    /** STARTTLS was sent; not one more octet leaves in clear (RFC 3207 section 4). */
    ASKING,
    /** The server agreed; what comes next is TLS. */
    UPGRADING(Next.HANDSHAKE),
    /** The user has the connection. */
    OPEN,
    /** Nothing more is said. */
    CLOSED(Next.CLOSE);

    private final Next next;

    SmtpClientState() {
        this(Next.READ);
    }

    SmtpClientState(Next next) {
        this.next = next;
    }

    @Override
    public Next next() {
        return next;
    }
}
