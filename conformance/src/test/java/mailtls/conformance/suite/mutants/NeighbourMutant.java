package mailtls.conformance.suite.mutants;

import static mailtls.conformance.peer.Scheme.IMAP;
import static mailtls.conformance.peer.Scheme.IMAPS;
import static mailtls.conformance.peer.Scheme.POP3;
import static mailtls.conformance.peer.Scheme.POP3S;
import static mailtls.conformance.peer.Scheme.SUBMISSION;
import static mailtls.conformance.peer.Scheme.SUBMISSIONS;
import static mailtls.conformance.suite.mutants.Faults.answers;
import static mailtls.machine.Over.TLS;

import java.util.Optional;
import java.util.function.UnaryOperator;
import mailtls.conformance.peer.Scheme;
import mailtls.conformance.suite.Case;
import mailtls.connection.Endpoint;

/** Servers with two ports: who comes to the second after having logged in on the first is taken for logged in there, too. */
enum NeighbourMutant implements Mutant {
    KNOWS_THE_READER("imap.state.wrong-state-rejected", IMAP, IMAPS, answers(TLS, "b SELECT INBOX", "b OK yours")),
    KNOWS_THE_READER_AFTER_STARTTLS(
            "imap.starttls.stays-not-authenticated", IMAPS, IMAP, answers(TLS, "b SELECT INBOX", "b OK yours")),
    KNOWS_THE_COLLECTOR("pop3.implicit.authorization-state", POP3, POP3S, answers(TLS, "STAT", "+OK 0 0")),
    KNOWS_THE_COLLECTOR_AFTER_STLS("pop3.stls.stays-authorization", POP3S, POP3, answers(TLS, "STAT", "+OK 0 0")),
    KNOWS_THE_SENDER("smtp.auth.only-once", SUBMISSION, SUBMISSIONS, answers(TLS, "AUTH PLAIN .*", "503 again?")),
    KNOWS_THE_SENDER_AFTER_STARTTLS(
            "smtp.starttls.reset-initial-state", SUBMISSIONS, SUBMISSION, answers(TLS, "AUTH PLAIN .*", "503 again?"));

    private final String requirement;
    private final Broken server;
    private final Broken twin;

    NeighbourMutant(String requirement, Scheme first, Scheme second, UnaryOperator<Endpoint> fault) {
        this.requirement = requirement;
        this.server = TlsMutant.right(first);
        this.twin = TlsMutant.right(second).that(fault);
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
        return Mutant.family(test).equals("Resumption");
    }
}
