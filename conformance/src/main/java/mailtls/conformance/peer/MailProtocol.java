package mailtls.conformance.peer;

import mailtls.wire.Ascii;

/** A protocol of mail. */
public enum MailProtocol {
    IMAP,
    POP3,
    SMTP;

    /** Returns its name as it is printed: {@code imap}. */
    @Override
    public String toString() {
        return Ascii.lower(name());
    }
}
