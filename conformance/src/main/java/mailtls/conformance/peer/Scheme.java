package mailtls.conformance.peer;

import java.util.Arrays;
import java.util.Optional;
import mailtls.wire.Ascii;

/** The schemes of the URLs that name a server, each with its registered port. */
public enum Scheme {
    // spotless:off
    IMAP(       MailProtocol.IMAP, Mode.STARTTLS, 143),
    IMAPS(      MailProtocol.IMAP, Mode.IMPLICIT, 993),
    POP3(       MailProtocol.POP3, Mode.STARTTLS, 110),
    POP3S(      MailProtocol.POP3, Mode.IMPLICIT, 995),
    SMTP(       MailProtocol.SMTP, Mode.STARTTLS, 25),
    SMTPS(      MailProtocol.SMTP, Mode.IMPLICIT, 465),
    SUBMISSION( MailProtocol.SMTP, Mode.STARTTLS, 587),
    SUBMISSIONS(MailProtocol.SMTP, Mode.IMPLICIT, 465);
    // spotless:on

    private final MailProtocol protocol;
    private final Mode mode;
    private final int port;

    Scheme(MailProtocol protocol, Mode mode, int port) {
        this.protocol = protocol;
        this.mode = mode;
        this.port = port;
    }

    /** Returns the scheme with a name, in upper or lower case. */
    static Optional<Scheme> named(String name) {
        return Arrays.stream(values())
                .filter(scheme -> scheme.toString().equals(Ascii.lower(name)))
                .findFirst();
    }

    /** Returns what is spoken. */
    public MailProtocol protocol() {
        return protocol;
    }

    /** Returns how it comes to TLS. */
    public Mode mode() {
        return mode;
    }

    /** Returns the registered port. */
    public int port() {
        return port;
    }

    /** Returns its name as it stands in a URL. */
    @Override
    public String toString() {
        return Ascii.lower(name());
    }
}
