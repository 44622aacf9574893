package mailtls.conformance.mitm;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Consumer;
import mailtls.conformance.peer.MailProtocol;

/** A port where somebody stands between clients and a server. */
public final class Interception implements AutoCloseable {

    private final ServerSocket port;
    private final InetSocketAddress target;
    private final Attack attack;
    private final Speech speech;
    private final int cutAfter;
    private final Consumer<String> told;
    private final Thread door;

    private Interception(
            ServerSocket port,
            InetSocketAddress target,
            MailProtocol protocol,
            Attack attack,
            int cutAfter,
            Consumer<String> told) {
        this.port = port;
        this.target = target;
        this.attack = attack;
        this.speech = new Speech(protocol);
        this.cutAfter = cutAfter;
        this.told = told;
        door = new Thread(this::open, "mitm");
        door.setDaemon(true);
        door.start();
    }

    /**
     * Opens a port.
     *
     * @param address where; port 0 stands for any that is free
     * @param target the server
     * @param cutAfter how many octets of the server's TLS a connection lives that is to be cut off
     * @param told hears what is changed, on any thread
     * @throws IOException if the port can't be had
     */
    static Interception on(
            InetSocketAddress address,
            InetSocketAddress target,
            MailProtocol protocol,
            Attack attack,
            int cutAfter,
            Consumer<String> told)
            throws IOException {
        var port = new ServerSocket();
        port.bind(address);
        return new Interception(port, target, protocol, attack, cutAfter, told);
    }

    /** Returns the port's number. */
    public int port() {
        return port.getLocalPort();
    }

    private void open() {
        try {
            while (true) {
                Socket client = port.accept();
                Thread visit = new Thread(() -> join(client), "mitm");
                visit.setDaemon(true);
                visit.start();
            }
        } catch (IOException closed) {
            told.accept("no more connections");
        }
    }

    private void join(Socket client) {
        try (client;
                Socket server = new Socket()) {
            server.connect(target);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            told.accept("a client has come");
            new Splice(attack, speech, client, server, cutAfter, told).run();
        } catch (IOException unreachable) {
            told.accept("no way to " + target + ": " + unreachable.getMessage());
        }
    }

    /** Waits until the port is closed. */
    void await() throws InterruptedException {
        door.join();
    }

    @Override
    public void close() throws IOException {
        port.close();
    }
}
