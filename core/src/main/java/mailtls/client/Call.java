package mailtls.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import mailtls.connection.WireLog;
import mailtls.event.Event;
import mailtls.machine.Reply;

/**
 * One call at a server, as its caller sees it: the promise of a connection that is ready to be used, and what is asked on it
 * afterwards, one thing at a time and in order. It outlives the conversations, and remembers nothing that was said in them.
 *
 * <p>Promises are kept on another thread than the connection's own, so that whoever waits for one may take its time.
 *
 * @param <H> the replies of the protocol
 * @param <C> what the user gets to work with
 */
public final class Call<H, C> {

    /** How many questions may wait for their turn. */
    public static final int MOST_WAITING = 1000;

    /** A question, and the promise of its answer. */
    private record Pending<H, T>(Ask<H, T> ask, CompletableFuture<T> promise) {}

    private final Transcript transcript = new Transcript();
    private final CompletableFuture<C> ready = new CompletableFuture<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private final Queue<Pending<H, ?>> waiting = new ArrayDeque<>();
    private Optional<Pending<H, ?>> current = Optional.empty();
    private Optional<MailClientException> failed = Optional.empty();
    private Runnable nudge = () -> {};
    private boolean handedOver;

    /** Returns the promise of a connection that is ready: after the handshake, with a name that was verified. */
    public CompletableFuture<C> ready() {
        return ready;
    }

    /** Returns the promise that the connection is gone. */
    public CompletableFuture<Void> over() {
        return over;
    }

    /** Returns what sees what is said. */
    public WireLog wire() {
        return transcript;
    }

    /** Sets what asks for {@link #next} to be said. */
    public synchronized void nudgeBy(Runnable what) {
        nudge = what;
    }

    /** The connection is ready to be used, unless it failed already. */
    public synchronized void handOver(C client) {
        if (failed.isEmpty()) {
            handedOver = true;
            ready.completeAsync(() -> client);
        }
    }

    /** Returns whether the connection was handed over. */
    public synchronized boolean isReady() {
        return handedOver;
    }

    /** Asks something; may be called by any thread. */
    public <T> CompletableFuture<T> ask(Ask<H, T> ask) {
        var promise = new CompletableFuture<T>();
        synchronized (this) {
            if (failed.isPresent()) {
                failLater(promise, failed.get());
                return promise;
            }
            if (waiting.size() >= MOST_WAITING) {
                failLater(promise, exception(Failure.TOO_MANY, MOST_WAITING + " of them"));
                return promise;
            }
            waiting.add(new Pending<>(ask, promise));
        }
        nudge.run();
        return promise;
    }

    /** Returns what to say next, if the turn is ours and there is something to be asked. */
    public synchronized Optional<Reply> next() {
        if (!handedOver || current.isPresent() || waiting.isEmpty()) {
            return Optional.empty();
        }
        current = Optional.of(waiting.remove());
        return current.map(pending -> pending.ask().first());
    }

    /** Takes a reply and returns what to say to it: the rest of the question, or the next one. */
    public synchronized Reply hear(H reply) {
        if (current.isEmpty()) {
            return fail(Failure.EARLY_REPLY, reply.toString());
        }
        return settle(current.get(), reply);
    }

    private <T> Reply settle(Pending<H, T> pending, H reply) {
        Ask.Outcome<T> outcome = pending.ask().hear(reply);
        if (outcome instanceof Ask.Outcome.Say<T> say) {
            return say.more();
        }
        if (outcome instanceof Ask.Outcome.Done<T> done) {
            pending.promise().completeAsync(done::answer);
            return goOn();
        }
        if (outcome instanceof Ask.Outcome.Last<T> last) {
            current = Optional.empty();
            pending.promise().completeAsync(last::answer);
            return fail(Failure.CLOSED, "");
        }
        if (outcome instanceof Ask.Outcome.Failed<T> refused) {
            failLater(pending.promise(), exception(refused.failure(), refused.detail()));
            return goOn();
        }
        if (outcome instanceof Ask.Outcome.Broken<T> broken) {
            return fail(broken.failure(), broken.detail());
        }
        return Reply.NONE;
    }

    private Reply goOn() {
        current = Optional.empty();
        return next().orElse(Reply.NONE);
    }

    /**
     * Gives the connection up. The first reason counts; every promise that is open is broken with it.
     *
     * @return what to say: nothing, and the row's other state is entered, which closes
     */
    public synchronized Reply fail(Failure failure, String detail) {
        if (failed.isEmpty()) {
            MailClientException why = exception(failure, detail);
            failed = Optional.of(why);
            if (!handedOver) {
                failLater(ready, why);
            }
            List<Pending<H, ?>> open = new ArrayList<>(waiting);
            current.ifPresent(open::add);
            waiting.clear();
            current = Optional.empty();
            open.forEach(pending -> failLater(pending.promise(), why));
        }
        return Request.LEAVE;
    }

    /** Learns what happened to the connection, and gives it up where it has to. */
    public void happened(Event event) {
        if (event instanceof Event.EarlyPlaintext early) {
            fail(Failure.EARLY_OCTETS, early.octets() + " octets");
        } else if (event instanceof Event.Secured secured) {
            transcript.note("over TLS: " + secured.facts());
        } else if (event instanceof Event.HandshakeFailed handshake) {
            fail(Failure.HANDSHAKE, handshake.reason());
        } else if (event instanceof Event.Truncated) {
            fail(Failure.TRUNCATED, "");
        } else if (event instanceof Event.SaidFarewell farewell) {
            fail(Failure.TOO_SLOW, farewell.reason());
        } else if (event instanceof Event.Disconnected) {
            fail(Failure.ENDED, "");
            over.completeAsync(() -> null);
        }
    }

    private MailClientException exception(Failure failure, String detail) {
        return new MailClientException(failure, detail, transcript.toString());
    }

    private static void failLater(CompletableFuture<?> promise, MailClientException why) {
        promise.defaultExecutor().execute(() -> promise.completeExceptionally(why));
    }
}
