package mailtls.relay;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A name server for tests: answers from its zones, over UDP and TCP, on a free port of the loopback address. */
public final class TestNameServer implements AutoCloseable {

    private static final int OLD_UDP_OCTETS = 512;
    private static final int MOST_OCTETS = 65_535;
    private static final int TRIES = 20;
    private static final int PATIENCE_MS = 10_000;

    private final List<TestZone> zones;
    private final ServerSocket tcp;
    private final DatagramSocket udp;
    private final AtomicInteger overTcp = new AtomicInteger();
    private volatile Function<Message, Optional<Message>> manner = Optional::of;

    private TestNameServer(List<TestZone> zones, ServerSocket tcp, DatagramSocket udp) {
        this.zones = zones;
        this.tcp = tcp;
        this.udp = udp;
        start("name server, TCP", this::serveTcp);
        start("name server, UDP", this::serveUdp);
    }

    /** Opens a server for these zones. */
    public static TestNameServer of(TestZone... zones) throws IOException {
        BindException last = new BindException();
        for (int i = 0; i < TRIES; i++) {
            var tcp = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
            try {
                var udp = new DatagramSocket(tcp.getLocalPort(), InetAddress.getLoopbackAddress());
                return new TestNameServer(List.of(zones), tcp, udp);
            } catch (BindException taken) {
                tcp.close(); // somebody has the same port for UDP
                last = taken;
            }
        }
        throw last;
    }

    /** Returns where it listens. */
    public InetSocketAddress address() {
        return new InetSocketAddress(tcp.getInetAddress(), tcp.getLocalPort());
    }

    /** Changes each answer before it is sent, from now on; what becomes nothing is not sent. */
    void answers(Function<Message, Optional<Message>> manner) {
        this.manner = manner;
    }

    /** Returns how many questions have come over TCP. */
    int questionsOverTcp() {
        return overTcp.get();
    }

    /** Returns what the zones say to a question; aliases are followed. */
    private Message answer(Message question) {
        Record asked = question.getQuestion();
        var answer = new Message(question.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.RA);
        answer.addRecord(asked, Section.QUESTION);
        answer.addRecord(new OPTRecord(OLD_UDP_OCTETS, 0, 0, 0), Section.ADDITIONAL);
        fill(answer, asked.getName(), asked.getType());
        return answer;
    }

    private void fill(Message answer, Name name, int type) {
        Optional<TestZone> zone = zone(name, type);
        if (zone.isEmpty()) {
            answer.getHeader().setRcode(Rcode.REFUSED);
            return;
        }
        List<Record> found = zone.get().answer(name, type);
        found.forEach(record -> answer.addRecord(record, Section.ANSWER));
        Optional<Name> alias = TestZone.alias(found, type);
        if (alias.isPresent()) {
            fill(answer, alias.get(), type);
        } else if (found.isEmpty()) {
            zone.get().absence(name).forEach(record -> answer.addRecord(record, Section.AUTHORITY));
            answer.getHeader().setRcode(zone.get().has(name) ? Rcode.NOERROR : Rcode.NXDOMAIN);
        }
    }

    /** Returns the zone that a name is in; a delegation is signed for above it. */
    private Optional<TestZone> zone(Name name, int type) {
        return zones.stream()
                .filter(zone -> name.subdomain(zone.origin()))
                .filter(zone -> type != Type.DS || !name.equals(zone.origin()))
                .max(Comparator.comparingInt(zone -> zone.origin().labels()));
    }

    private void serveUdp() throws IOException {
        byte[] octets = new byte[MOST_OCTETS];
        while (true) {
            var packet = new DatagramPacket(octets, octets.length);
            udp.receive(packet);
            byte[] arrived = new byte[packet.getLength()];
            System.arraycopy(octets, 0, arrived, 0, arrived.length);
            var question = new Message(arrived);
            Optional<Message> answer = manner.apply(answer(question));
            if (answer.isPresent()) {
                int most = Optional.ofNullable(question.getOPT())
                        .map(OPTRecord::getPayloadSize)
                        .orElse(OLD_UDP_OCTETS);
                byte[] wire = answer.get().toWire(most);
                udp.send(new DatagramPacket(wire, wire.length, packet.getSocketAddress()));
            }
        }
    }

    private void serveTcp() throws IOException {
        while (true) {
            try (Socket client = tcp.accept()) {
                client.setSoTimeout(PATIENCE_MS);
                var in = new DataInputStream(client.getInputStream());
                byte[] arrived = in.readNBytes(in.readUnsignedShort());
                overTcp.incrementAndGet();
                Optional<Message> answer = manner.apply(answer(new Message(arrived)));
                if (answer.isPresent()) {
                    byte[] wire = answer.get().toWire(MOST_OCTETS);
                    var out = new DataOutputStream(client.getOutputStream());
                    out.writeShort(wire.length);
                    out.write(wire);
                    out.flush();
                }
            }
        }
    }

    private interface Serving {
        void serve() throws IOException;
    }

    private void start(String name, Serving serving) {
        var thread = new Thread(
                () -> {
                    while (!tcp.isClosed()) {
                        try {
                            serving.serve();
                        } catch (IOException gone) {
                            continue; // a client, or the test is over
                        }
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        tcp.close();
        udp.close();
    }
}
