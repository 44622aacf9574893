package mailtls.conformance.suite.mutants;

import java.util.List;
import java.util.stream.Stream;
import mailtls.conformance.peer.Scheme;
import mailtls.conformance.suite.Case;
import mailtls.imap.Imap;
import mailtls.pop3.Pop3;
import mailtls.smtp.Smtp;
import mailtls.tls.ListenerPolicy;

/**
 * A server with something wrong about its TLS.
 *
 * @param fault what
 * @param scheme what it speaks, and how it comes to TLS
 */
record TlsMutant(TlsFault fault, Scheme scheme) implements Mutant {

    private static final List<Scheme> SCHEMES =
            List.of(Scheme.IMAP, Scheme.IMAPS, Scheme.POP3, Scheme.POP3S, Scheme.SUBMISSION, Scheme.SUBMISSIONS);

    /** Returns each fault in each protocol and mode where it can be seen: SMTP has no name for ALPN. */
    static Stream<Mutant> all() {
        return Stream.of(TlsFault.values())
                .flatMap(fault -> SCHEMES.stream().map(scheme -> new TlsMutant(fault, scheme)))
                .filter(TlsMutant::canBeSeen)
                .map(Mutant.class::cast);
    }

    private boolean canBeSeen() {
        return Kills.SUITE.cases(scheme.protocol(), scheme.mode()).stream()
                .anyMatch(test -> test.requirements().contains(requirement()));
    }

    /** Returns a server without a fault. */
    static Broken right(Scheme scheme) {
        return Broken.of(scheme, house -> switch (scheme) {
            case IMAP -> Imap.server(house, ListenerPolicy.STARTTLS_REQUIRED);
            case IMAPS -> Imap.server(house, ListenerPolicy.IMPLICIT);
            case POP3 -> Pop3.server(house, ListenerPolicy.STARTTLS_REQUIRED);
            case POP3S -> Pop3.server(house, ListenerPolicy.IMPLICIT);
            case SMTP -> Smtp.mx(house, ListenerPolicy.STARTTLS_OFFERED);
            case SUBMISSION -> Smtp.submission(house, ListenerPolicy.STARTTLS_REQUIRED);
            case SMTPS, SUBMISSIONS -> Smtp.submissions(house);
        });
    }

    @Override
    public String name() {
        return fault.name();
    }

    @Override
    public String requirement() {
        return fault.requirement();
    }

    @Override
    public Broken server() {
        return fault.in(right(scheme));
    }

    /** What answers a ClientHello wrong is asked about that; what is wrong with records about all that becomes of them. */
    @Override
    public boolean isAskedAbout(Case test) {
        return test.requirements().contains(requirement())
                || !fault.isInHello() && Mutant.family(test).equals("Lifecycle");
    }
}
