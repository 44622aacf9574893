package mailtls.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import mailtls.client.Ask.Outcome;
import mailtls.event.Event;
import mailtls.machine.Reply;
import mailtls.tls.TestTls;
import org.junit.jupiter.api.Test;

class CallTest {

    private final Call<String, String> call = new Call<>();

    /** Says a word; the server's word decides what comes of it. */
    private record Word(String word) implements Ask<String, String> {

        @Override
        public Reply first() {
            return Request.line(word);
        }

        @Override
        public Outcome<String> hear(String reply) {
            return switch (reply) {
                case "yes" -> new Outcome.Done<>("yes to " + word);
                case "no" -> new Outcome.Failed<>(Failure.COMMAND, reply);
                case "more" -> new Outcome.Say<>(Request.line(word + " more"));
                case "bye" -> new Outcome.Last<>("bye to " + word);
                case "..." -> new Outcome.Listen<>();
                default -> new Outcome.Broken<>(Failure.NOT_THE_PROTOCOL, reply);
            };
        }
    }

    private CompletableFuture<String> ask(String word) {
        return call.ask(new Word(word));
    }

    private static String words(Reply reply) {
        return reply.text();
    }

    @Test
    void nothingIsAskedBeforeTheConnectionIsReady() {
        ask("one");

        assertEquals(Optional.empty(), call.next());
        assertFalse(call.isReady());

        call.handOver("client");

        assertTrue(call.isReady());
        assertEquals("client", MemoryServer.wait(call.ready()));
        assertEquals(Optional.of("one"), call.next().map(CallTest::words));
    }

    @Test
    void oneThingIsAskedAfterTheOther() {
        call.handOver("client");
        var one = ask("one");
        var two = ask("two");

        assertEquals(Optional.of("one"), call.next().map(CallTest::words));
        assertEquals(Optional.empty(), call.next());
        assertSame(Reply.NONE, call.hear("..."));
        assertEquals("one more", words(call.hear("more")));
        assertEquals("two", words(call.hear("yes")));
        assertSame(Reply.NONE, call.hear("no"));
        assertEquals("yes to one", MemoryServer.wait(one));
        assertEquals(Failure.COMMAND, MemoryServer.failure(two));
    }

    @Test
    void whoeverAsksNudgesTheConnection() {
        var nudges = new ArrayList<String>();
        call.nudgeBy(() -> nudges.add("nudge"));

        ask("one");
        ask("two");

        assertEquals(2, nudges.size());
    }

    @Test
    void anAnswerToNothingEndsTheConnection() {
        call.handOver("client");

        assertSame(Request.LEAVE, call.hear("yes"));
        assertEquals(Failure.EARLY_REPLY, MemoryServer.failure(ask("one")));
    }

    @Test
    void whenOneBreaksTheyAllDo() {
        call.handOver("client");
        var one = ask("one");
        var two = ask("two");
        call.next();

        assertSame(Request.LEAVE, call.hear("garbage"));

        assertEquals(Failure.NOT_THE_PROTOCOL, MemoryServer.failure(one));
        assertEquals(Failure.NOT_THE_PROTOCOL, MemoryServer.failure(two));
        assertEquals(Failure.NOT_THE_PROTOCOL, MemoryServer.failure(ask("three")));
        assertEquals(Optional.empty(), call.next());
    }

    @Test
    void theFirstReasonCounts() {
        call.fail(Failure.HANDSHAKE, "no");
        call.fail(Failure.ENDED, "");
        call.handOver("client");

        assertEquals(Failure.HANDSHAKE, MemoryServer.failure(call.ready()));
        assertFalse(call.isReady());
    }

    @Test
    void whatWasHandedOverIsKeptAndFailsWhenItIsUsed() {
        call.handOver("client");
        call.fail(Failure.ENDED, "");

        assertEquals("client", MemoryServer.wait(call.ready()));
        assertEquals(Failure.ENDED, MemoryServer.failure(ask("one")));
    }

    @Test
    void afterTheLastWordThereIsNoOther() {
        call.handOver("client");
        var last = ask("quit");
        var late = ask("late");
        call.next();

        assertSame(Request.LEAVE, call.hear("bye"));

        assertEquals("bye to quit", MemoryServer.wait(last));
        assertEquals(Failure.CLOSED, MemoryServer.failure(late));
    }

    @Test
    void onlySoManyWait() {
        List<CompletableFuture<String>> promises = new ArrayList<>();
        for (int i = 0; i < Call.MOST_WAITING; i++) {
            promises.add(ask("word"));
        }

        assertEquals(Failure.TOO_MANY, MemoryServer.failure(ask("one too many")));
        assertFalse(promises.get(0).isDone());
    }

    @Test
    void whatHappensToTheConnectionHappensToTheCall() {
        assertEquals(Failure.EARLY_OCTETS, after(new Event.EarlyPlaintext("imap", 3, Event.EarlyPlaintext.Kind.TEXT)));
        assertEquals(Failure.HANDSHAKE, after(new Event.HandshakeFailed("bad certificate")));
        assertEquals(Failure.TRUNCATED, after(new Event.Truncated()));
        assertEquals(Failure.TOO_SLOW, after(new Event.SaidFarewell("idle")));
        assertEquals(Failure.ENDED, after(new Event.Disconnected(0, 0, 0)));
    }

    private static Failure after(Event event) {
        var call = new Call<String, String>();
        call.happened(event);
        return MemoryServer.failure(call.ready());
    }

    @Test
    void theCallIsOverWhenTheConnectionIsGone() {
        call.happened(new Event.Truncated());
        assertFalse(call.over().isDone());

        call.happened(new Event.Disconnected(0, 0, 0));

        MemoryServer.wait(call.over());
        assertEquals(Failure.TRUNCATED, MemoryServer.failure(call.ready()));
    }

    @Test
    void aFailureSaysWhichRuleWasBrokenAndShowsWhatWasSaid() {
        call.wire().heard("garbage");
        call.happened(new Event.Secured("implicit", TestTls.facts()));
        call.fail(Failure.NOT_THE_PROTOCOL, "\u001bgarbage");

        MailClientException failed = MemoryServer.broken(call.ready());
        String message = String.valueOf(failed.getMessage());

        assertTrue(message.startsWith(Failure.NOT_THE_PROTOCOL.words() + ": ?garbage (RFC "), message);
        assertTrue(message.contains("S: garbage"), message);
        assertTrue(failed.transcript().contains("-- over TLS"), failed.transcript());
    }

    @Test
    void whoWaitsGetsTheFailureItself() throws Exception {
        var broken = new CompletableFuture<String>();
        broken.completeExceptionally(new MailClientException(Failure.LOGIN, "", ""));
        var faulty = new CompletableFuture<String>();
        faulty.completeExceptionally(new IllegalStateException("ours"));

        assertEquals(
                Failure.LOGIN,
                assertThrows(MailClientException.class, () -> MailClientException.await(broken))
                        .failure());
        assertThrows(IllegalStateException.class, () -> MailClientException.await(faulty));
        assertEquals("done", MailClientException.await(CompletableFuture.completedFuture("done")));
    }

    @Test
    void eachFailureHasWordsAndASource() {
        for (Failure failure : Failure.values()) {
            assertFalse(failure.words().isEmpty());
            assertTrue(failure.source().startsWith("RFC ") || failure.source().equals("mailtls"), failure::source);
        }
    }
}
