package mailtls.conformance.suite.mutants;

import static mailtls.conformance.suite.mutants.Faults.answers;
import static mailtls.machine.Over.TLS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import mailtls.conformance.cases.Cases;
import mailtls.conformance.peer.Account;
import mailtls.conformance.peer.Scheme;
import mailtls.conformance.peer.Target;
import mailtls.conformance.peer.Trust;
import mailtls.conformance.spec.Catalogue;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Examination;
import mailtls.conformance.suite.Profile;
import mailtls.conformance.suite.Result;
import mailtls.conformance.suite.Verdict;
import mailtls.connection.Endpoint;
import mailtls.tls.TestIdentity;
import org.junit.jupiter.api.Test;

/** What a TLS session brings with it, from one connection to the next and from one port to the other. */
class ResumptionTest {

    /** Java gives no ticket for longer than seven days (RFC 8446 section 4.6.1). */
    private static final int TOO_LONG_FOR_A_TICKET = 604_801;

    private static final UnaryOperator<Endpoint> RIGHT = endpoint -> endpoint;
    private static final UnaryOperator<Endpoint> KNOWS_EVERYBODY = answers(TLS, "STAT", "+OK 0 0");
    private static final String OTHER_PORT = "pop3.Resumption.IS_NO_LOGIN_ON_THE_OTHER_PORT.STARTTLS";
    private static final String SAME_PORT = "pop3.Resumption.IS_NO_LOGIN.STARTTLS";

    @Test
    void aLogInThatGoesWithTheSessionIsFoundOnTheOtherPort() throws IOException {
        assertEquals(Verdict.FAIL, verdict(OTHER_PORT, KNOWS_EVERYBODY, context()));
        assertEquals(Verdict.PASS, verdict(OTHER_PORT, RIGHT, context()));
    }

    @Test
    void whereNoSessionIsResumedNothingCanBeSeen() throws IOException {
        SSLContext forgetful = context();
        forgetful.getServerSessionContext().setSessionTimeout(TOO_LONG_FOR_A_TICKET);

        assertEquals(Verdict.NOT_OBSERVABLE, verdict(OTHER_PORT, RIGHT, forgetful));
        assertEquals(Verdict.NOT_OBSERVABLE, verdict(SAME_PORT, RIGHT, forgetful));
    }

    @Test
    void whereOneIsNobodyIsLoggedIn() throws IOException {
        assertEquals(Verdict.PASS, verdict(SAME_PORT, RIGHT, context()));
    }

    /** Returns what is said of a server whose ports share their sessions, and whose port with implicit TLS has a fault. */
    private static Verdict verdict(String id, UnaryOperator<Endpoint> fault, SSLContext context) throws IOException {
        List<Case> cases = Cases.suite().cases().stream()
                .filter(test -> test.id().equals(id))
                .toList();
        try (Running one = TlsMutant.right(Scheme.POP3).start(context);
                Running other = TlsMutant.right(Scheme.POP3S).that(fault).start(context)) {
            Trust trust = Trust.anybody();
            List<Result> results = Examination.of(target("pop3", one, trust), Profile.STRICT, Catalogue.load(), 1)
                    .with(target("pop3s", other, trust))
                    .run(cases, result -> {});
            return results.get(0).verdict();
        }
    }

    private static Target target(String scheme, Running server, Trust trust) {
        var account = new Account(Broken.USER, Broken.PASSWORD);
        return Target.parse(
                scheme + "://localhost:" + server.port(), trust, Optional.of(account), Duration.ofSeconds(10));
    }

    private static SSLContext context() {
        TestIdentity authority = TestIdentity.authority();
        return authority.signs("localhost").contextTrusting(authority);
    }
}
