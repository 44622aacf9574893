package mailtls.conformance.mitm;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What is said over TLS: handed on unread, or read where there are two handshakes. A thread for each direction. */
final class Relay {

    private final Plan plan;
    private final End client;
    private final End server;
    private final Onlooker onlooker;
    private final Patience patience = new Patience();
    private volatile boolean answered;

    Relay(Plan plan, End client, End server, Onlooker onlooker) {
        this.plan = plan;
        this.client = client;
        this.server = server;
        this.onlooker = onlooker;
    }

    private boolean isRead() {
        return plan.attack().tls() == Attack.Tls.IN_TWO;
    }

    /** Hands on what the client says, until it has no more to say. */
    void hearClient() throws IOException {
        if (isRead()) {
            for (Optional<String> line = client.line(); line.isPresent(); line = client.line()) {
                onlooker.client(line.get(), "to whoever has shown it that certificate");
                server.say(List.of(line.get()));
            }
        } else {
            for (byte[] chunk = client.chunk(); chunk.length > 0; chunk = client.chunk()) {
                patience.client(chunk);
                lookWhetherItGoesOn();
                server.write(chunk);
            }
        }
        server.shut();
    }

    private void lookWhetherItGoesOn() {
        Optional<Integer> most = plan.attack().commandsWithoutAnswer();
        if (!answered && most.isPresent() && patience.commands() > most.get()) {
            tellThatItGoesOn(most.get());
        }
    }

    /** Whichever thread sees it first tells of it: the other one may find the answer gone by then. */
    private void tellThatItGoesOn(int most) {
        onlooker.fall(
                most == 0
                        ? "speaks over TLS before it has been greeted there"
                        : "goes on over TLS without an answer: it takes what was said in clear for it");
    }

    /** Hands on what the server says, until it has no more to say. */
    void hearServer() throws IOException, InterruptedException {
        if (isRead()) {
            for (Optional<String> line = server.line(); line.isPresent(); line = server.line()) {
                onlooker.server(line.get());
                client.say(List.of(line.get()));
            }
        } else {
            for (byte[] chunk = server.chunk(); chunk.length > 0; chunk = server.chunk()) {
                patience.server(chunk);
                holdBack();
                cutOff(chunk);
                client.write(chunk);
            }
        }
        client.shut();
    }

    /** Once, the first answer that the client has to wait for. */
    private void holdBack() throws InterruptedException {
        Optional<Integer> most = plan.attack().commandsWithoutAnswer();
        if (answered || most.isEmpty() || !patience.hasHandshake() || patience.commands() < most.get()) {
            return;
        }
        onlooker.middle("holds the server's answer back for a moment");
        if (patience.goesOn(most.get(), plan.bounds().moment())) {
            tellThatItGoesOn(most.get());
        } else {
            onlooker.course("the client waits for it");
        }
        answered = true;
    }

    private void cutOff(byte[] chunk) throws IOException {
        if (plan.attack() == Attack.TRUNCATE && patience.commands() >= plan.answer()) {
            client.write(Arrays.copyOf(chunk, chunk.length / 2));
            throw new EOFException("the answer is cut off");
        }
    }
}
