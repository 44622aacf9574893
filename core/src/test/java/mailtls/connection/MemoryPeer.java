package mailtls.connection;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import mailtls.event.Event;
import mailtls.machine.Peer;
import mailtls.machine.Protocol;
import mailtls.tls.Channel;
import mailtls.tls.TestTls;
import mailtls.wire.Ascii;
import mailtls.wire.Limits;

/**
 * A client in memory, for tests: speaks to a {@link Connection} without any network and sees its effects. Octets are strings of
 * one character each; lines are said without their CRLF.
 */
public final class MemoryPeer implements Transport {

    private final Connection connection;
    private final StringBuilder heard = new StringBuilder();
    private final List<Event> events = new ArrayList<>();
    private String arrived = "";
    private boolean handshaking;
    private boolean closed;

    private MemoryPeer(Protocol protocol, Limits limits) {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711);
        Peer peer = new Peer(address, events::add, this::nudge);
        connection = new Connection(protocol, peer, limits, WireLog.OFF);
    }

    /** Connects in clear; the greeting can be {@linkplain #heard heard}. */
    public static MemoryPeer inClear(Protocol protocol) {
        return inClear(protocol, Limits.DEFAULT);
    }

    /** Connects in clear, with other limits. */
    public static MemoryPeer inClear(Protocol protocol, Limits limits) {
        return new MemoryPeer(protocol, limits).open(Channel.CLEARTEXT);
    }

    /** Connects with implicit TLS; the greeting can be {@linkplain #heard heard}. */
    public static MemoryPeer overTls(Protocol protocol) {
        return overTls(protocol, Limits.DEFAULT);
    }

    /** Connects with implicit TLS, with other limits. */
    public static MemoryPeer overTls(Protocol protocol, Limits limits) {
        return new MemoryPeer(protocol, limits).open(TestTls.channel());
    }

    private MemoryPeer open(Channel channel) {
        perform(connection.opened(channel));
        return this;
    }

    /** Says lines, each ended by CRLF, in one segment, and returns what came back. */
    public String say(String... lines) {
        return send(String.join("\r\n", lines) + "\r\n");
    }

    /** Sends octets in one segment and returns what came back. */
    public String send(String octets) {
        heard.setLength(0);
        perform(connection.received(ByteBuffer.wrap(Ascii.octets(octets))));
        return drained();
    }

    /** Completes the handshake that the server has started; what arrived behind the command is gone, as TLS would have it. */
    public MemoryPeer upgrade() {
        if (!handshaking) {
            throw new IllegalStateException("no handshake was started; heard: " + heard);
        }
        handshaking = false;
        perform(connection.secured(TestTls.facts()));
        return this;
    }

    /** Ends in some way and returns what came back. */
    public String end(Ending how) {
        heard.setLength(0);
        perform(connection.peerEnded(how));
        return drained();
    }

    /** Lets time run out and returns what came back. */
    public String late(Deadline deadline) {
        heard.setLength(0);
        perform(connection.timeUp(deadline));
        return drained();
    }

    /** The connection is gone. */
    public void gone() {
        connection.gone();
    }

    /** Returns what was heard since the last thing said, and forgets it. */
    public String heard() {
        String words = heard.toString();
        heard.setLength(0);
        return words;
    }

    /** Returns whether the server has started a handshake that is not done. */
    public boolean isHandshaking() {
        return handshaking;
    }

    /** Returns whether the server has closed. */
    public boolean isClosed() {
        return closed;
    }

    /** Returns what stood behind the command that started the handshake. */
    public String arrivedEarly() {
        return arrived;
    }

    /** Returns what was worth telling, in order. */
    public List<Event> events() {
        return events;
    }

    @Override
    public void send(List<ByteBuffer> octets) {
        if (handshaking || closed) {
            throw new AssertionError("said after its time: " + octets);
        }
        octets.forEach(piece -> heard.append(Ascii.text(piece)));
    }

    @Override
    public void startTls(ByteBuffer octets) {
        arrived = Ascii.text(octets);
        handshaking = true;
    }

    @Override
    public void close() {
        closed = true;
    }

    /** Lets the connection go on as long as sending makes room for more. */
    private String drained() {
        for (List<Effect> more = connection.sent(); !more.isEmpty(); more = connection.sent()) {
            perform(more);
        }
        return heard();
    }

    private void nudge() {
        perform(connection.nudged());
    }

    private void perform(List<Effect> effects) {
        effects.forEach(effect -> effect.perform(this));
    }
}
