package mailtls.conformance.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** An open port of the loopback address. Whoever comes before somebody answers waits in the system's queue. */
public final class Door implements AutoCloseable {

    private final ServerSocketChannel socket;

    private Door(ServerSocketChannel socket) {
        this.socket = socket;
    }

    /**
     * Opens a port.
     *
     * @param number which, 0 to 65535; 0 stands for any that is free
     * @throws IOException if it is taken, or not for us
     */
    public static Door open(int number) throws IOException {
        ServerSocketChannel socket = ServerSocketChannel.open();
        try {
            return new Door(socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number)));
        } catch (IOException taken) {
            socket.close();
            throw taken;
        }
    }

    /** Opens any port that is free. */
    static Door anywhere() {
        try {
            return open(0);
        } catch (IOException noneIsFree) {
            throw new UncheckedIOException(noneIsFree);
        }
    }

    /** Returns its number. */
    public int port() {
        return socket.socket().getLocalPort();
    }

    /** Waits for the next one who comes. */
    SocketChannel accept() throws IOException {
        return socket.accept();
    }

    /** Nobody comes in any more. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException overAnyway) {
            throw new UncheckedIOException(overAnyway);
        }
    }
}
