package mailtls.conformance.suite.mutants;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
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

/** Serves an endpoint that may be a mutant, on a socket, with a thread for each connection. */
final class MutantServer implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Protocol protocol;
    private final UnaryOperator<Endpoint> fault;
    private final SSLContext context;

    MutantServer(Protocol protocol, UnaryOperator<Endpoint> fault, SSLContext context) throws IOException {
        this.protocol = protocol;
        this.fault = fault;
        this.context = context;
        daemon(this::accept);
    }

    int port() {
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

        Serving(Socket raw) {
            this.raw = raw;
            this.now = raw;
            var peer = new Peer((InetSocketAddress) raw.getRemoteSocketAddress(), event -> {}, () -> {});
            endpoint = fault.apply(new Connection(protocol, peer, Limits.DEFAULT, WireLog.OFF));
        }

        void serve() {
            try (raw) {
                raw.setTcpNoDelay(true);
                perform(endpoint.opened(Channel.CLEARTEXT));
                byte[] chunk = new byte[1 << 14];
                while (!closed) {
                    InputStream in = now.getInputStream();
                    int count = in.read(chunk);
                    if (count < 0) {
                        perform(endpoint.peerEnded(Ending.FIN));
                        break;
                    }
                    perform(endpoint.received(ByteBuffer.wrap(chunk, 0, count)));
                    perform(endpoint.sent());
                }
                now.close();
            } catch (IOException gone) {
                closed = true;
            } finally {
                endpoint.gone();
            }
        }

        private void perform(List<Effect> effects) {
            effects.forEach(effect -> effect.perform(this));
        }

        @Override
        public void send(List<ByteBuffer> octets) {
            var words = new StringBuilder();
            octets.forEach(piece -> words.append(Ascii.text(piece)));
            try {
                OutputStream out = now.getOutputStream();
                out.write(Ascii.octets(words.toString()));
                out.flush();
            } catch (IOException gone) {
                closed = true;
            }
        }

        @Override
        public void startTls(ByteBuffer arrived) {
            byte[] octets = new byte[arrived.remaining()];
            arrived.get(octets);
            try {
                var tls = (SSLSocket)
                        context.getSocketFactory().createSocket(raw, new ByteArrayInputStream(octets), false);
                tls.startHandshake();
                now = tls;
                perform(endpoint.secured(TestTls.facts()));
            } catch (SSLException failed) {
                perform(endpoint.handshakeFailed());
            } catch (IOException gone) {
                closed = true;
            }
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
