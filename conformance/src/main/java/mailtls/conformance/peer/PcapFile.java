package mailtls.conformance.peer;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A file that Wireshark, tshark and tcpdump read: what our sockets sent and received, in packets that are made up around it. Ports,
 * addresses, octets, order and time are real; sequence numbers and acknowledgements are ours, and nothing is ever lost.
 */
public final class PcapFile implements Capture, AutoCloseable {

    // https://www.ietf.org/archive/id/draft-ietf-opsawg-pcap-03.html
    private static final int MAGIC = 0xa1b2c3d4;
    private static final short MAJOR = 2;
    private static final short MINOR = 4;
    private static final int LONGEST_PACKET = 1 << 18;
    private static final int RAW_IP = 101;
    private static final int FILE_HEADER = 24;
    private static final int PACKET_HEADER = 16;

    private final OutputStream file;
    private Optional<IOException> trouble = Optional.empty();
    private int connections;

    private PcapFile(OutputStream file) {
        this.file = file;
    }

    /**
     * Begins a file; one that is there is replaced.
     *
     * @throws IOException if it can't be written
     */
    public static PcapFile create(Path path) throws IOException {
        OutputStream file = new BufferedOutputStream(Files.newOutputStream(path));
        file.write(ByteBuffer.allocate(FILE_HEADER)
                .putInt(MAGIC)
                .putShort(MAJOR)
                .putShort(MINOR)
                .putInt(0)
                .putInt(0)
                .putInt(LONGEST_PACKET)
                .putInt(RAW_IP)
                .array());
        return new PcapFile(file);
    }

    @Override
    public synchronized Connection opened(InetSocketAddress here, InetSocketAddress there) {
        // Where a port is used again it must not look like the old connection.
        int sequence = connections++ << Short.SIZE;
        return new Packets(this::write, here, there, sequence);
    }

    private synchronized void write(byte[] packet) {
        Instant now = Instant.now();
        try {
            file.write(ByteBuffer.allocate(PACKET_HEADER)
                    .putInt((int) now.getEpochSecond())
                    .putInt((int) TimeUnit.NANOSECONDS.toMicros(now.getNano()))
                    .putInt(packet.length)
                    .putInt(packet.length)
                    .array());
            file.write(packet);
        } catch (IOException full) {
            trouble = Optional.of(trouble.orElse(full));
        }
    }

    /**
     * Ends the file.
     *
     * @throws IOException if something could not be written, now or before
     */
    @Override
    public synchronized void close() throws IOException {
        file.close();
        if (trouble.isPresent()) {
            throw trouble.get();
        }
    }
}
