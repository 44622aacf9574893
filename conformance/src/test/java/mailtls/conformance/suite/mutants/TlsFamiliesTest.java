package mailtls.conformance.suite.mutants;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import mailtls.MailServer;
import mailtls.conformance.cases.Cases;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.peer.Target;
import mailtls.conformance.peer.Trust;
import mailtls.conformance.serve.ReferenceServer;
import mailtls.conformance.spec.Catalogue;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Examination;
import mailtls.conformance.suite.Profile;
import mailtls.conformance.suite.Result;
import mailtls.conformance.suite.Verdict;
import mailtls.machine.Protocol;
import mailtls.pop3.Pop3;
import mailtls.pop3.Pop3Tables;
import mailtls.sasl.Accounts;
import mailtls.store.MemoryMailStore;
import mailtls.tls.ListenerPolicy;
import mailtls.tls.TestIdentity;
import mailtls.wire.Limits;
import org.junit.jupiter.api.Test;

/** The cases that are the same in each protocol catch servers that are wrong on purpose. */
class TlsFamiliesTest {

    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Trust ANYBODY = Trust.anybody();

    /** What Java takes unless it is told otherwise: CBC, for one. */
    private static final SSLContext CAREFREE = context();

    @Test
    void javasDefaultSuitesAreTooMany() throws IOException {
        try (var server = serving(right())) {
            assertEquals(Verdict.FAIL, verdict(server, "pop3.Hellos.CBC_SUITES.STARTTLS", Optional.empty()));
            assertEquals(Verdict.PASS, verdict(server, "pop3.Hellos.NULL_SUITES.STARTTLS", Optional.empty()));
        }
    }

    @Test
    void aServerThatTakesStlsTwiceIsNotTheSameOnItsOtherPort() throws IOException {
        try (var server = serving(Pop3Tables.stlsOverTls(house()));
                var reference = ReferenceServer.start()) {
            assertEquals(Verdict.FAIL, verdict(server, "pop3.Equality.REPLIES", Optional.of(pop3s(reference))));
        }
    }

    @Test
    void aServerThatDoesNotIsTheSame() throws IOException {
        try (var server = serving(right());
                var reference = ReferenceServer.start()) {
            assertEquals(Verdict.PASS, verdict(server, "pop3.Equality.REPLIES", Optional.of(pop3s(reference))));
            assertEquals(Verdict.SKIP, verdict(server, "pop3.Equality.REPLIES", Optional.empty()));
        }
    }

    private static MutantServer serving(Protocol protocol) throws IOException {
        return new MutantServer(Mode.STARTTLS, protocol, endpoint -> endpoint, WireFault.NONE, CAREFREE);
    }

    private static Verdict verdict(MutantServer server, String id, Optional<Target> otherPort) {
        List<Case> cases = Cases.suite().cases().stream()
                .filter(test -> test.id().equals(id))
                .toList();
        var examination = Examination.of(target("pop3://localhost:" + server.port()), Profile.STRICT, CATALOGUE, 1);
        otherPort.ifPresent(examination::with);
        List<Result> results = examination.run(cases, result -> {});
        return results.get(0).verdict();
    }

    private static Target pop3s(ReferenceServer reference) {
        return reference.urls().stream()
                .filter(url -> url.startsWith("pop3s:"))
                .map(TlsFamiliesTest::target)
                .findFirst()
                .orElseThrow();
    }

    private static Target target(String url) {
        return Target.parse(url, ANYBODY, Optional.empty(), PATIENCE);
    }

    private static SSLContext context() {
        TestIdentity authority = TestIdentity.authority();
        return authority.signs("localhost").contextTrusting(authority);
    }

    private static Protocol right() {
        return Pop3.server(house(), ListenerPolicy.STARTTLS_REQUIRED);
    }

    private static MailServer house() {
        var store = new MemoryMailStore(1 << 20, Set.of("example.org"));
        store.addAccount("alice");
        return new MailServer("localhost", new Accounts().add("alice", "secret"), store, Limits.DEFAULT);
    }
}
