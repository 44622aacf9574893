package mailtls.conformance.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import mailtls.conformance.peer.Peer;
import mailtls.conformance.peer.SocketPeer;
import mailtls.conformance.peer.Target;
import mailtls.conformance.peer.Trust;
import mailtls.wire.Ascii;

/** A server of SMTP that says one line to each client, the first line to the first of them, and nothing to those who come later. */
final class Door implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMillis(300);

    private final ServerSocket listener;
    private final List<Socket> clients = new ArrayList<>();

    Door(String... greetings) throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        CompletableFuture.runAsync(() -> greet(List.of(greetings)));
    }

    private void greet(List<String> greetings) {
        try {
            for (String greeting : greetings) {
                Socket client = listener.accept();
                clients.add(client);
                client.getOutputStream().write(Ascii.octets(greeting + "\r\n"));
            }
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    Peer connect() throws IOException {
        var url = "smtp://127.0.0.1:" + listener.getLocalPort();
        return SocketPeer.connect(Target.parse(url, Trust.anybody(), Optional.empty(), PATIENCE));
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket client : clients) {
            client.close();
        }
    }
}
