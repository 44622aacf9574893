package mailtls.client;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import mailtls.wire.Ascii;

/** A connection was given up, or a command failed. The message says why, and ends with what was said, without secrets. */
public final class MailClientException extends IOException {

    private static final long serialVersionUID = 1;

    private final Failure failure;
    private final String transcript;

    /**
     * Makes an exception.
     *
     * @param failure which rule was broken
     * @param detail what happened; a server's words in it are made printable
     * @param transcript what was said, without secrets
     */
    public MailClientException(Failure failure, String detail, String transcript) {
        super(failure.words() + (detail.isEmpty() ? "" : ": " + Ascii.printable(detail)) + " (" + failure.source() + ")"
                + (transcript.isEmpty() ? "" : "\n" + transcript));
        this.failure = failure;
        this.transcript = transcript;
    }

    /** Returns which rule was broken. */
    public Failure failure() {
        return failure;
    }

    /** Returns the message without the transcript. */
    public String firstLine() {
        return String.valueOf(getMessage()).lines().findFirst().orElse("");
    }

    /** Returns what was said, a line for each, without secrets. */
    public String transcript() {
        return transcript;
    }

    /**
     * Waits for something a client promised: the plain blocking use of the clients.
     *
     * @throws MailClientException if it failed
     * @throws InterruptedException if the thread was interrupted while it waited; the work itself goes on
     */
    public static <T> T await(CompletableFuture<T> promise) throws MailClientException, InterruptedException {
        try {
            return promise.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof MailClientException ours) {
                throw ours;
            }
            throw new IllegalStateException("a fault of mailtls", failed);
        }
    }
}
