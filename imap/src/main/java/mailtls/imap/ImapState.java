package mailtls.imap;

import mailtls.machine.State;

/**
 * The states of an IMAP conversation (RFC 9051 section 3).
 *
 * <pre>
 *   cleartext: greeting          TLS: greeting, or the handshake after STARTTLS
 *                 \                  /
 *                  NOT_AUTHENTICATED ──STARTTLS──▶ UPGRADING   (then a new conversation)
 *                          │ LOGIN, AUTHENTICATE
 *                          ▼
 *                    AUTHENTICATED ◀──CLOSE, UNSELECT, failed SELECT──┐
 *                          │ SELECT, EXAMINE                          │
 *                          ▼                                          │
 *                      SELECTED ──────────────────────────────────────┘
 *
 *   from each of the three: LOGOUT ──▶ LOGOUT
 * </pre>
 */
enum ImapState implements State {
    NOT_AUTHENTICATED,
    AUTHENTICATED,
    SELECTED,
    /** STARTTLS was taken; what comes next is TLS. */
    UPGRADING(Next.HANDSHAKE),
    LOGOUT(Next.CLOSE);

    private final Next next;

    ImapState() {
        this(Next.READ);
    }

    ImapState(Next next) {
        this.next = next;
    }

    @Override
    public Next next() {
        return next;
    }
}
