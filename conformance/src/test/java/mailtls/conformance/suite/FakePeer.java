package mailtls.conformance.suite;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLParameters;
import mailtls.conformance.peer.Handshake;
import mailtls.conformance.peer.Handshake.Outcome;
import mailtls.conformance.peer.Heard;
import mailtls.conformance.peer.Heard.Ended;
import mailtls.conformance.peer.Heard.How;
import mailtls.conformance.peer.Heard.Line;
import mailtls.conformance.peer.Peer;
import mailtls.conformance.peer.Transcript;

/** A server that says lines that were written down before, whatever it hears. */
final class FakePeer implements Peer {

    private final Deque<String> lines;
    private final List<String> said = new ArrayList<>();
    private final Transcript transcript = new Transcript();
    private Outcome handshake = Outcome.DONE;
    private How end = How.FIN;
    private boolean overTls;
    private boolean goesOn;

    FakePeer(String... lines) {
        this.lines = new ArrayDeque<>(Arrays.asList(lines));
    }

    FakePeer thatEndsWith(How how) {
        end = how;
        return this;
    }

    FakePeer whoseHandshakeEndsAs(Outcome outcome) {
        handshake = outcome;
        return this;
    }

    FakePeer thatGoesOnInClear() {
        goesOn = true;
        return this;
    }

    /** Returns the segments that were said. */
    List<String> said() {
        return said;
    }

    @Override
    public Optional<String> serverName() {
        return Optional.empty();
    }

    @Override
    public void say(List<String> segments, Duration pause) {
        said.addAll(segments);
    }

    @Override
    public void sayInRecords(String octets, int size) {
        said.add(octets);
    }

    @Override
    public void sayInClear(String octets) {
        said.add("clear " + octets);
    }

    @Override
    public void sayWithClientHello(String octets) {
        said.add(octets + "hello");
    }

    @Override
    public void offer(Consumer<SSLParameters> change) {
        said.add("an offer");
    }

    @Override
    public void comeAlone() {
        said.add("alone");
    }

    @Override
    public void comeAfter(Peer earlier) {
        said.add("after another");
    }

    @Override
    public boolean isResumed() {
        return false;
    }

    @Override
    public Handshake renewKeys() {
        return handshake();
    }

    @Override
    public Handshake handshake() {
        overTls = handshake == Outcome.DONE;
        return new Handshake(handshake, "as it was written down");
    }

    @Override
    public Handshake handshakeKeepingLastFlight() {
        return handshake();
    }

    @Override
    public Handshake offer(String clientHello) {
        said.add("offer");
        return new Handshake(handshake, "as it was written down");
    }

    @Override
    public boolean saysInClear(Duration moment) {
        return goesOn;
    }

    @Override
    public Heard line() {
        return lines.isEmpty() ? new Ended(end, "", "") : new Line(lines.remove());
    }

    @Override
    public Heard record() {
        return line();
    }

    @Override
    public boolean isSilent(Duration moment) {
        return lines.isEmpty();
    }

    @Override
    public void closeNotify() {
        said.add("close_notify");
    }

    @Override
    public void fin() {
        said.add("fin");
    }

    @Override
    public void waitLonger(int times) {
        // What is written here comes at once, or never.
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
    public void close() {}
}
