package mailtls.conformance.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import mailtls.conformance.peer.Target;
import mailtls.conformance.peer.Trust;
import mailtls.conformance.serve.ReferenceServer;
import mailtls.conformance.suite.Profile;
import mailtls.conformance.suite.Result;
import mailtls.conformance.suite.Verdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MailTlsCheckTest {

    private static ReferenceServer server;

    @BeforeAll
    static void start() {
        server = ReferenceServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void serversAreExaminedInTheirOrder() {
        Run run = check().run();

        assertEquals(server.urls(), urls(run));
        assertFalse(run.hasFailed());
        assertFalse(run.isUndecided());
    }

    /** Who listens hears the same, in the same order, whoever is asked at the same time and however often. */
    @Test
    void jobsAndRepetitionsChangeNothingButTheTime() {
        List<String> once = told(check());
        List<String> together = told(check().jobs(4).repeat(2));

        assertFalse(once.isEmpty());
        assertEquals(once, together);
    }

    private static List<String> told(MailTlsCheck check) {
        var told = new ArrayList<String>();
        check.tell(new MailTlsCheck.Listener() {
                    @Override
                    public void target(Target target, Profile profile) {
                        told.add(target.toString());
                    }

                    @Override
                    public void result(Result result) {
                        told.add(result.test().id() + " " + result.verdict());
                    }

                    @Override
                    public void examined(Run.Examined examined) {
                        told.add("end of " + examined.target());
                    }
                })
                .run();
        return told;
    }

    @Test
    void eachTimeACaseIsPlayedIsToldAsOften() {
        var announced = new AtomicInteger();
        var played = new AtomicInteger();

        check().jobs(3)
                .repeat(3)
                .tell(new MailTlsCheck.Listener() {
                    @Override
                    public void begins(long seed, int cases) {
                        announced.set(cases);
                    }

                    @Override
                    public void played() {
                        played.incrementAndGet();
                    }
                })
                .run();

        assertEquals(0, announced.get() % 3);
        assertEquals(announced.get(), played.get());
    }

    /** What may harm is not done unless it is asked for. */
    @Test
    void whatMayHarmIsLeftOutUnlessItIsAskedFor() {
        MailTlsCheck check = MailTlsCheck.of(server.urls())
                .trust(Trust.in(List.of(server.authority())))
                .account(ReferenceServer.USER, ReferenceServer.PASSWORD)
                .recipient(ReferenceServer.RECIPIENT)
                .timeout(Duration.ofSeconds(30))
                .cases("imap.AppendCommand.HALF*", "pop3.Maildrop.KEEPS*ENDS.*", "smtp.DataCommand.TAKES*PLICIT_TLS");

        assertEquals(List.of(Verdict.SKIP), verdicts(check));
        assertEquals(List.of(Verdict.PASS), verdicts(check.intrusive()));
    }

    private static List<Verdict> verdicts(MailTlsCheck check) {
        return List.copyOf(check.run().counts().keySet());
    }

    @Test
    void aProfileCanBeNamed() {
        Run run = MailTlsCheck.of("smtp://127.0.0.1:1")
                .profile(Profile.STRICT)
                .cases("smtp.ImplicitTls.*")
                .run();

        assertEquals(Profile.STRICT, run.targets().get(0).profile());
        assertEquals(List.of(), run.results());
    }

    @Test
    void whereNobodyAnswersNothingIsDecided() {
        Run run = MailTlsCheck.of("imap://127.0.0.1:1")
                .cases("imap.StartTlsCommand.*")
                .without("*_TLS*")
                .run();

        assertEquals(List.of(Verdict.INCONCLUSIVE), List.copyOf(run.counts().keySet()));
    }

    @Test
    void whatIsNoUrlIsRefusedAtOnce() {
        assertThrows(
                IllegalArgumentException.class,
                () -> MailTlsCheck.of("http://127.0.0.1").run());
        assertThrows(
                IllegalArgumentException.class,
                () -> MailTlsCheck.of("imap://127.0.0.1").jobs(0));
        assertThrows(
                IllegalArgumentException.class,
                () -> MailTlsCheck.of("imap://127.0.0.1").repeat(0));
    }

    private static List<String> urls(Run run) {
        return run.targets().stream()
                .map(examined -> examined.target().toString())
                .toList();
    }

    private static MailTlsCheck check() {
        return MailTlsCheck.of(server.urls())
                .trust(Trust.in(List.of(server.authority())))
                .account(ReferenceServer.USER, ReferenceServer.PASSWORD)
                .timeout(Duration.ofSeconds(30))
                .cases("*.StartTlsCommand.REFUSES_*", "*.StlsCommand.REFUSES_*", "*.ImplicitTls.REFUSES_*");
    }
}
