package mailtls.imap;

import mailtls.machine.State;

/**
 * Where a client is on its way to a connection that can be used.
 *
 * <pre>
 *   GREETING ----------> LISTING --------> ASKING -------> UPGRADING . . > LISTING, in a new conversation over TLS
 *    (* OK)  CAPABILITY    |     STARTTLS        (tag OK)                     |
 *                          | over TLS                                         | over TLS
 *                          v                                                  v
 *                         OPEN                                               OPEN
 * </pre>
 */
enum ImapClientState implements State {
    /** The greeting is awaited. */
    GREETING,
    /** CAPABILITY was sent. */
    LISTING,
    /** STARTTLS was sent; not one more octet leaves in clear (RFC 9051 section 6.2.1). */
    ASKING,
    /** The server agreed; what comes next is TLS. */
    UPGRADING(Next.HANDSHAKE),
    /** The user has the connection. */
    OPEN,
    /** Nothing more is said. */
    CLOSED(Next.CLOSE);

    private final Next next;

    ImapClientState() {
        this(Next.READ);
    }

    ImapClientState(Next next) {
        this.next = next;
    }

    @Override
    public Next next() {
        return next;
    }
}
