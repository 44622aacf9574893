package mailtls.conformance.peer;

import mailtls.wire.Ascii;

/** How a connection comes to TLS. */
public enum Mode {
    /** It begins in clear, and STARTTLS (in POP3: STLS) changes that. */
    STARTTLS,
    /** TLS comes first. */
    IMPLICIT;

    /** Returns its name as it is printed: {@code starttls}. */
    @Override
    public String toString() {
        return Ascii.lower(name());
    }
}
