package mailtls.conformance.suite.mutants;

import static mailtls.conformance.peer.Scheme.SMTP;
import static mailtls.conformance.suite.mutants.Faults.answers;
import static mailtls.conformance.suite.mutants.Faults.says;
import static mailtls.machine.Over.CLEARTEXT;

import mailtls.smtp.Smtp;
import mailtls.tls.ListenerPolicy;

/** Public MXs that are wrong. */
enum MxMutant implements Mutant {
    /** Takes REQUIRETLS where there is no TLS. */
    TAKES_REQUIRETLS_IN_CLEAR(
            "requiretls.only-over-tls", mx().that(answers(CLEARTEXT, "MAIL FROM:<> REQUIRETLS", "250 gladly"))),
    /** Lists REQUIRETLS in clear, and not over TLS. */
    LISTS_REQUIRETLS_IN_CLEAR(
            "requiretls.advertised-after-starttls",
            mx().that(says(CLEARTEXT, "250([- ])STARTTLS", "250-REQUIRETLS\r\n250$1STARTTLS")));

    private final String requirement;
    private final Broken server;

    MxMutant(String requirement, Broken server) {
        this.requirement = requirement;
        this.server = server;
    }

    @Override
    public String requirement() {
        return requirement;
    }

    @Override
    public Broken server() {
        return server;
    }

    private static Broken mx() {
        return Broken.of(SMTP, house -> Smtp.mx(house, ListenerPolicy.STARTTLS_OFFERED));
    }
}
