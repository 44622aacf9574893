package mailtls.conformance.peer;

import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/** The packets of a TCP connection as they could have been (RFC 791, RFC 8200, RFC 9293). */
final class Packets implements Capture.Connection {

    /** The most octets in a packet; what is longer is cut. */
    static final int MOST_OCTETS = 32_768;

    private static final int FIN = 1;
    private static final int SYN = 2;
    private static final int PUSH = 8;
    private static final int ACK = 16;

    private static final int TCP = 6;
    private static final int TCP_HEADER = 20;
    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;
    private static final int TIME_TO_LIVE = 64;
    private static final short WINDOW = (short) 0xffff;

    private final Consumer<byte[]> out;
    private final Half here;
    private final Half there;

    /** One end of the connection: where it is, and how many octets have come from there, SYN and FIN among them. */
    private static final class Half {

        private final InetSocketAddress address;
        private int sequence;
        private boolean hasEnded;

        Half(InetSocketAddress address, int sequence) {
            this.address = address;
            this.sequence = sequence;
        }

        byte[] octets() {
            return address.getAddress().getAddress();
        }
    }

    /** Opens a connection in three packets; both ends count from the same number on. */
    Packets(Consumer<byte[]> out, InetSocketAddress here, InetSocketAddress there, int sequence) {
        this.out = out;
        this.here = new Half(here, sequence);
        this.there = new Half(there, sequence);
        packet(this.here, this.there, SYN, new byte[0]);
        packet(this.there, this.here, SYN | ACK, new byte[0]);
        packet(this.here, this.there, ACK, new byte[0]);
    }

    @Override
    public void sent(byte[] octets) {
        say(here, there, octets);
    }

    @Override
    public void received(byte[] octets) {
        say(there, here, octets);
    }

    @Override
    public void weEnd() {
        end(here, there);
    }

    @Override
    public void theyEnd() {
        end(there, here);
    }

    private void say(Half from, Half to, byte[] octets) {
        for (int at = 0; at < octets.length; at += MOST_OCTETS) {
            packet(from, to, PUSH | ACK, Arrays.copyOfRange(octets, at, Math.min(octets.length, at + MOST_OCTETS)));
        }
    }

    private void end(Half from, Half to) {
        if (!from.hasEnded) {
            from.hasEnded = true;
            packet(from, to, FIN | ACK, new byte[0]);
        }
    }

    private void packet(Half from, Half to, int flags, byte[] octets) {
        byte[] segment = segment(from, to, flags, octets);
        byte[] header = from.address.getAddress() instanceof Inet4Address
                ? ipv4(from, to, segment.length)
                : ipv6(from, to, segment.length);
        out.accept(ByteBuffer.allocate(header.length + segment.length)
                .put(header)
                .put(segment)
                .array());
        from.sequence += octets.length + ((flags & (SYN | FIN)) == 0 ? 0 : 1);
    }

    private static byte[] segment(Half from, Half to, int flags, byte[] octets) {
        ByteBuffer segment = ByteBuffer.allocate(TCP_HEADER + octets.length)
                .putShort((short) from.address.getPort())
                .putShort((short) to.address.getPort())
                .putInt(from.sequence)
                .putInt((flags & ACK) == 0 ? 0 : to.sequence)
                .put((byte) (TCP_HEADER / Integer.BYTES << 4))
                .put((byte) flags)
                .putShort(WINDOW);
        int checksumAt = segment.position();
        segment.position(TCP_HEADER).put(octets);
        byte[] pseudoHeader = ByteBuffer.allocate(2 * from.octets().length + 2 * Integer.BYTES)
                .put(from.octets())
                .put(to.octets())
                .putInt(segment.capacity())
                .putInt(TCP)
                .array();
        return segment.putShort(checksumAt, checksum(pseudoHeader, segment.array()))
                .array();
    }

    private static byte[] ipv4(Half from, Half to, int length) {
        ByteBuffer header = ByteBuffer.allocate(IPV4_HEADER)
                .put((byte) (4 << 4 | IPV4_HEADER / Integer.BYTES))
                .put((byte) 0)
                .putShort((short) (IPV4_HEADER + length))
                .putInt(0)
                .put((byte) TIME_TO_LIVE)
                .put((byte) TCP);
        int checksumAt = header.position();
        header.putShort((short) 0).put(from.octets()).put(to.octets());
        return header.putShort(checksumAt, checksum(header.array())).array();
    }

    private static byte[] ipv6(Half from, Half to, int length) {
        return ByteBuffer.allocate(IPV6_HEADER)
                .putInt(6 << 28)
                .putShort((short) length)
                .put((byte) TCP)
                .put((byte) TIME_TO_LIVE)
                .put(from.octets())
                .put(to.octets())
                .array();
    }

    /** The Internet checksum (RFC 1071). */
    private static short checksum(byte[]... parts) {
        long sum = 0;
        for (byte[] part : parts) {
            for (int i = 0; i < part.length; i++) {
                sum += (part[i] & 0xffL) << (i % 2 == 0 ? Byte.SIZE : 0);
            }
        }
        while (sum >> Short.SIZE != 0) {
            sum = (sum & 0xffff) + (sum >> Short.SIZE);
        }
        return (short) ~sum;
    }
}
