package mailtls.pop3;

import mailtls.machine.State;

/**
 * The states of RFC 1939 section 3, and the three that STLS, USER and an early QUIT imply.
 *
 * <pre>
 *                  greeting
 *                     |
 *                     v            STLS
 *   +----------> AUTHORIZATION -----------> UPGRADING . . . > AUTHORIZATION,
 *   |             |    |    |                                 in a new conversation over TLS
 *   |        USER |    |    |      QUIT
 *   | PASS        |    |    +-------------> CLOSED
 *   | fails       v    |
 *   +---------- NAMED  | AUTH               NAMED takes STLS, AUTH and QUIT
 *                 |    |                    as AUTHORIZATION does
 *            PASS |    |
 *                 v    v           QUIT
 *               TRANSACTION --------------> UPDATE
 * </pre>
 */
enum Pop3State implements State {
    /** The client has yet to say who it is. */
    AUTHORIZATION,
    /** USER was given and PASS comes next: a part of AUTHORIZATION. */
    NAMED,
    /** The client has the maildrop for itself. */
    TRANSACTION,
    /** STLS was accepted; nothing more is said in clear (RFC 2595 section 4). */
    UPGRADING(Next.HANDSHAKE),
    /** QUIT was given in TRANSACTION: what was marked is removed. No other way leads here. */
    UPDATE(Next.CLOSE),
    /** QUIT was given before log-in: nothing is to be done (RFC 1939 section 6). */
    CLOSED(Next.CLOSE);

    private final Next next;

    Pop3State() {
        this(Next.READ);
    }

    Pop3State(Next next) {
        this.next = next;
    }

    @Override
    public Next next() {
        return next;
    }
}
