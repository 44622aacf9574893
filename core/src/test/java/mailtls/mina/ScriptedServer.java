package mailtls.mina;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import mailtls.wire.Ascii;

/**
 * A server in clear that says what it was told to, for tests of clients: the first piece at once, and another one for each line
 * of the client. It keeps what the client said. In a piece, <code>{tag}</code> stands for the first word of the client's last
 * line.
 */
public final class ScriptedServer implements AutoCloseable {

    private static final int PATIENCE_MS = 10_000;

    private final ServerSocket socket;
    private final List<String> pieces;
    private final Thread thread;
    private final StringBuilder heard = new StringBuilder();

    private ScriptedServer(List<String> pieces) throws IOException {
        this.pieces = pieces;
        this.socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        this.thread = new Thread(this::serve, "scripted server");
        thread.start();
    }

    /** Starts a server; each piece is sent in one segment. */
    public static ScriptedServer saying(String... pieces) throws IOException {
        return new ScriptedServer(List.of(pieces));
    }

    /** Returns where it listens. */
    public InetSocketAddress place() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** Waits until the client has gone, and returns all that it said. */
    public String heard() throws InterruptedException {
        thread.join(PATIENCE_MS);
        synchronized (heard) {
            return heard.toString();
        }
    }

    private void serve() {
        try (Socket client = socket.accept()) {
            client.setTcpNoDelay(true);
            client.setSoTimeout(PATIENCE_MS);
            InputStream in = client.getInputStream();
            for (String piece : pieces) {
                client.getOutputStream().write(Ascii.octets(piece.replace("{tag}", lastTag())));
                readLine(in);
            }
            client.shutdownOutput();
            while (read(in) >= 0) {
                continue; // until the client goes
            }
        } catch (IOException gone) {
            keep("(" + gone.getClass().getSimpleName() + ")");
        }
    }

    private String lastTag() {
        synchronized (heard) {
            String[] lines = heard.toString().split("\r\n");
            return lines[lines.length - 1].split(" ", 2)[0];
        }
    }

    private void readLine(InputStream in) throws IOException {
        for (int octet = read(in); octet >= 0 && octet != '\n'; octet = read(in)) {
            continue;
        }
    }

    private int read(InputStream in) throws IOException {
        int octet = in.read();
        if (octet >= 0) {
            keep(Ascii.text(new byte[] {(byte) octet}));
        }
        return octet;
    }

    private void keep(String more) {
        synchronized (heard) {
            heard.append(more);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
