package mailtls.conformance.peer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import mailtls.conformance.peer.Heard.Ended;
import mailtls.conformance.peer.Heard.How;
import mailtls.conformance.peer.Transcript.Direction;
import mailtls.conformance.peer.Transcript.Layer;
import mailtls.wire.Ascii;

/**
 * A TCP connection that waits for nothing longer than it is told to. While it writes it also reads: a server that wants to be heard
 * before it listens can't hang us.
 */
final class Wire implements AutoCloseable {

    /** How much may lie unread before we stop reading. */
    static final int MOST_UNREAD = 1 << 20;

    private static final int CHUNK = 1 << 14;

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final Transcript transcript;
    private final Capture.Connection capture;
    private final StringBuilder arrived = new StringBuilder();
    private Optional<Ended> end = Optional.empty();
    private Layer layer = Layer.CLEAR;
    private int sent;
    private int received;

    private Wire(SocketChannel channel, Selector selector, Transcript transcript, Capture capture) throws IOException {
        this.channel = channel;
        this.selector = selector;
        this.transcript = transcript;
        this.capture = capture.opened(
                (InetSocketAddress) channel.getLocalAddress(), (InetSocketAddress) channel.getRemoteAddress());
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        key = channel.register(selector, SelectionKey.OP_READ);
    }

    /**
     * Connects.
     *
     * @throws IOException if nobody answers
     */
    static Wire connect(String host, int port, Duration patience, Transcript transcript, Capture capture)
            throws IOException {
        var address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new UnknownHostException("no address is known for " + host);
        }
        SocketChannel channel = SocketChannel.open();
        try {
            channel.socket().connect(address, Math.toIntExact(patience.toMillis()));
            return new Wire(channel, Selector.open(), transcript, capture);
        } catch (SocketTimeoutException silent) {
            channel.close();
            throw new IOException("no answer within " + patience.toSeconds() + " s", silent);
        } catch (IOException refused) {
            channel.close();
            throw refused;
        }
    }

    /** Returns the wire of a connection that is there already. */
    static Wire on(SocketChannel channel, Transcript transcript, Capture capture) throws IOException {
        return new Wire(channel, Selector.open(), transcript, capture);
    }

    /** Returns what has arrived and was not taken, one character for each octet; to take is to delete. */
    StringBuilder arrived() {
        return arrived;
    }

    /** Tells what the octets are from now on. */
    void carries(Layer now) {
        layer = now;
    }

    /** Writes octets in one segment. On a connection that is over it does nothing. */
    void write(byte[] octets, Layer as, Deadline deadline) {
        sent++;
        transcript.add(Direction.SENT, as, sent, Ascii.text(octets));
        ByteBuffer rest = ByteBuffer.wrap(octets);
        try {
            while (rest.hasRemaining() && end.isEmpty()) {
                if (channel.write(rest) == 0 && !awaitRoom(deadline)) {
                    transcript.remark(
                            transcript.them() + " reads no more; " + rest.remaining() + " octets were not sent");
                    return;
                }
            }
        } catch (IOException broken) {
            transcript.remark("could not be sent: " + transcript.them() + " has closed the connection");
        } finally {
            capture.sent(Arrays.copyOf(octets, rest.position()));
        }
    }

    private boolean awaitRoom(Deadline deadline) throws IOException {
        key.interestOps(
                arrived.length() < MOST_UNREAD ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_WRITE);
        selector.selectedKeys().clear();
        selector.select(deadline.millisecondsLeft());
        boolean readable = key.isReadable();
        key.interestOps(SelectionKey.OP_READ);
        if (readable) {
            take();
        }
        return !deadline.isOver();
    }

    /** Waits for octets; returns why none came, or nothing if some did. */
    Optional<Ended> fill(Deadline deadline) {
        try {
            while (end.isEmpty()) {
                if (take()) {
                    return Optional.empty();
                }
                if (end.isEmpty() && deadline.isOver()) {
                    return Optional.of(new Ended(How.SILENCE, "", "nothing came in time"));
                }
                if (end.isEmpty()) {
                    selector.selectedKeys().clear();
                    selector.select(deadline.millisecondsLeft());
                }
            }
            return end;
        } catch (IOException broken) {
            end = Optional.of(new Ended(How.RESET, "", String.valueOf(broken.getMessage())));
            transcript.over("the connection was reset");
            return end;
        }
    }

    /** Reads what is there. */
    private boolean take() throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        int count = channel.read(chunk);
        if (count < 0) {
            if (end.isEmpty()) {
                transcript.over(transcript.them() + " closes the connection");
                capture.theyEnd();
            }
            end = Optional.of(new Ended(How.FIN, "", ""));
            return false;
        }
        if (count > 0) {
            received++;
            capture.received(Arrays.copyOf(chunk.array(), count));
            String octets = Ascii.text(chunk.flip());
            transcript.add(Direction.RECEIVED, layer, received, octets);
            arrived.append(octets);
        }
        return count > 0;
    }

    /** Returns the number of the last segment that arrived. */
    int received() {
        return received;
    }

    /** Returns the number of the last segment that was sent. */
    int sent() {
        return sent;
    }

    /** Closes our half. */
    void fin() {
        try {
            channel.shutdownOutput();
            capture.weEnd();
            transcript.remark("we close our half of the connection");
        } catch (IOException closedAlready) {
            transcript.remark("the connection was over already");
        }
    }

    @Override
    public void close() {
        try (channel;
                selector) {
            key.cancel();
            capture.weEnd();
        } catch (IOException overAnyway) {
            transcript.remark("closing failed: " + overAnyway.getMessage());
        }
    }

    /** A moment up to which we wait. */
    record Deadline(long nanoTime) {

        static Deadline in(Duration time) {
            return new Deadline(System.nanoTime() + time.toNanos());
        }

        boolean isOver() {
            return nanoTime - System.nanoTime() <= 0;
        }

        /** At least one: none would be for ever. */
        long millisecondsLeft() {
            return Math.max(1, (nanoTime - System.nanoTime()) / 1_000_000);
        }
    }
}
