package mailtls.conformance.peer;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import mailtls.conformance.peer.Heard.Ended;
import mailtls.conformance.peer.Heard.How;
import mailtls.conformance.peer.Heard.Line;
import mailtls.conformance.peer.Transcript.Layer;
import mailtls.conformance.peer.Wire.Deadline;
import mailtls.wire.Ascii;

/** A server at the other end of a socket. */
public final class SocketPeer implements Peer {

    /** The longest line that we listen to, in octets. */
    static final int LONGEST_LINE = 1 << 16;

    private final Optional<Target> target;
    private final Duration patience;
    private final Wire wire;
    private final TlsWire tls;
    private final Transcript transcript;
    private Trust sessions;
    private boolean overTls;
    private int timesLonger = 1;

    private SocketPeer(Optional<Target> target, Duration patience, Wire wire, TlsWire tls, Transcript transcript) {
        this.target = target;
        this.patience = patience;
        this.wire = wire;
        this.tls = tls;
        this.transcript = transcript;
        this.sessions = target.map(Target::trust).orElseGet(Trust::anybody);
    }

    /**
     * Connects, and says nothing.
     *
     * @throws IOException if nobody answers there
     */
    public static SocketPeer connect(Target target) throws IOException {
        return connect(target, Capture.NONE);
    }

    /**
     * Connects, and says nothing; somebody sees every octet.
     *
     * @throws IOException if nobody answers there
     */
    public static SocketPeer connect(Target target, Capture capture) throws IOException {
        var transcript = new Transcript();
        Wire wire = Wire.connect(target.host(), target.port(), target.patience(), transcript, capture);
        var client = new TlsClient(target.trust().engine(target.host(), target.port()));
        var tls = new TlsWire(wire, client, transcript, target.patience());
        return new SocketPeer(Optional.of(target), target.patience(), wire, tls, transcript);
    }

    @Override
    public Optional<String> serverName() {
        return target.flatMap(Target::serverName);
    }

    /**
     * Takes a connection that a client under test has made, and says nothing: this end is the server then, and where {@link Peer}
     * speaks of the server, it is the client.
     *
     * @param engine a server's, for when there is to be TLS
     * @throws IOException if the connection is gone already
     */
    public static SocketPeer accepted(SocketChannel channel, SSLEngine engine, Duration patience) throws IOException {
        var transcript = Transcript.ofServer();
        Wire wire = Wire.on(channel, transcript, Capture.NONE);
        var tls = new TlsWire(wire, new TlsClient(engine), transcript, patience);
        return new SocketPeer(Optional.empty(), patience, wire, tls, transcript);
    }

    @Override
    public void say(List<String> segments, Duration pause) {
        boolean first = true;
        for (String octets : segments) {
            if (!first && !pause.isZero()) {
                pause(Deadline.in(pause));
            }
            first = false;
            if (overTls) {
                sayInRecords(octets, TlsWire.LARGEST_RECORD);
            } else {
                sayInClear(octets);
            }
        }
    }

    @Override
    public void sayInRecords(String octets, int size) {
        tls.say(octets, size);
    }

    @Override
    public void sayInClear(String octets) {
        boolean isRecord =
                octets.length() > 1 && Records.canBegin(octets.charAt(0)) && octets.charAt(1) == Records.MAJOR;
        wire.write(Ascii.octets(octets), isRecord ? Layer.RECORD : Layer.CLEAR, deadline());
    }

    @Override
    public void sayWithClientHello(String octets) {
        tls.sayWithClientHello(octets);
    }

    @Override
    public void offer(Consumer<SSLParameters> change) {
        tls.offer(change);
    }

    @Override
    public void comeAlone() {
        target.ifPresent(known -> share(known.trust().apart(), known));
    }

    @Override
    public void comeAfter(Peer earlier) {
        if (earlier instanceof SocketPeer other) {
            other.target.ifPresent(known -> share(other.sessions, known));
        }
    }

    /** Java finds a session by the host and the port that an engine is made for. */
    private void share(Trust shared, Target known) {
        sessions = shared;
        tls.with(new TlsClient(shared.engine(known.host(), known.port())));
    }

    @Override
    public boolean isResumed() {
        return tls.isResumed();
    }

    @Override
    public Handshake handshake() {
        Handshake result = handshakeKeepingLastFlight();
        tls.sendKeptFlight();
        return result;
    }

    @Override
    public Handshake handshakeKeepingLastFlight() {
        Handshake result = tls.shake();
        overTls = result.isDone();
        return result;
    }

    @Override
    public Handshake renewKeys() {
        return tls.renewKeys();
    }

    @Override
    public Handshake offer(String clientHello) {
        return tls.offer(clientHello);
    }

    @Override
    public void waitLonger(int times) {
        timesLonger = times;
    }

    @Override
    public Heard line() {
        return line(Deadline.in(patience.multipliedBy(timesLonger)));
    }

    private Heard line(Deadline deadline) {
        StringBuilder source = arrived();
        while (true) {
            int end = source.indexOf("\n");
            if (end >= 0) {
                return new Line(cut(source, end + 1).replaceFirst("\r?\n$", ""));
            }
            if (source.length() > LONGEST_LINE) {
                return new Ended(How.TOO_LONG, cut(source, source.length()), "");
            }
            Optional<Ended> ended = fill(deadline);
            if (ended.isPresent()) {
                return new Ended(
                        ended.get().how(),
                        cut(source, source.length()),
                        ended.get().detail());
            }
        }
    }

    @Override
    public Heard record() {
        return tls.record();
    }

    @Override
    public boolean isSilent(Duration moment) {
        Deadline deadline = Deadline.in(moment);
        StringBuilder source = arrived();
        while (source.isEmpty()) {
            Optional<Ended> ended = fill(deadline);
            if (ended.isPresent()) {
                return ended.get().how() == How.SILENCE;
            }
        }
        return false;
    }

    @Override
    public boolean saysInClear(Duration moment) {
        return tls.saysInClear(Deadline.in(moment));
    }

    @Override
    public void closeNotify() {
        tls.closeNotify();
    }

    @Override
    public void fin() {
        wire.fin();
    }

    @Override
    public boolean isOverTls() {
        return overTls;
    }

    @Override
    public Transcript transcript() {
        return transcript;
    }

    @Override
    public void close() {
        wire.close();
    }

    /** Sends the last flight of the handshake, if it was kept. */
    public void sendLastFlight() {
        tls.sendKeptFlight();
    }

    /** Asks for new keys as {@link #renewKeys} does, in one segment with what is said next, and does not wait for them. */
    public void askForNewKeys() {
        tls.askForNewKeys();
    }

    /** Listens for so many octets, and no more of them are taken. */
    public Heard octets(int count) {
        Deadline deadline = deadline();
        StringBuilder source = arrived();
        while (source.length() < count) {
            Optional<Ended> ended = fill(deadline);
            if (ended.isPresent()) {
                return ended.get();
            }
        }
        return new Line(cut(source, count));
    }

    /** Listens for the next line for another time than usual. */
    public Heard line(Duration howLong) {
        return line(Deadline.in(howLong));
    }

    /** Returns what has arrived and was not taken. */
    public String unread() {
        return arrived().toString();
    }

    private StringBuilder arrived() {
        return overTls ? tls.heard() : wire.arrived();
    }

    private Optional<Ended> fill(Deadline deadline) {
        return overTls ? tls.fill(deadline) : wire.fill(deadline);
    }

    /** Waits without sleeping: what comes meanwhile is taken. */
    private void pause(Deadline end) {
        while (!end.isOver()) {
            if (wire.fill(end).isPresent()) {
                return;
            }
        }
    }

    private Deadline deadline() {
        return Deadline.in(patience);
    }

    private static String cut(StringBuilder from, int count) {
        String octets = from.substring(0, count);
        from.delete(0, count);
        return octets;
    }
}
