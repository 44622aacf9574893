package mailtls.conformance.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import mailtls.conformance.peer.Mode;
import mailtls.wire.Ascii;

/** A small client with blocking sockets that does as it should, but for one flaw. */
abstract class ScriptedClient implements Client {

    private static final int PATIENCE = 10_000;
    private static final int A_LITTLE = 150;

    /** What is remembered from one start to the next, by the user that it was for. */
    private static final Map<String, List<String>> LISTS = new ConcurrentHashMap<>();

    private final Flaw flaw;
    private final Mode mode;

    ScriptedClient(Flaw flaw, Mode mode) {
        this.flaw = flaw;
        this.mode = mode;
    }

    @Override
    public Optional<Outcome> start(Invitation invitation) {
        try {
            session(invitation, false);
            return Optional.of(new Outcome(Optional.of(true), "exit status 0", ""));
        } catch (Hanging forEver) {
            return Optional.empty();
        } catch (IOException wrong) {
            boolean content = is(Flaw.IS_ALWAYS_CONTENT);
            return Optional.of(new Outcome(Optional.of(content), "exit status 1", String.valueOf(wrong.getMessage())));
        }
    }

    private void session(Invitation invitation, boolean again) throws IOException {
        try (var session = new Session(invitation, again)) {
            run(session);
        } catch (NoTls failed) {
            boolean inClear = is(Flaw.IS_CLEAR_AFTER_A_FAILED_HANDSHAKE) || is(Flaw.IS_CLEAR_ON_THE_SECOND_CONNECTION);
            if (again || !inClear) {
                throw failed;
            }
            session(invitation, true);
        }
    }

    private void run(Session session) throws IOException {
        if (mode == Mode.IMPLICIT) {
            if (is(Flaw.TAKES_A_GREETING_IN_CLEAR)) {
                session.readLittle();
            }
            if (is(Flaw.NEEDS_NO_TLS_AFTER_THE_GO_AHEAD)) {
                session.say("NOOP");
                session.line();
            }
            session.tls();
        }
        talk(session);
    }

    /** Says all that there is to say. */
    abstract void talk(Session session) throws IOException;

    boolean is(Flaw one) {
        return flaw == one;
    }

    boolean isImplicit() {
        return mode == Mode.IMPLICIT;
    }

    /** Returns the list of an earlier start, if there was one and it is remembered. */
    Optional<List<String>> remembered(Session session) {
        return Optional.ofNullable(LISTS.get(session.invitation().user())).filter(list -> is(Flaw.REMEMBERS_THE_LIST));
    }

    /** Keeps a list for the next start. */
    void keep(Session session, List<String> list) {
        if (is(Flaw.REMEMBERS_THE_LIST)) {
            LISTS.putIfAbsent(session.invitation().user(), list);
        }
    }

    /** It would wait for ever. */
    static final class Hanging extends IOException {
        private static final long serialVersionUID = 1;

        Hanging() {
            super("it waits for ever");
        }
    }

    /** TLS was not to be had. */
    static final class NoTls extends IOException {
        private static final long serialVersionUID = 1;

        NoTls(String why) {
            super(why);
        }
    }

    /** One connection. */
    final class Session implements AutoCloseable {
        private final Invitation invitation;
        private final boolean again;
        private final Socket socket;
        private Socket channel;
        private Socket tls;
        private final StringBuilder arrived = new StringBuilder();
        private boolean overTls;
        private boolean isPlayed;

        Session(Invitation invitation, boolean again) throws IOException {
            this.invitation = invitation;
            this.again = again;
            socket = new Socket();
            socket.setSoTimeout(PATIENCE);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), invitation.port()));
            channel = socket;
            tls = socket;
        }

        Invitation invitation() {
            return invitation;
        }

        boolean isOverTls() {
            return overTls;
        }

        /** Whether this client does without TLS here. */
        boolean doesWithout() {
            return again;
        }

        void say(String line) throws IOException {
            if (isPlayed) {
                return;
            }
            channel.getOutputStream().write(Ascii.octets(line + "\r\n"));
            channel.getOutputStream().flush();
        }

        String line() throws IOException {
            int end = arrived.indexOf("\n");
            while (end < 0) {
                fill();
                end = arrived.indexOf("\n");
            }
            String line = arrived.substring(0, end).replaceFirst("\r$", "");
            arrived.delete(0, end + 1);
            return line;
        }

        /** Returns so many octets, or what there is if the connection ends before. */
        String octets(int count) throws IOException {
            try {
                while (arrived.length() < count) {
                    fill();
                }
            } catch (EOFException cutOff) {
                if (!is(Flaw.TAKES_A_PART_FOR_THE_WHOLE)) {
                    throw cutOff;
                }
                return arrived.toString();
            }
            String octets = arrived.substring(0, count);
            arrived.delete(0, count);
            return octets;
        }

        /** Returns whether a line is there that nobody has asked for. */
        boolean hasMore() {
            return arrived.indexOf("\n") >= 0;
        }

        private void fill() throws IOException {
            byte[] chunk = new byte[8192];
            int count;
            try {
                count = channel.getInputStream().read(chunk);
            } catch (javax.net.ssl.SSLException cutOff) {
                if (is(Flaw.HANGS_AT_A_HELLO_REQUEST)) {
                    throw new Hanging();
                }
                throw new EOFException(String.valueOf(cutOff.getMessage()));
            }
            if (count < 0 && overTls && is(Flaw.TAKES_CLEARTEXT_AFTER_TLS) && channel == tls) {
                // The other one stays in its field: where it is collected, it ends TLS.
                channel = socket;
                return;
            }
            if (count < 0 && overTls && is(Flaw.TALKS_ON_AFTER_THE_END)) {
                say("x EXAMINE INBOX");
            }
            if (count < 0) {
                throw new EOFException("the server has gone");
            }
            arrived.append(Ascii.text(chunk, 0, count));
        }

        /** Listens a little longer than it should. */
        void readLittle() throws IOException {
            socket.setSoTimeout(A_LITTLE);
            try {
                InputStream in = socket.getInputStream();
                byte[] chunk = new byte[8192];
                int count = in.read(chunk);
                if (count > 0) {
                    arrived.append(Ascii.text(chunk, 0, count));
                }
            } catch (SocketTimeoutException silent) {
                socket.setSoTimeout(PATIENCE);
            }
            socket.setSoTimeout(PATIENCE);
        }

        /** Does the handshake, with nothing between the go-ahead and it. */
        void tls() throws IOException {
            if (is(Flaw.READS_ON_BEFORE_TLS) || is(Flaw.TAKES_WHAT_CAME_BEFORE_THE_END)) {
                readLittle();
            }
            boolean kept = is(Flaw.KEEPS_WHAT_CAME_BEHIND)
                    || is(Flaw.READS_ON_BEFORE_TLS)
                    || is(Flaw.TAKES_A_GREETING_IN_CLEAR)
                    || is(Flaw.TAKES_WHAT_CAME_BEFORE_THE_END);
            if (is(Flaw.KEEPS_A_FRAGMENT)) {
                arrived.delete(0, arrived.lastIndexOf("\n") + 1);
            } else if (!kept && !arrived.isEmpty() && !is(Flaw.NOTICES_AFTER_THE_HANDSHAKE)) {
                throw new IOException("something stood behind the go-ahead");
            }
            try {
                var script = new ScriptedTls(flaw, invitation);
                tls = script.over(socket, invitation.port());
                if (is(Flaw.TAKES_CLEARTEXT_BEFORE_RECORDS_FOR_ANSWERS)) {
                    arrived.append(script.cleartext());
                }
                channel = tls;
                overTls = true;
                if (is(Flaw.TAKES_WHAT_CAME_BEFORE_THE_END)) {
                    arrived.setLength(0);
                }
                if (is(Flaw.NOTICES_AFTER_THE_HANDSHAKE) && !arrived.isEmpty()) {
                    throw new IOException("something stood before the handshake");
                }
            } catch (IOException failed) {
                if (is(Flaw.TAKES_WHAT_CAME_BEFORE_THE_END) && !arrived.isEmpty()) {
                    isPlayed = true;
                    overTls = true;
                    return;
                }
                if (is(Flaw.TAKES_OLD_VERSIONS)) {
                    awaitTheEnd();
                }
                if (is(Flaw.IS_CLEAR_AFTER_A_FAILED_HANDSHAKE)) {
                    throw new NoTls(String.valueOf(failed.getMessage()));
                }
                throw failed;
            }
        }

        private void awaitTheEnd() throws IOException {
            InputStream in = socket.getInputStream();
            while (in.read() >= 0) {
                overTls = false;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** Returns the words of a list. */
    static List<String> words(List<String> lines) {
        var words = new ArrayList<String>();
        lines.forEach(line -> words.addAll(List.of(line.split(" "))));
        return words;
    }
}
