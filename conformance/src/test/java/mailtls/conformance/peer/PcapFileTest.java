package mailtls.conformance.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PcapFileTest {

    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;
    private static final int TCP_HEADER = 20;

    @TempDir
    private Path temporary;

    @Test
    void aConversationIsAConnectionOfTcp() throws IOException {
        List<ByteBuffer> packets = packets("127.0.0.1", "127.0.0.2", connection -> {
            connection.received(octets("220 hello\r\n"));
            connection.sent(octets("QUIT\r\n"));
            connection.weEnd();
            connection.weEnd();
            connection.theyEnd();
        });

        assertEquals(3 + 2 + 2, packets.size(), "SYN, SYN ACK, ACK; what was said; FIN, FIN");
        assertEquals("220 hello\r\n", octets(packets.get(3), IPV4_HEADER));
        assertEquals(40000, packets.get(4).getShort(IPV4_HEADER) & 0xffff);
        assertEquals(25, packets.get(4).getShort(IPV4_HEADER + 2));
        assertEquals(1, packets.get(4).getInt(IPV4_HEADER + 4), "the sequence number: SYN is one octet");
        assertEquals(1 + 11, packets.get(4).getInt(IPV4_HEADER + 8), "the acknowledgement");
        packets.forEach(packet -> assertEquals(0xffff, sum(packet.slice(0, IPV4_HEADER)), "the header's checksum"));
    }

    @Test
    void versionSixHasPacketsOfItsOwn() throws IOException {
        List<ByteBuffer> packets = packets("::1", "::2", connection -> connection.sent(octets("NOOP\r\n")));

        assertEquals(6, packets.get(3).get(0) >> 4);
        assertEquals("NOOP\r\n", octets(packets.get(3), IPV6_HEADER));
    }

    @Test
    void whatIsTooLongForAPacketIsCut() throws IOException {
        List<ByteBuffer> packets =
                packets("127.0.0.1", "127.0.0.1", connection -> connection.sent(new byte[2 * Packets.MOST_OCTETS + 1]));

        assertEquals(3 + 3, packets.size());
        assertEquals(IPV4_HEADER + TCP_HEADER + 1, packets.get(5).capacity());
    }

    private interface Talk {
        void on(Capture.Connection connection);
    }

    private List<ByteBuffer> packets(String here, String there, Talk talk) throws IOException {
        Path file = temporary.resolve("x.pcap");
        try (PcapFile capture = PcapFile.create(file)) {
            talk.on(capture.opened(
                    new InetSocketAddress(InetAddress.getByName(here), 40000),
                    new InetSocketAddress(InetAddress.getByName(there), 25)));
        }
        ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file));
        assertEquals(0xa1b2c3d4, all.getInt(0));
        assertEquals(101, all.getInt(20), "packets begin with an IP header");
        var packets = new ArrayList<ByteBuffer>();
        for (int at = 24; at < all.capacity(); at += 16 + all.getInt(at + 8)) {
            assertEquals(all.getInt(at + 8), all.getInt(at + 12), "whole packets");
            packets.add(all.slice(at + 16, all.getInt(at + 8)));
        }
        return packets;
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String octets(ByteBuffer packet, int ipHeader) {
        var octets = new byte[packet.capacity() - ipHeader - TCP_HEADER];
        packet.get(ipHeader + TCP_HEADER, octets);
        return new String(octets, StandardCharsets.US_ASCII);
    }

    private static int sum(ByteBuffer words) {
        int sum = 0;
        for (int i = 0; i < words.capacity(); i += 2) {
            sum += words.getShort(i) & 0xffff;
        }
        return (sum & 0xffff) + (sum >> 16);
    }
}
