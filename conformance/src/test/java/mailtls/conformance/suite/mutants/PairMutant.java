package mailtls.conformance.suite.mutants;

import static mailtls.conformance.peer.Scheme.IMAP;
import static mailtls.conformance.peer.Scheme.IMAPS;
import static mailtls.conformance.peer.Scheme.POP3;
import static mailtls.conformance.peer.Scheme.POP3S;
import static mailtls.conformance.peer.Scheme.SUBMISSION;
import static mailtls.conformance.peer.Scheme.SUBMISSIONS;
import static mailtls.conformance.suite.mutants.Faults.answers;
import static mailtls.conformance.suite.mutants.Faults.says;
import static mailtls.machine.Over.TLS;

import java.util.Optional;
import java.util.function.UnaryOperator;
import mailtls.conformance.peer.Scheme;
import mailtls.conformance.suite.Case;
import mailtls.connection.Endpoint;

/** Servers whose port with STARTTLS is not the same, over TLS, as their port with TLS from the beginning. */
enum PairMutant implements Mutant {
    /** On one port a mailbox is closed that is not open. */
    OBEYS_ON_ONE_PORT(
            "imap.starttls.stays-not-authenticated", IMAP, IMAPS, answers(TLS, "(\\w+) CLOSE", "$1 OK closed")),
    /** On one port there is an extension more. */
    LISTS_MORE_ON_ONE_PORT("imap.starttls.capabilities-may-differ", IMAP, IMAPS, says(TLS, " ID ", " ID X-MORE ")),
    /** On one port there is mail for anybody. */
    COUNTS_ON_ONE_PORT("pop3.stls.stays-authorization", POP3, POP3S, answers(TLS, "STAT", "+OK 0 0")),
    /** On one port all answers come one command later. */
    IS_LATE_ON_ONE_PORT("pop3.stls.stays-authorization", POP3, POP3S, GreetsAgain::new),
    /** On one port there is an extension more. */
    LISTS_ANOTHER_ON_ONE_PORT(
            "pop3.stls.capabilities-may-differ", POP3, POP3S, says(TLS, "TOP\r\n", "TOP\r\nX-MORE\r\n")),
    /** On one port an unknown command is said to be done. */
    KNOWS_EVERYTHING_ON_ONE_PORT(
            "smtp.starttls.reset-initial-state", SUBMISSION, SUBMISSIONS, answers(TLS, "UNKNOWN", "250 done")),
    /** On one port all answers come one command later. */
    ANSWERS_LATE_ON_ONE_PORT("smtp.starttls.reset-initial-state", SUBMISSION, SUBMISSIONS, GreetsAgain::new),
    /** On one port there is an extension more. */
    TELLS_MORE_ON_ONE_PORT(
            "smtp.starttls.ehlo-list-may-differ",
            SUBMISSION,
            SUBMISSIONS,
            says(TLS, "250-PIPELINING", "250-X-MORE\r\n250-PIPELINING"));

    private final String requirement;
    private final Broken server;
    private final Broken twin;

    PairMutant(String requirement, Scheme upgraded, Scheme implicit, UnaryOperator<Endpoint> fault) {
        this.requirement = requirement;
        this.server = TlsMutant.right(upgraded).that(fault);
        this.twin = TlsMutant.right(implicit);
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
        return Mutant.family(test).equals("Equality");
    }
}
