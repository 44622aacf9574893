package mailtls.conformance.peer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import mailtls.conformance.peer.Handshake.Outcome;
import mailtls.conformance.peer.Heard.Ended;
import mailtls.conformance.peer.Heard.How;
import mailtls.conformance.peer.Heard.Line;
import mailtls.conformance.peer.Transcript.Direction;
import mailtls.conformance.peer.Transcript.Layer;
import mailtls.conformance.peer.Wire.Deadline;
import mailtls.wire.Ascii;

/** A server at the other end of a socket. */
public final class SocketPeer implements Peer {

    /** The longest line that we listen to, in octets. */
    static final int LONGEST_LINE = 1 << 16;

    /** What a record may hold, and what encryption may add to it (RFC 5246 section 6.2.3). */
    private static final int LARGEST_RECORD = (1 << 14) + 2048;

    private final Wire wire;
    private final TlsClient tls;
    private final Transcript transcript;
    private final Duration patience;
    private final StringBuilder heard = new StringBuilder();
    private Optional<Ended> fault = Optional.empty();
    private byte[] keptFlight = {};
    private boolean overTls;

    private SocketPeer(Wire wire, TlsClient tls, Transcript transcript, Duration patience) {
        this.wire = wire;
        this.tls = tls;
        this.transcript = transcript;
        this.patience = patience;
    }

    /**
     * Connects, and says nothing.
     *
     * @throws IOException if nobody answers there
     */
    public static SocketPeer connect(Target target) throws IOException {
        var transcript = new Transcript();
        Wire wire = Wire.connect(target.host(), target.port(), target.patience(), transcript);
        var tls = new TlsClient(target.trust().engine(target.host(), target.port()));
        return new SocketPeer(wire, tls, transcript, target.patience());
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
                sayInRecords(octets, LARGEST_RECORD);
            } else {
                sayInClear(octets);
            }
        }
    }

    @Override
    public void sayInRecords(String octets, int size) {
        transcript.add(Direction.SENT, Layer.TLS, wire.sent() + 1, octets);
        sendSealed(() -> tls.seal(octets, size));
    }

    @Override
    public void sayInClear(String octets) {
        wire.write(Ascii.octets(octets), Layer.CLEAR, deadline());
    }

    @Override
    public void sayWithClientHello(String octets) {
        try {
            byte[] hello = tls.clientHello();
            transcript.remark("the next segment is this, and a ClientHello behind it: " + octets.strip());
            wire.write(join(Ascii.octets(octets), hello), Layer.CLEAR, deadline());
        } catch (SSLException ours) {
            throw new IllegalStateException(ours);
        }
    }

    @Override
    public Handshake handshake() {
        Handshake result = shake();
        sendKeptFlight();
        return result;
    }

    @Override
    public Handshake handshakeKeepingLastFlight() {
        return shake();
    }

    @Override
    public Handshake offer(String clientHello) {
        wire.write(Ascii.octets(clientHello), Layer.RECORD, deadline());
        wire.carries(Layer.RECORD);
        Optional<Ended> ended = awaitRecord(deadline());
        if (ended.isPresent()) {
            return new Handshake(
                    outcome(ended.get().how()),
                    ended.get().how() + " " + ended.get().detail());
        }
        boolean alert = cutRecord()[0] == Records.ALERT;
        return alert ? new Handshake(Outcome.ALERT, "an alert") : new Handshake(Outcome.DONE, "a ServerHello");
    }

    private static Outcome outcome(How how) {
        return switch (how) {
            case SILENCE -> Outcome.SILENCE;
            case CLEARTEXT -> Outcome.CLEARTEXT;
            case CLOSE_NOTIFY, FIN, RESET -> Outcome.CLOSED;
            case TLS_FAULT, TOO_LONG -> Outcome.FAILED;
        };
    }

    @Override
    public Heard line() {
        Deadline deadline = deadline();
        StringBuilder source = overTls ? heard : wire.arrived();
        while (true) {
            int end = source.indexOf("\n");
            if (end >= 0) {
                return new Line(cut(source, end + 1).replaceFirst("\r?\n$", ""));
            }
            if (source.length() > LONGEST_LINE) {
                return new Ended(How.TOO_LONG, cut(source, source.length()), "");
            }
            Optional<Ended> ended = overTls ? openRecord(deadline) : wire.fill(deadline);
            if (ended.isPresent()) {
                return new Ended(
                        ended.get().how(),
                        cut(source, source.length()),
                        ended.get().detail());
            }
        }
    }

    @Override
    public boolean isSilent(Duration moment) {
        Deadline deadline = Deadline.in(moment);
        StringBuilder source = overTls ? heard : wire.arrived();
        while (source.isEmpty()) {
            Optional<Ended> ended = overTls ? openRecord(deadline) : wire.fill(deadline);
            if (ended.isPresent()) {
                return ended.get().how() == How.SILENCE;
            }
        }
        return false;
    }

    @Override
    public boolean saysInClear(Duration moment) {
        Deadline deadline = Deadline.in(moment);
        while (!isCleartext() && awaitRecord(deadline).isEmpty()) {
            cutRecord();
        }
        return isCleartext();
    }

    @Override
    public void closeNotify() {
        transcript.remark("we end our half of TLS: close_notify");
        sendSealed(tls::closeNotify);
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

    /** Does the handshake up to our last flight, which is kept. */
    private Handshake shake() {
        Deadline deadline = deadline();
        try {
            keptFlight = tls.hasBegun() ? tls.flight() : tls.clientHello();
            while (tls.isShaking()) {
                sendKeptFlight();
                Optional<Handshake> trouble = takeFlight(deadline);
                if (trouble.isPresent()) {
                    return trouble.get();
                }
                keptFlight = tls.flight();
            }
            overTls = true;
            wire.carries(Layer.RECORD);
            transcript.remark("over TLS: " + tls.facts());
            return new Handshake(Outcome.DONE, tls.facts());
        } catch (SSLException failed) {
            return failed(failed, Outcome.FAILED);
        }
    }

    /** Takes a record of the server's. */
    private Optional<Handshake> takeFlight(Deadline deadline) {
        wire.carries(Layer.RECORD);
        StringBuilder arrived = wire.arrived();
        Optional<Ended> ended = awaitRecord(deadline);
        if (!arrived.isEmpty() && !Records.canBegin(arrived.charAt(0))) {
            wire.carries(Layer.CLEAR);
            return Optional.of(new Handshake(
                    Outcome.CLEARTEXT,
                    "instead of TLS it said “"
                            + Ascii.printable(arrived.toString()).strip() + "”"));
        }
        if (ended.isPresent()) {
            boolean silent = ended.get().how() == How.SILENCE;
            String how = ended.get().how().toString();
            return Optional.of(new Handshake(silent ? Outcome.SILENCE : Outcome.CLOSED, how));
        }
        boolean alert = arrived.charAt(0) == Records.ALERT;
        try {
            heard.append(tls.open(cutRecord()));
            return Optional.empty();
        } catch (SSLException failed) {
            return Optional.of(failed(failed, alert ? Outcome.ALERT : Outcome.FAILED));
        }
    }

    private Handshake failed(SSLException failed, Outcome outcome) {
        String message = String.valueOf(failed.getMessage());
        sendAlert();
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException untrusted) {
                return new Handshake(Outcome.UNTRUSTED, String.valueOf(untrusted.getMessage()));
            }
        }
        return new Handshake(message.startsWith("Received fatal alert") ? Outcome.ALERT : outcome, message);
    }

    /** Tells the server why we go; it may have gone before. */
    private void sendAlert() {
        sendSealed(tls::flight);
    }

    private void sendKeptFlight() {
        if (keptFlight.length > 0) {
            byte[] flight = keptFlight;
            keptFlight = new byte[0];
            wire.write(flight, Layer.RECORD, deadline());
        }
    }

    /** Opens the next record into what is heard; returns why it could not be. */
    private Optional<Ended> openRecord(Deadline deadline) {
        if (fault.isPresent()) {
            return fault;
        }
        Optional<Ended> ended = awaitRecord(deadline);
        if (ended.isPresent()) {
            return ended;
        }
        try {
            String octets = tls.open(cutRecord());
            if (!octets.isEmpty()) {
                transcript.add(Direction.RECEIVED, Layer.TLS, wire.received(), octets);
                heard.append(octets);
            }
            if (tls.isEnded()) {
                transcript.remark("the server ends TLS: close_notify");
                fault = Optional.of(new Ended(How.CLOSE_NOTIFY, "", ""));
                return octets.isEmpty() ? fault : Optional.empty();
            }
            sendAnswer();
            return Optional.empty();
        } catch (SSLException broken) {
            sendAlert();
            transcript.remark("TLS is broken: " + broken.getMessage());
            fault = Optional.of(new Ended(How.TLS_FAULT, "", String.valueOf(broken.getMessage())));
            return fault;
        }
    }

    /** TLS may have something to say by itself: a KeyUpdate wants an answer. */
    private void sendAnswer() throws SSLException {
        byte[] answer = tls.flight();
        if (answer.length > 0) {
            wire.write(answer, Layer.RECORD, deadline());
        }
    }

    private Optional<Ended> awaitRecord(Deadline deadline) {
        StringBuilder arrived = wire.arrived();
        while (arrived.length() < Records.HEADER || arrived.length() < recordLength()) {
            if (isCleartext()) {
                return cleartext();
            }
            Optional<Ended> ended = wire.fill(deadline);
            if (ended.isPresent()) {
                return ended;
            }
        }
        if (isCleartext()) {
            return cleartext();
        }
        if (recordLength() > LARGEST_RECORD + Records.HEADER) {
            fault = Optional.of(new Ended(How.TLS_FAULT, "", "a record that is too long"));
            return fault;
        }
        return Optional.empty();
    }

    private boolean isCleartext() {
        return !wire.arrived().isEmpty() && !Records.canBegin(wire.arrived().charAt(0));
    }

    private Optional<Ended> cleartext() {
        wire.carries(Layer.CLEAR);
        fault = Optional.of(new Ended(
                How.CLEARTEXT,
                "",
                "“" + Ascii.printable(wire.arrived().toString()).strip() + "”"));
        return fault;
    }

    private int recordLength() {
        StringBuilder arrived = wire.arrived();
        return Records.HEADER + (arrived.charAt(3) << 8 | arrived.charAt(4));
    }

    private byte[] cutRecord() {
        return Ascii.octets(cut(wire.arrived(), recordLength()));
    }

    /** Waits without sleeping: what comes meanwhile is taken. */
    private void pause(Deadline end) {
        while (!end.isOver()) {
            if (wire.fill(end).isPresent()) {
                return;
            }
        }
    }

    private void sendSealed(Sealing sealing) {
        try {
            byte[] records = sealing.records();
            byte[] flight = keptFlight;
            keptFlight = new byte[0];
            if (records.length + flight.length > 0) {
                wire.write(join(flight, records), Layer.RECORD, deadline());
            }
        } catch (SSLException over) {
            transcript.remark("could not be sent: TLS is over");
        }
    }

    private interface Sealing {
        byte[] records() throws SSLException;
    }

    private Deadline deadline() {
        return Deadline.in(patience);
    }

    private static byte[] join(byte[] first, byte[] second) {
        var both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }

    private static String cut(StringBuilder from, int count) {
        String octets = from.substring(0, count);
        from.delete(0, count);
        return octets;
    }
}
