package mailtls.conformance.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import mailtls.conformance.check.Baseline;
import mailtls.conformance.check.MailTlsCheck;
import mailtls.conformance.peer.Trust;
import mailtls.conformance.serve.ReferenceServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class MailTlsTestsTest {

    private static final String CASE = "smtp.StartTlsCommand.REFUSES_AN_ARGUMENT";

    private static ReferenceServer server;

    @BeforeAll
    static void start() {
        server = ReferenceServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** The whole of what a project writes. */
    @TestFactory
    Stream<DynamicNode> theReferenceAsASuiteOfTests() {
        return MailTlsTests.of(check(server.urls()).cases("*.StartTlsCommand.*", "*.StlsCommand.*"));
    }

    @Test
    void aCaseThatDoesNotApplyIsSkipped() {
        DynamicTest test = only(check(server.urls()).cases("pop3.StlsCommand.LETS_THE_USER_IN"));

        assertThrows(TestAbortedException.class, test.getExecutable()::execute);
    }

    @Test
    void aCaseOfWhichNothingCanBeSaidFails() {
        DynamicTest test = only(MailTlsCheck.of("smtp://127.0.0.1:1").cases(CASE));

        var failure = assertThrows(AssertionFailedError.class, test.getExecutable()::execute);

        assertTrue(failure.getMessage().startsWith("INCONCLUSIVE: "), failure.getMessage());
        assertTrue(failure.getMessage().contains("RFC 3207"), failure.getMessage());
    }

    @Test
    void whatIsKnownIsSkipped() {
        Baseline known = Baseline.of(List.of(CASE + " there is nobody"), Set.of(CASE));
        DynamicTest test =
                only(MailTlsCheck.of("smtp://127.0.0.1:1").cases(CASE).baseline(known));

        var skipped = assertThrows(TestAbortedException.class, test.getExecutable()::execute);

        assertEquals("known: there is nobody", skipped.getMessage());
    }

    private static MailTlsCheck check(List<String> urls) {
        return MailTlsCheck.of(urls)
                .trust(Trust.in(List.of(server.authority())))
                .timeout(Duration.ofSeconds(30));
    }

    private static DynamicTest only(MailTlsCheck check) {
        List<DynamicNode> tests = MailTlsTests.of(check)
                .flatMap(container ->
                        ((DynamicContainer) container).getChildren().map(DynamicNode.class::cast))
                .toList();
        assertEquals(1, tests.size());
        return (DynamicTest) tests.get(0);
    }
}
