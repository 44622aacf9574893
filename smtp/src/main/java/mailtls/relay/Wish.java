package mailtls.relay;

/** What the sender of a message wants of TLS (RFC 8689). */
public enum Wish {
    /** Nothing in particular. */
    NONE,
    /** It came with REQUIRETLS: it must not travel without. */
    REQUIRETLS,
    /** It has a header field {@code TLS-Required: No}: it would rather arrive. */
    TLS_REQUIRED_NO
}
