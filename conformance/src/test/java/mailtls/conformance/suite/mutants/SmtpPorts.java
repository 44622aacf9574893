package mailtls.conformance.suite.mutants;

import static mailtls.conformance.peer.Scheme.SMTP;
import static mailtls.conformance.peer.Scheme.SUBMISSION;
import static mailtls.conformance.peer.Scheme.SUBMISSIONS;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import mailtls.connection.Endpoint;
import mailtls.smtp.SmtpTables;

/** The servers of SMTP that a fault can be put into, with nothing wrong yet. */
final class SmtpPorts {

    private SmtpPorts() {}

    /** Takes mail from anybody, on port 25. */
    static Broken mx() {
        return TlsMutant.right(SMTP);
    }

    /** Takes mail of users, and demands TLS of them, on port 587. */
    static Broken submission() {
        return TlsMutant.right(SUBMISSION);
    }

    /** Takes mail of users, over implicit TLS, on port 465. */
    static Broken submissions() {
        return TlsMutant.right(SUBMISSIONS);
    }

    /** The same fault on the three ports. */
    static List<Broken> everywhere(UnaryOperator<Endpoint> fault) {
        return with(fault, submission(), submissions().again(), mx().again());
    }

    /** The same fault on the two ports that users come to. */
    static List<Broken> forUsers(UnaryOperator<Endpoint> fault) {
        return with(fault, submission(), submissions().again());
    }

    /** The same fault on the two ports that users come to, but that they need not log in. */
    static List<Broken> forStrangers(UnaryOperator<Endpoint> fault) {
        return with(
                fault,
                Broken.of(SUBMISSION, SmtpTables::withoutALogin),
                Broken.of(SUBMISSIONS, SmtpTables::withoutALogin).again());
    }

    private static List<Broken> with(UnaryOperator<Endpoint> fault, Broken... servers) {
        return Stream.of(servers).map(server -> server.that(fault)).toList();
    }
}
