package mailtls.conformance.peer;

import java.io.ByteArrayOutputStream;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import mailtls.conformance.peer.Handshake.Outcome;
import mailtls.conformance.peer.Heard.Ended;
import mailtls.conformance.peer.Heard.How;
import mailtls.conformance.peer.Heard.Line;
import mailtls.conformance.peer.Transcript.Direction;
import mailtls.conformance.peer.Transcript.Layer;
import mailtls.conformance.peer.Wire.Deadline;
import mailtls.wire.Ascii;

/** TLS on a wire, record by record. */
final class TlsWire {

    /** What a record may hold, and what encryption may add to it (RFC 5246 section 6.2.3). */
    static final int LARGEST_RECORD = (1 << 14) + 2048;

    private final Wire wire;
    private final ServerFlight flight = new ServerFlight();
    private TlsClient tls;
    private final Transcript transcript;
    private final Duration patience;
    private final StringBuilder heard = new StringBuilder();
    private Optional<Ended> fault = Optional.empty();
    private byte[] keptFlight = {};

    TlsWire(Wire wire, TlsClient tls, Transcript transcript, Duration patience) {
        this.wire = wire;
        this.tls = tls;
        this.transcript = transcript;
        this.patience = patience;
    }

    /** Does the handshake with another engine, if it has not begun. */
    void with(TlsClient other) {
        tls = other;
    }

    /** Returns whether the handshake took up an earlier session. */
    boolean isResumed() {
        return flight.isResumed();
    }

    /** Returns what was heard over TLS and not taken, one character for each octet; to take is to delete. */
    StringBuilder heard() {
        return heard;
    }

    /** Says octets in records of at most a size, in one segment, with the flight that was kept. */
    void say(String octets, int size) {
        transcript.add(Direction.SENT, Layer.TLS, wire.sent() + 1, octets);
        sendSealed(() -> tls.seal(octets, size));
    }

    /** Says octets in clear and the ClientHello behind them, in one segment. */
    void sayWithClientHello(String octets) {
        try {
            byte[] hello = tls.clientHello();
            transcript.remark("the next segment is this, and a ClientHello behind it: " + octets.strip());
            wire.write(join(Ascii.octets(octets), hello), Layer.CLEAR, Deadline.in(patience));
        } catch (SSLException ours) {
            throw new IllegalStateException(ours);
        }
    }

    /** Changes what the handshake offers. */
    void offer(Consumer<SSLParameters> change) {
        tls.offer(change);
    }

    /** Asks for new keys: with a KeyUpdate, or in TLS 1.2 with another handshake. */
    Handshake renewKeys() {
        Deadline deadline = Deadline.in(patience);
        transcript.remark("we ask for new keys");
        sendSealed(tls::again);
        while (tls.isShaking()) {
            Optional<Ended> ended = fill(deadline);
            if (ended.isPresent()) {
                return new Handshake(outcome(ended.get().how()), ended.get().detail());
            }
        }
        return new Handshake(Outcome.DONE, tls.facts());
    }

    /** Asks for new keys with what is said next. */
    void askForNewKeys() {
        transcript.remark("we ask for new keys with the next segment");
        try {
            keptFlight = join(keptFlight, tls.again());
        } catch (SSLException over) {
            transcript.remark("could not be asked for: TLS is over");
        }
    }

    /** Says a ClientHello that is not ours, and takes the first record that comes of it. */
    Handshake offer(String clientHello) {
        wire.write(Ascii.octets(clientHello), Layer.RECORD, Deadline.in(patience));
        wire.carries(Layer.RECORD);
        Optional<Ended> ended = awaitRecord(Deadline.in(patience));
        if (ended.isPresent()) {
            How how = ended.get().how();
            return new Handshake(outcome(how), how + " " + ended.get().detail());
        }
        boolean alert = cutRecord()[0] == Records.ALERT;
        return alert ? new Handshake(Outcome.ALERT, "an alert") : new Handshake(Outcome.DONE, "a ServerHello");
    }

    private static Outcome outcome(How how) {
        return switch (how) {
            case SILENCE -> Outcome.SILENCE;
            case CLEARTEXT -> Outcome.CLEARTEXT;
            case TLS_FAULT, TOO_LONG -> Outcome.FAILED;
            case CLOSE_NOTIFY, FIN, RESET -> Outcome.CLOSED;
        };
    }

    /** Takes the next record as it is. */
    Heard record() {
        wire.carries(Layer.RECORD);
        Optional<Ended> none = awaitRecord(Deadline.in(patience));
        int length = none.isEmpty() ? recordLength() : wire.arrived().length();
        String octets = cut(wire.arrived(), length);
        return none.isEmpty()
                ? new Line(octets)
                : new Ended(none.get().how(), octets, none.get().detail());
    }

    /** Returns whether there are words in clear where TLS has ended; records that come there have no meaning any more. */
    boolean saysInClear(Deadline deadline) {
        while (!isCleartext() && awaitRecord(deadline).isEmpty()) {
            cutRecord();
        }
        return isCleartext();
    }

    /** Ends our half of TLS. */
    void closeNotify() {
        transcript.remark("we end our half of TLS: close_notify");
        sendSealed(tls::closeNotify);
    }

    /** Does the handshake up to our last flight, which is kept. */
    Handshake shake() {
        Deadline deadline = Deadline.in(patience);
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
            wire.carries(Layer.RECORD);
            transcript.remark("over TLS: " + tls.facts() + (isResumed() ? ", in an earlier session" : ""));
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
        if (isCleartext()) {
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
            byte[] record = cutRecord();
            flight.add(record);
            heard.append(tls.open(record));
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

    /** Sends the flight that was kept, if there is one. */
    void sendKeptFlight() {
        if (keptFlight.length > 0) {
            byte[] flight = keptFlight;
            keptFlight = new byte[0];
            wire.write(flight, Layer.RECORD, Deadline.in(patience));
        }
    }

    /** Opens the next record into what is heard; returns why it could not be. */
    Optional<Ended> fill(Deadline deadline) {
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
                transcript.remark(transcript.them() + " ends TLS: close_notify");
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
            wire.write(answer, Layer.RECORD, Deadline.in(patience));
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
        String words = Ascii.printable(wire.arrived().toString()).strip();
        fault = Optional.of(new Ended(How.CLEARTEXT, "", "“" + words + "”"));
        return fault;
    }

    private int recordLength() {
        StringBuilder arrived = wire.arrived();
        return Records.HEADER + (arrived.charAt(3) << 8 | arrived.charAt(4));
    }

    private byte[] cutRecord() {
        return Ascii.octets(cut(wire.arrived(), recordLength()));
    }

    private void sendSealed(Sealing sealing) {
        try {
            byte[] records = sealing.records();
            byte[] flight = keptFlight;
            keptFlight = new byte[0];
            if (records.length + flight.length > 0) {
                wire.write(join(flight, records), Layer.RECORD, Deadline.in(patience));
            }
        } catch (SSLException over) {
            transcript.remark("could not be sent: TLS is over");
        }
    }

    private interface Sealing {
        byte[] records() throws SSLException;
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
