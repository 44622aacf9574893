package mailtls.conformance.suite.mutants;

import static mailtls.conformance.suite.mutants.WireFault.ANSWERS_AN_EARLY_HELLO_IN_CLEAR;
import static mailtls.conformance.suite.mutants.WireFault.GOES_ON_IN_CLEAR_AFTER_A_FAILURE;
import static mailtls.conformance.suite.mutants.WireFault.GOES_ON_IN_CLEAR_AFTER_CLOSE_NOTIFY;
import static mailtls.conformance.suite.mutants.WireFault.GREETS_IN_CLEAR;
import static mailtls.conformance.suite.mutants.WireFault.KEEPS_WHAT_COMES_BEFORE_THE_HELLO;
import static mailtls.conformance.suite.mutants.WireFault.LOSES_WHAT_COMES_FIRST;
import static mailtls.conformance.suite.mutants.WireFault.SAYS_IN_CLEAR_THAT_TLS_FAILED;
import static mailtls.conformance.suite.mutants.WireFault.SAYS_NO_CLOSE_NOTIFY;
import static mailtls.conformance.suite.mutants.WireFault.SPEAKS_IN_CLEAR;
import static mailtls.conformance.suite.mutants.WireFault.TAKES_A_RECORD_FOR_A_LINE;
import static mailtls.conformance.suite.mutants.WireFault.TAKES_A_SESSION_FOR_A_LOGIN;

import java.io.EOFException;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
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
    private static final int LARGEST_RECORD = 1 << 17;
    private static final String NO = "500 -ERR BAD\r\n";

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Mode mode;
    private final Protocol protocol;
    private final UnaryOperator<Endpoint> fault;
    private final WireFault wire;
    private final HelloFault hello;
    private final SSLContext context;
    private final SessionLogins logins = new SessionLogins();
    private final Thread acceptor = daemon(this::accept);

    MutantServer(Broken broken, Protocol protocol, SSLContext context) throws IOException {
        this.mode = broken.scheme().mode();
        this.protocol = protocol;
        this.fault = broken.fault();
        this.wire = broken.wire();
        this.hello = broken.hello();
        this.context = context;
        acceptor.start();
    }

    @Override
    public int port() {
        return socket.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                daemon(() -> serve(client)).start();
            }
        } catch (IOException closed) {
            // That is how it ends.
        }
    }

    private void serve(Socket client) {
        try (client) {
            new Serving(client).serve();
        } catch (IOException gone) {
            // There is nobody to tell.
        }
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task, "mutant");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** Goes down. As long as somebody waits for clients at a socket, they come. */
    private void die() throws IOException {
        socket.close();
        try {
            acceptor.join();
        } catch (InterruptedException gone) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Serving implements Transport {

        private final Socket raw;
        private final PushbackInputStream in;
        private final Endpoint endpoint;
        private Optional<RecordLayer> tls = Optional.empty();
        private boolean closed;
        private String before = "";
        private boolean loses = wire == LOSES_WHAT_COMES_FIRST;

        Serving(Socket raw) throws IOException {
            this.raw = raw;
            raw.setTcpNoDelay(true);
            in = new PushbackInputStream(raw.getInputStream(), LARGEST_RECORD);
            var peer = new Peer((InetSocketAddress) raw.getRemoteSocketAddress(), event -> {}, () -> {});
            endpoint = fault.apply(new Connection(protocol, peer, Limits.DEFAULT, WireLog.OFF));
        }

        void serve() throws IOException {
            try {
                open();
                while (!closed) {
                    listen();
                }
                if (tls.isPresent() && wire != SAYS_NO_CLOSE_NOTIFY) {
                    tls.get().end();
                }
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
                tls = Optional.of(handshake());
            } catch (SSLException failed) {
                failed();
            }
            if (wire != GREETS_IN_CLEAR && !closed) {
                perform(endpoint.opened(TestTls.channel()));
                resumeLogin();
            }
        }

        private void listen() throws IOException {
            try {
                Optional<String> octets = tls.isPresent() ? tls.get().read() : readInClear();
                if (octets.isEmpty()) {
                    ended();
                } else if (loses && tls.isPresent()) {
                    loses = false;
                } else if (tls.isPresent() && wire == TAKES_A_RECORD_FOR_A_LINE) {
                    hear(octets.get().stripTrailing() + "\r\n");
                } else {
                    hear(octets.get());
                }
            } catch (SSLException failed) {
                failed();
            } catch (EOFException cutOff) {
                perform(endpoint.peerEnded(Ending.TRUNCATED));
                closed = true;
            }
        }

        private Optional<String> readInClear() throws IOException {
            byte[] chunk = new byte[CHUNK];
            int count = in.read(chunk);
            return count < 0 ? Optional.empty() : Optional.of(Ascii.text(ByteBuffer.wrap(chunk, 0, count)));
        }

        private void hear(String octets) {
            List<Effect> answers = endpoint.received(ByteBuffer.wrap(Ascii.octets(octets)));
            tls.ifPresent(layer -> logins.watch(layer.session(), octets, answers));
            perform(answers);
            perform(endpoint.sent());
        }

        /** Is told again what made a user of somebody with the same session; the answers are not for anybody. */
        private void resumeLogin() {
            if (tls.isPresent() && wire == TAKES_A_SESSION_FOR_A_LOGIN) {
                String login = logins.of(tls.get().session());
                endpoint.received(ByteBuffer.wrap(Ascii.octets(login)));
                endpoint.sent();
            }
        }

        private void ended() {
            if (tls.isPresent() && wire == GOES_ON_IN_CLEAR_AFTER_CLOSE_NOTIFY) {
                tls = Optional.empty();
            } else {
                perform(endpoint.peerEnded(tls.isPresent() ? Ending.CLOSE_NOTIFY : Ending.FIN));
                closed = true;
            }
        }

        /** In the middle of a conversation, or at the beginning of one: there is no way back to cleartext, but here there is. */
        private void failed() {
            tls = Optional.empty();
            if (wire == SAYS_IN_CLEAR_THAT_TLS_FAILED) {
                write(NO);
            }
            closed = wire != GOES_ON_IN_CLEAR_AFTER_A_FAILURE;
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
                if (tls.isPresent()) {
                    tls.get().write(words);
                } else {
                    raw.getOutputStream().write(Ascii.octets(words));
                }
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
                    write(NO);
                }
                in.unread(octets);
                tls = Optional.of(handshake());
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
                failed();
                perform(endpoint.handshakeFailed());
            }
        }

        private RecordLayer handshake() throws IOException {
            if (wire == KEEPS_WHAT_COMES_BEFORE_THE_HELLO) {
                before = skip();
            }
            var layer = new RecordLayer(context, in, raw.getOutputStream(), wire);
            byte[] record = layer.hello();
            SeenHello seen = SeenHello.of(record);
            if (hello.when().test(seen)) {
                if (hello.isDeadly()) {
                    die();
                }
                write(hello.answer().apply(seen));
                throw new SSLException("a ClientHello that it makes something else of");
            }
            layer.shake(record);
            return layer;
        }

        /** Skips what is no handshake, and returns it. */
        private String skip() throws IOException {
            var skipped = new StringBuilder();
            int octet = in.read();
            while (octet >= 0 && octet != HANDSHAKE_RECORD) {
                skipped.append((char) octet);
                octet = in.read();
            }
            if (octet >= 0) {
                in.unread(octet);
            }
            return skipped.toString();
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
