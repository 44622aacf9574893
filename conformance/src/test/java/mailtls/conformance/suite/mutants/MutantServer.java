package mailtls.conformance.suite.mutants;

import static mailtls.conformance.suite.mutants.WireFault.ANSWERS_AN_EARLY_HELLO_IN_CLEAR;
import static mailtls.conformance.suite.mutants.WireFault.GOES_ON_IN_CLEAR_AFTER_A_FAILURE;
import static mailtls.conformance.suite.mutants.WireFault.GOES_ON_IN_CLEAR_AFTER_CLOSE_NOTIFY;
import static mailtls.conformance.suite.mutants.WireFault.GREETS_IN_CLEAR;
import static mailtls.conformance.suite.mutants.WireFault.KEEPS_WHAT_COMES_BEFORE_THE_HELLO;
import static mailtls.conformance.suite.mutants.WireFault.LOSES_WHAT_COMES_FIRST;
import static mailtls.conformance.suite.mutants.WireFault.SAYS_NO_CLOSE_NOTIFY;
import static mailtls.conformance.suite.mutants.WireFault.SPEAKS_IN_CLEAR;
import static mailtls.conformance.suite.mutants.WireFault.TAKES_A_SESSION_FOR_A_LOGIN;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import mailtls.conformance.peer.Mode;
import mailtls.connection.Connection;
import mailtls.connection.Effect;
import mailtls.connection.Ending;
import mailtls.connection.Endpoint;
import mailtls.connection.Transport;
import mailtls.connection.WireLog;
import mailtls.machine.Peer;
import mailtls.machine.Protocol;
import mailtls.tls.Channel;
import mailtls.tls.TestTls;
import mailtls.wire.Ascii;
import mailtls.wire.Limits;

/** Serves an endpoint on a socket, with a thread for each connection. The endpoint may have a fault, and so may what is below it. */
final class MutantServer implements Running {

    private static final int HANDSHAKE_RECORD = 22;
    private static final int CHUNK = 1 << 14;

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Mode mode;
    private final Protocol protocol;
    private final UnaryOperator<Endpoint> fault;
    private final WireFault wire;
    private final SSLContext context;
    private final SessionLogins logins = new SessionLogins();

    MutantServer(Mode mode, Protocol protocol, UnaryOperator<Endpoint> fault, WireFault wire, SSLContext context)
            throws IOException {
        this.mode = mode;
        this.protocol = protocol;
        this.fault = fault;
        this.wire = wire;
        this.context = context;
        daemon(this::accept);
    }

    @Override
    public int port() {
        return socket.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                daemon(() -> new Serving(client).serve());
            }
        } catch (IOException closed) {
            // That is how it ends.
        }
    }

    private static void daemon(Runnable task) {
        var thread = new Thread(task, "mutant");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private final class Serving implements Transport {

        private final Socket raw;
        private final Endpoint endpoint;
        private Socket now;
        private boolean closed;
        private String before = "";
        private boolean loses = wire == LOSES_WHAT_COMES_FIRST;

        Serving(Socket raw) {
            this.raw = raw;
            this.now = raw;
            var peer = new Peer((InetSocketAddress) raw.getRemoteSocketAddress(), event -> {}, () -> {});
            endpoint = fault.apply(new Connection(protocol, peer, Limits.DEFAULT, WireLog.OFF));
        }

        void serve() {
            try (raw) {
                raw.setTcpNoDelay(true);
                open();
                byte[] chunk = new byte[CHUNK];
                while (!closed) {
                    int count = read(chunk);
                    if (count >= 0) {
                        hear(ByteBuffer.wrap(chunk, 0, count));
                    } else if (now != raw && wire == GOES_ON_IN_CLEAR_AFTER_CLOSE_NOTIFY) {
                        now = raw;
                    } else {
                        perform(endpoint.peerEnded(Ending.FIN));
                        closed = true;
                    }
                }
                (wire == SAYS_NO_CLOSE_NOTIFY ? raw : now).close();
            } catch (IOException gone) {
                closed = true;
            } finally {
                endpoint.gone();
            }
        }

        private void open() throws IOException {
            if (mode == Mode.STARTTLS || wire == SPEAKS_IN_CLEAR) {
                perform(endpoint.opened(Channel.CLEARTEXT));
                return;
            }
            if (wire == GREETS_IN_CLEAR) {
                perform(endpoint.opened(TestTls.channel()));
            }
            try {
                now = overTls(new byte[0]);
            } catch (SSLException failed) {
                failed();
            }
            if (wire != GREETS_IN_CLEAR && !closed) {
                perform(endpoint.opened(TestTls.channel()));
                resumeLogin();
            }
        }

        private void hear(ByteBuffer octets) {
            String said = Ascii.text(octets.duplicate());
            List<Effect> answers = endpoint.received(octets);
            if (now instanceof SSLSocket tls) {
                logins.watch(tls.getSession(), said, answers);
            }
            perform(answers);
            perform(endpoint.sent());
        }

        /** Is told again what made a user of somebody with the same session; the answers are not for anybody. */
        private void resumeLogin() {
            if (wire == TAKES_A_SESSION_FOR_A_LOGIN && now instanceof SSLSocket tls) {
                endpoint.received(ByteBuffer.wrap(Ascii.octets(logins.of(tls.getSession()))));
                endpoint.sent();
            }
        }

        private int read(byte[] chunk) throws IOException {
            try {
                int count = now.getInputStream().read(chunk);
                if (now != raw && loses) {
                    loses = false;
                    return now.getInputStream().read(chunk);
                }
                return count;
            } catch (SSLException failed) {
                failed();
                return 0;
            }
        }

        /** In the middle of a conversation, or at the beginning of one: there is no way back to cleartext, but here there is. */
        private void failed() {
            if (wire == GOES_ON_IN_CLEAR_AFTER_A_FAILURE) {
                now = raw;
            } else {
                closed = true;
            }
        }

        private void perform(List<Effect> effects) {
            effects.forEach(effect -> effect.perform(this));
        }

        @Override
        public void send(List<ByteBuffer> octets) {
            var words = new StringBuilder();
            octets.forEach(piece -> words.append(Ascii.text(piece)));
            write(words.toString());
        }

        private void write(String words) {
            try {
                now.getOutputStream().write(Ascii.octets(words));
                now.getOutputStream().flush();
            } catch (IOException gone) {
                closed = true;
            }
        }

        @Override
        public void startTls(ByteBuffer arrived) {
            byte[] octets = new byte[arrived.remaining()];
            arrived.get(octets);
            try {
                if (octets.length > 0 && wire == ANSWERS_AN_EARLY_HELLO_IN_CLEAR) {
                    write("500 -ERR BAD\r\n");
                }
                now = overTls(octets);
                perform(endpoint.secured(TestTls.facts()));
                resumeLogin();
                if (!before.isEmpty()) {
                    perform(endpoint.received(ByteBuffer.wrap(Ascii.octets(before))));
                }
            } catch (SSLException failed) {
                failedToStart();
            } catch (IOException gone) {
                closed = true;
            }
        }

        private void failedToStart() {
            if (wire == GOES_ON_IN_CLEAR_AFTER_A_FAILURE) {
                perform(endpoint.secured(TestTls.facts()));
            } else {
                perform(endpoint.handshakeFailed());
            }
        }

        private Socket overTls(byte[] arrived) throws IOException {
            byte[] first = wire == KEEPS_WHAT_COMES_BEFORE_THE_HELLO ? skipped(arrived) : arrived;
            var tls = (SSLSocket)
                    context.getSocketFactory().createSocket(new Borrowed(raw), new ByteArrayInputStream(first), false);
            tls.startHandshake();
            return tls;
        }

        /** Skips what is no handshake, and returns the first octet of what is. */
        private byte[] skipped(byte[] arrived) throws IOException {
            var all = new SequenceInputStream(new ByteArrayInputStream(arrived), raw.getInputStream());
            var skipped = new StringBuilder();
            int octet = all.read();
            while (octet >= 0 && octet != HANDSHAKE_RECORD) {
                skipped.append((char) octet);
                octet = all.read();
            }
            before = skipped.toString();
            byte[] rest = arrived.length > before.length()
                    ? Arrays.copyOfRange(arrived, before.length(), arrived.length)
                    : new byte[] {HANDSHAKE_RECORD};
            return octet < 0 ? new byte[0] : rest;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
