package mailtls.conformance.client;

import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.peer.Subject;

/**
 * A client that is examined.
 *
 * @param protocol what it speaks
 * @param mode how it should come to TLS
 * @param name what it is called in reports
 */
public record ClientUnderTest(MailProtocol protocol, Mode mode, String name) implements Subject {

    /** Returns what is printed of it: {@code curl (imap, starttls)}. */
    @Override
    public String toString() {
        return "%s (%s, %s)".formatted(name, protocol, mode);
    }
}
