package mailtls.pop3;

import mailtls.machine.State;

/**
 * Where a client is on its way to a connection that can be used.
 *
 * <pre>
 *   GREETING ------> LISTING ------> ASKING ------> UPGRADING . . > LISTING, in a new conversation over TLS
 *     (+OK)   CAPA     |      STLS          (+OK)                      |
 *                      | over TLS                                      | over TLS
 *                      v                                               v
 *                     OPEN                                            OPEN
 * </pre>
 */
enum Pop3ClientState implements State {
    /** The greeting is awaited. */
    GREETING,
    /** CAPA was sent. */
    LISTING,
    /** STLS was sent; not one more octet leaves in clear (RFC 2595 section 4). */
    ASKING,
    /** The server agreed; what comes next is TLS. */
    UPGRADING(Next.HANDSHAKE),
    /** The user has the connection. */
    OPEN,
    /** Nothing more is said. */
    CLOSED(Next.CLOSE);

    private final Next next;

    Pop3ClientState() {
        this(Next.READ);
    }

    Pop3ClientState(Next next) {
        this.next = next;
    }

    @Override
    public Next next() {
        return next;
    }
}
