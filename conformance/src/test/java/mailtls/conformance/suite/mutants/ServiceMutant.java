package mailtls.conformance.suite.mutants;

import static mailtls.conformance.peer.Scheme.SMTP;
import static mailtls.conformance.peer.Scheme.SUBMISSIONS;
import static mailtls.conformance.suite.mutants.Faults.answers;
import static mailtls.conformance.suite.mutants.Faults.hears;
import static mailtls.conformance.suite.mutants.Faults.says;
import static mailtls.conformance.suite.mutants.HelloFault.refuses;
import static mailtls.conformance.suite.mutants.SeenHello.SERVER_NAME;
import static mailtls.machine.Over.CLEARTEXT;
import static mailtls.machine.Over.TLS;

import mailtls.conformance.suite.Case;
import mailtls.smtp.Smtp;
import mailtls.tls.ListenerPolicy;

/** Servers of SMTP that are wrong about what they take, list or believe. */
enum ServiceMutant implements Mutant {
    /** Takes REQUIRETLS where there is no TLS. */
    TAKES_REQUIRETLS_IN_CLEAR(
            "requiretls.only-over-tls", mx().that(answers(CLEARTEXT, "MAIL FROM:<> REQUIRETLS", "250 gladly"))),
    /** Lists REQUIRETLS in clear, and not over TLS. */
    LISTS_REQUIRETLS_IN_CLEAR(
            "requiretls.advertised-after-starttls",
            mx().that(says(CLEARTEXT, "250([- ])STARTTLS", "250-REQUIRETLS\r\n250$1STARTTLS"))),
    /** Serves only who names a server. */
    WANTS_A_NAME(
            "dane.sni.server-not-enforce",
            mx().that(refuses(112, hello -> !hello.extensions().containsKey(SERVER_NAME)))
                    .mute()),
    /** Serves nobody who names another server. */
    WANTS_ITS_OWN_NAME(
            "sts.sni.server-not-enforce",
            mx().that(refuses(112, hello -> hello.extensions().containsKey(SERVER_NAME)))
                    .mute()),
    /** Ends a line in clear at LF. */
    ENDS_A_LINE_AT_LF_IN_CLEAR("smtp.line.crlf-only", mx().that(hears(CLEARTEXT, "(?<!\r)\n", "\r\n"))),
    /** Ends a line in clear at CR. */
    ENDS_A_LINE_AT_CR_IN_CLEAR("smtp.line.crlf-only", mx().that(hears(CLEARTEXT, "\r(?!\n)", "\r\n"))),
    /** Believes anybody who says who comes. */
    BELIEVES_WHO_COMES("smtp.ehlo.lists-all-commands", mx().that(answers(TLS, "(XCLIENT|PROXY) .*", "220 welcome"))),
    /** The same with TLS from the beginning. */
    BELIEVES_WHO_COMES_OVER_IMPLICIT_TLS(
            "smtp.ehlo.lists-all-commands",
            Broken.of(SUBMISSIONS, Smtp::submissions).that(answers(TLS, "(XCLIENT|PROXY) .*", "220 welcome")));

    private final String requirement;
    private final Broken server;

    ServiceMutant(String requirement, Broken server) {
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

    /** Of the cases about ClientHellos those about its own. */
    @Override
    public boolean isAskedAbout(Case test) {
        return Mutant.super.isAskedAbout(test) || test.requirements().contains(requirement);
    }

    private static Broken mx() {
        return Broken.of(SMTP, house -> Smtp.mx(house, ListenerPolicy.STARTTLS_OFFERED));
    }
}
