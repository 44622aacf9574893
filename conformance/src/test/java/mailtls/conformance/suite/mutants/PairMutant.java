package mailtls.conformance.suite.mutants;

import static mailtls.conformance.peer.Scheme.IMAP;
import static mailtls.conformance.peer.Scheme.IMAPS;
import static mailtls.conformance.peer.Scheme.POP3;
import static mailtls.conformance.peer.Scheme.POP3S;
import static mailtls.conformance.peer.Scheme.SUBMISSION;
import static mailtls.conformance.peer.Scheme.SUBMISSIONS;
import static mailtls.conformance.suite.mutants.Faults.answers;
import static mailtls.conformance.suite.mutants.Faults.says;
import static mailtls.conformance.suite.mutants.TlsMutant.right;
import static mailtls.machine.Over.TLS;

import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import mailtls.conformance.suite.Case;
import mailtls.connection.Endpoint;

/** Servers with two ports, one for STARTTLS and one for TLS from the beginning, one of which is wrong. */
enum PairMutant implements Mutant {
    // The ports are not the same

    /** On one port a mailbox is closed that is not open. */
    OBEYS_ON_ONE_PORT(
            "imap.starttls.stays-not-authenticated",
            right(IMAP).that(answers(TLS, "(\\w+) CLOSE", "$1 OK closed")),
            right(IMAPS)),
    /** On one port there is an extension more. */
    LISTS_MORE_ON_ONE_PORT(
            "imap.starttls.capabilities-may-differ", right(IMAP).that(says(TLS, " ID ", " ID X-MORE ")), right(IMAPS)),
    /** On one port there is mail for anybody. */
    COUNTS_ON_ONE_PORT("pop3.stls.stays-authorization", right(POP3).that(Known.TO_POP3), right(POP3S)),
    /** On one port all answers come one command later. */
    IS_LATE_ON_ONE_PORT("pop3.stls.stays-authorization", right(POP3).that(GreetsAgain::new), right(POP3S)),
    /** On one port there is an extension more. */
    LISTS_ANOTHER_ON_ONE_PORT(
            "pop3.stls.capabilities-may-differ",
            right(POP3).that(says(TLS, "TOP\r\n", "TOP\r\nX-MORE\r\n")),
            right(POP3S)),
    /** On one port an unknown command is said to be done. */
    KNOWS_EVERYTHING_ON_ONE_PORT(
            "smtp.starttls.reset-initial-state",
            right(SUBMISSION).that(answers(TLS, "UNKNOWN", "250 done")),
            right(SUBMISSIONS)),
    /** On one port all answers come one command later. */
    ANSWERS_LATE_ON_ONE_PORT(
            "smtp.starttls.reset-initial-state", right(SUBMISSION).that(GreetsAgain::new), right(SUBMISSIONS)),
    /** On one port there is an extension more. */
    TELLS_MORE_ON_ONE_PORT(
            "smtp.starttls.ehlo-list-may-differ",
            right(SUBMISSION).that(says(TLS, "250-PIPELINING", "250-X-MORE\r\n250-PIPELINING")),
            right(SUBMISSIONS)),

    // Who was a user on one port is one on the other

    HAS_A_USER_ON_THE_IMPLICIT_PORT(
            "imap.state.wrong-state-rejected", right(IMAP), right(IMAPS).that(Known.TO_IMAP)),
    HAS_A_USER_AFTER_STARTTLS(
            "imap.starttls.stays-not-authenticated", right(IMAPS), right(IMAP).that(Known.TO_IMAP)),
    COUNTS_FOR_A_USER_ON_THE_IMPLICIT_PORT(
            "pop3.implicit.authorization-state", right(POP3), right(POP3S).that(Known.TO_POP3)),
    COUNTS_FOR_A_USER_AFTER_STLS(
            "pop3.stls.stays-authorization", right(POP3S), right(POP3).that(Known.TO_POP3)),
    KNOWS_A_USER_ON_THE_IMPLICIT_PORT(
            "smtp.auth.only-once", right(SUBMISSION), right(SUBMISSIONS).that(Known.TO_SMTP)),
    KNOWS_A_USER_AFTER_STARTTLS(
            "smtp.starttls.reset-initial-state",
            right(SUBMISSIONS),
            right(SUBMISSION).that(Known.TO_SMTP));

    private static final Set<String> FAMILIES = Set.of("Equality", "Resumption");

    private final String requirement;
    private final Broken server;
    private final Broken twin;

    PairMutant(String requirement, Broken server, Broken twin) {
        this.requirement = requirement;
        this.server = server;
        this.twin = twin;
    }

    /** Everybody is a user, and no name needed. */
    private static final class Known {
        static final UnaryOperator<Endpoint> TO_IMAP = answers(TLS, "(\\w+) SELECT .*", "$1 OK yours");
        static final UnaryOperator<Endpoint> TO_POP3 = answers(TLS, "STAT", "+OK 0 0");
        static final UnaryOperator<Endpoint> TO_SMTP = answers(TLS, "AUTH .*", "503 again");
    }

    @Override
    public String requirement() {
        return requirement;
    }

    @Override
    public Broken server() {
        return server;
    }

    @Override
    public Optional<Broken> twin() {
        return Optional.of(twin);
    }

    @Override
    public boolean isAskedAbout(Case test) {
        return FAMILIES.contains(Mutant.family(test)) && test.requirements().contains(requirement);
    }
}
