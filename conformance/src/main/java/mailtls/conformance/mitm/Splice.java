package mailtls.conformance.mitm;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import mailtls.wire.Ascii;

/** One connection that somebody on the way has joined: lines in clear, which can be changed, and then TLS, which can not. */
final class Splice implements AutoCloseable {

    private static final int LONGEST_LINE = 1 << 16;
    private static final int CHUNK = 1 << 14;
    private static final String CRLF = "\r\n";

    private final Attack attack;
    private final Speech speech;
    private final Consumer<String> told;
    private final Socket client;
    private final Socket server;
    private final InputStream fromClient;
    private final InputStream fromServer;
    private final int cutAfter;

    /** Whether the server agreed to TLS, for whoever asked on the client's behalf; the tag stands in {@link #asked}. */
    private final LinkedBlockingQueue<Boolean> answers = new LinkedBlockingQueue<>();

    private volatile Optional<String> asked = Optional.empty();
    private boolean isGreeting = true;

    Splice(Attack attack, Speech speech, Socket client, Socket server, int cutAfter, Consumer<String> told)
            throws IOException {
        this.attack = attack;
        this.speech = speech;
        this.client = client;
        this.server = server;
        this.cutAfter = cutAfter;
        this.told = told;
        fromClient = new BufferedInputStream(client.getInputStream());
        fromServer = new BufferedInputStream(server.getInputStream());
    }

    /** Hands on what either side says, until one of them ends. */
    void run() {
        Thread back = new Thread(() -> untilTheEnd(this::hearServer), "mitm");
        back.setDaemon(true);
        if (attack == Attack.OPOSSUM) {
            untilTheEnd(this::askForTls);
        }
        back.start();
        untilTheEnd(this::hearClient);
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private void untilTheEnd(Work work) {
        try {
            work.run();
        } catch (IOException over) {
            close();
        } catch (InterruptedException leave) {
            Thread.currentThread().interrupt();
            close();
        }
    }

    /** On the client's behalf, which knows nothing of it. */
    private void askForTls() throws IOException {
        String greeting = line(fromServer);
        told.accept("keeps the greeting: " + greeting);
        if (speech.protocol() == mailtls.conformance.peer.MailProtocol.SMTP) {
            say(server, "EHLO mitm.example");
            String line = line(fromServer);
            while (!speech.endsReply(line, "")) {
                line = line(fromServer);
            }
        }
        String command = switch (speech.protocol()) {
            case IMAP -> "x STARTTLS";
            case POP3 -> "STLS";
            case SMTP -> "STARTTLS";
        };
        say(server, command);
        told.accept("asks for TLS itself, and joins the two: " + line(fromServer));
    }

    private void hearClient() throws IOException, InterruptedException {
        boolean inClear = attack != Attack.OPOSSUM;
        while (inClear) {
            String line = line(fromClient);
            inClear = speech.asksForTls(line) ? !upgrade(line) : passOn(line);
        }
        copy(fromClient, server, Integer.MAX_VALUE);
    }

    private boolean passOn(String line) throws IOException {
        say(server, line);
        return true;
    }

    /** Returns whether there is TLS now. */
    private boolean upgrade(String line) throws IOException, InterruptedException {
        String tag = speech.tag(line);
        switch (attack) {
            case STRIP, REFUSE -> {
                told.accept("refuses " + line);
                say(client, speech.refusal(tag));
                return false;
            }
            case EARLY_REPLY -> {
                told.accept("keeps " + line);
                return false;
            }
            default -> {
                asked = Optional.of(tag);
                boolean injects = attack == Attack.INJECT;
                if (injects) {
                    told.accept("puts behind " + line + ": " + speech.command());
                }
                say(server, injects ? line + CRLF + speech.command() : line);
                return answers.take();
            }
        }
    }

    private void hearServer() throws IOException {
        boolean inClear = attack != Attack.OPOSSUM;
        while (inClear) {
            String line = line(fromServer);
            Optional<String> tag = asked.filter(known -> speech.endsReply(line, known));
            if (tag.isEmpty()) {
                changed(line).ifPresent(this::sayToClient);
            } else {
                inClear = !answered(line, tag.get());
            }
        }
        copy(fromServer, client, attack == Attack.TRUNCATE ? cutAfter : Integer.MAX_VALUE);
        if (attack == Attack.TRUNCATE) {
            told.accept("cuts the connection off");
        }
        close();
    }

    private boolean answered(String line, String tag) throws IOException {
        asked = Optional.empty();
        boolean goAhead = speech.isGoAhead(line, tag);
        if (goAhead && attack == Attack.INJECT_REPLY) {
            told.accept("puts behind " + line + ": " + speech.reply(tag).replace(CRLF, " ⏎ "));
            say(client, line + CRLF + speech.reply(tag));
        } else {
            say(client, line);
        }
        answers.add(goAhead);
        return goAhead;
    }

    private Optional<String> changed(String line) {
        boolean greeting = isGreeting;
        isGreeting = false;
        Optional<String> changed = switch (attack) {
            case STRIP -> speech.withoutOffer(line);
            case PREAUTH -> Optional.of(greeting ? line.replaceFirst("^\\* OK", "* PREAUTH") : line);
            case EARLY_REPLY -> Optional.of(greeting ? line : withGoAhead(line));
            default -> Optional.of(line);
        };
        if (!changed.equals(Optional.of(line))) {
            told.accept("makes of " + line + ": " + changed.orElse("nothing").replace(CRLF, " ⏎ "));
        }
        return changed;
    }

    /** Behind the end of a list comes what is not asked for yet. */
    private String withGoAhead(String line) {
        String tag = speech.tag(line);
        boolean ends = switch (speech.protocol()) {
            case IMAP -> !tag.equals("*");
            case POP3 -> line.equals(".");
            case SMTP -> line.startsWith("250 ");
        };
        return ends ? line + CRLF + speech.goAhead(Speech.next(tag)) : line;
    }

    private void sayToClient(String line) {
        untilTheEnd(() -> say(client, line));
    }

    private static void say(Socket to, String line) throws IOException {
        to.getOutputStream().write(Ascii.octets(line + CRLF));
        to.getOutputStream().flush();
    }

    private static String line(InputStream from) throws IOException {
        var line = new StringBuilder();
        for (int octet = from.read(); octet != '\n'; octet = from.read()) {
            if (octet < 0 || line.length() > LONGEST_LINE) {
                throw new EOFException();
            }
            line.append((char) octet);
        }
        return line.toString().replaceFirst("\r$", "");
    }

    private static void copy(InputStream from, Socket to, int most) throws IOException {
        byte[] chunk = new byte[CHUNK];
        int left = most;
        while (left > 0) {
            int count = from.read(chunk, 0, Math.min(left, chunk.length));
            if (count < 0) {
                to.shutdownOutput();
                return;
            }
            to.getOutputStream().write(chunk, 0, count);
            to.getOutputStream().flush();
            left -= count;
        }
    }

    @Override
    public void close() {
        try (client;
                server) {
            answers.add(false);
        } catch (IOException overAnyway) {
            told.accept("closing failed");
        }
    }
}
