package mailtls.conformance.mitm;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import mailtls.conformance.peer.MailProtocol;

/** One connection that somebody on the way has joined: lines in clear, which can be changed, and then TLS. A thread for each direction. */
final class Splice implements AutoCloseable {

    private static final String IN_CLEAR = "in clear";

    private final Plan plan;
    private final Attack attack;
    private final Speech speech;
    private final End client;
    private final End server;
    private final Onlooker onlooker;
    private final Runnable spoiled;
    private final Forgery forgery;
    private final Relay relay;

    /** Whether the server agreed to TLS, for whoever asked on the client's behalf. */
    private final LinkedBlockingQueue<Boolean> agreed = new LinkedBlockingQueue<>();

    /** Whether there is TLS now; it is told to whoever listens to the server. */
    private final LinkedBlockingQueue<Boolean> secured = new LinkedBlockingQueue<>();

    /** The tag of the STARTTLS that the server has not answered yet. */
    private volatile Optional<String> asked = Optional.empty();

    private volatile Optional<String> why = Optional.empty();

    /**
     * Joins the two.
     *
     * @param spoiled is run when the client has been attacked so that it comes again
     */
    Splice(Plan plan, End client, End server, Onlooker onlooker, Runnable spoiled) {
        this.plan = plan;
        this.attack = plan.attack();
        this.speech = new Speech(plan.protocol());
        this.client = client;
        this.server = server;
        this.onlooker = onlooker;
        this.spoiled = spoiled;
        forgery = new Forgery(attack, speech, onlooker);
        relay = new Relay(plan, client, server, onlooker);
    }

    /** Hands on what either side says, until both have ended, or neither says anything any more. */
    void run(Silence silence) throws InterruptedException {
        Thread both = daemon(this::talk);
        both.start();
        // One that takes nothing holds up whoever writes to it; only somebody else can end that.
        while (both.isAlive() && silence.left() > 0) {
            both.join(silence.left());
        }
        if (both.isAlive()) {
            end("nobody says anything any more");
        }
        both.join();
        onlooker.course("over%s; %,d octets of the client, %,d of the server"
                .formatted(why.map(words -> ": " + words).orElse(""), client.octets(), server.octets()));
    }

    private Thread daemon(Work work) {
        var thread = new Thread(() -> untilTheEnd(work), "mitm");
        thread.setDaemon(true);
        return thread;
    }

    private void talk() throws IOException, InterruptedException {
        begin();
        Thread back = daemon(this::hearServer);
        back.start();
        untilTheEnd(this::hearClient);
        back.join();
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private void untilTheEnd(Work work) {
        try {
            work.run();
        } catch (IOException over) {
            end(over instanceof EOFException ? String.valueOf(over.getMessage()) : "it is broken off");
        } catch (InterruptedException leave) {
            Thread.currentThread().interrupt();
            end("nobody stands between any more");
        }
    }

    private synchronized void end(String words) {
        why = why.or(() -> Optional.of(words));
        close();
    }

    private void begin() throws IOException {
        if (attack == Attack.GREET) {
            onlooker.middle("says in clear: " + speech.greeting());
            client.say(List.of(speech.greeting()));
        } else if (attack == Attack.OPOSSUM) {
            askForTls();
        }
    }

    /** On the client's behalf, which knows nothing of it. */
    private void askForTls() throws IOException {
        onlooker.middle("keeps the greeting: " + serverLine());
        if (plan.protocol() == MailProtocol.SMTP) {
            server.say(List.of("EHLO mitm.example"));
            String line = serverLine();
            while (!speech.endsReply(line, "")) {
                line = serverLine();
            }
        }
        server.say(List.of(speech.startTls()));
        onlooker.middle("asks for TLS itself, and joins the two: " + serverLine());
    }

    private String serverLine() throws IOException {
        return server.line().orElseThrow(() -> new EOFException("the server has gone"));
    }

    private void hearClient() throws IOException, InterruptedException {
        if (plan.beginsInClear() && !hearClientInClear()) {
            server.shut();
            return;
        }
        if (client.beginsTls()) {
            secure();
            return;
        }
        String line = client.line().orElseThrow(() -> new EOFException("the client goes before TLS"));
        onlooker.client(line, IN_CLEAR);
        onlooker.fall("begins no TLS");
        throw new EOFException("there is no TLS");
    }

    /** Returns whether TLS comes next. */
    private boolean hearClientInClear() throws IOException, InterruptedException {
        while (true) {
            if (client.beginsTls()) {
                throw new EOFException("the client begins TLS, and there is nobody for it");
            }
            Optional<String> line = client.line();
            if (line.isEmpty()) {
                return false;
            }
            onlooker.client(line.get(), IN_CLEAR);
            if (!speech.asksForTls(line.get())) {
                server.say(List.of(line.get()));
            } else if (upgrade(line.get())) {
                return true;
            }
        }
    }

    /** Returns whether TLS comes next. */
    private boolean upgrade(String line) throws IOException, InterruptedException {
        String tag = speech.tag(line);
        switch (attack.asked()) {
            case REFUSED -> answer(speech.refusal(tag));
            case AGREED_TO -> answer(speech.goAhead(tag));
            case KEPT -> onlooker.middle("keeps it");
            case HUNG_UP -> {
                spoiled.run();
                throw new EOFException("STARTTLS is not let through");
            }
            case HANDED_ON -> {
                asked = Optional.of(tag);
                ask(line);
                return agreed.take();
            }
        }
        return false;
    }

    private void answer(String reply) throws IOException {
        onlooker.middle("keeps it, and answers: " + reply);
        client.say(List.of(reply));
    }

    private void ask(String line) throws IOException {
        if (attack == Attack.INJECT) {
            onlooker.middle(
                    "puts behind it: " + Forgery.joined(plan.words().lines().toList()));
            server.say(List.of(line, plan.words()));
        } else {
            server.say(List.of(line));
        }
    }

    private void secure() throws IOException, InterruptedException {
        switch (attack.tls()) {
            case HANDED_ON -> onlooker.course("TLS begins");
            case HUNG_UP -> {
                spoiled.run();
                throw new EOFException("the ClientHello is not let through");
            }
            case IN_TWO -> new FalseTls(plan, onlooker).between(client, server);
            case IN_TLS_1_0 -> throw new EOFException(new OldTls(plan, onlooker).answer(client));
        }
        secured.add(true);
        relay.hearClient();
    }

    private void hearServer() throws IOException, InterruptedException {
        if (plan.beginsInClear() && !hearServerInClear()) {
            agreed.add(false);
            client.shut();
        } else if (secured.take()) {
            relay.hearServer();
        }
    }

    /** Returns whether TLS comes next. */
    private boolean hearServerInClear() throws IOException {
        for (Optional<String> line = server.line(); line.isPresent(); line = server.line()) {
            onlooker.server(line.get());
            if (answered(line.get())) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether TLS comes next. */
    private boolean answered(String line) throws IOException {
        Optional<String> tag = asked.filter(known -> speech.endsReply(line, known));
        if (tag.isEmpty()) {
            client.say(forgery.of(line));
            return false;
        }
        asked = Optional.empty();
        boolean goAhead = speech.isGoAhead(line, tag.get());
        if (goAhead) {
            forgery.goAhead(line, tag.get(), client);
        } else {
            client.say(List.of(line));
        }
        agreed.add(goAhead);
        return goAhead;
    }

    @Override
    public void close() {
        agreed.add(false);
        secured.add(false);
        try (client;
                server) {
            asked = Optional.empty();
        } catch (IOException overAnyway) {
            onlooker.course("closing failed");
        }
    }
}
