package mailtls.conformance.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import mailtls.conformance.bench.Sample.Lap;
import mailtls.conformance.bench.Sample.Shaken;
import mailtls.conformance.bench.Sample.Traffic;
import mailtls.conformance.peer.Mode;

/**
 * One session, from connecting to the farewell, with its phases timed apart.
 *
 * <p>It fails as a value: whatever a server does ends in a {@link Sample}.
 */
final class Session {

    private final Subject subject;
    private final Work work;
    private final Ticker ticker;
    private final List<Lap> laps = new ArrayList<>();
    private Phase phase = Phase.CONNECT;
    private Optional<Link> link = Optional.empty();
    private Optional<MailClient> client = Optional.empty();
    private Optional<Shaken> handshake = Optional.empty();
    private Optional<Failure> failure = Optional.empty();
    private int roundTripsToCredential;
    private long content;

    Session(Subject subject, Work work, Ticker ticker) {
        this.subject = subject;
        this.work = work;
        this.ticker = ticker;
    }

    /**
     * Does all of it.
     *
     * @param lane which of those that go on at the same time
     */
    Sample run(Buffers buffers, int lane) {
        long begin = ticker.now();
        if (begin(buffers, lane) && end()) {
            laps.add(new Lap(Phase.SESSION, ticker.now() - begin));
        }
        return sample();
    }

    /** Goes as far as the last reply before the farewell, and leaves the connection open if it comes there. */
    boolean begin(Buffers buffers, int lane) {
        return attempt(() -> {
            connect(buffers);
            come(lane);
            login();
            noops();
            fetch();
        });
    }

    /** Says farewell on the connection that is open, and closes it. */
    boolean end() {
        boolean isDone = attempt(() -> lap(Phase.FAREWELL, () -> {
            client().farewell();
            link().awaitEnd();
        }));
        link.ifPresent(Link::close);
        return isDone;
    }

    /** Does without buffers, and so without a thread, until it is to {@link #resume}. */
    void park() {
        link.ifPresent(Link::park);
    }

    /** Goes on in these buffers. */
    void resume(Buffers buffers) {
        link.ifPresent(open -> open.resume(buffers));
    }

    /** Returns what came of it. */
    Sample sample() {
        Traffic traffic = link.map(Traffic::of).orElse(Traffic.NONE);
        return new Sample(List.copyOf(laps), failure, handshake, traffic, roundTripsToCredential, content);
    }

    private void connect(Buffers buffers) throws Failed {
        lap(Phase.CONNECT, () -> {
            Link connected = Link.connect(subject.address(), buffers, work.patience());
            link = Optional.of(connected);
            client = Optional.of(MailClient.of(subject.target().protocol(), connected));
        });
    }

    /** Comes to TLS, one way or the other, and to the first reply over it. */
    private void come(int lane) throws Failed {
        boolean isImplicit = subject.target().mode() == Mode.IMPLICIT;
        if (!isImplicit) {
            lap(Phase.GREETING, client()::greeting);
            if (client().helloComesFirst()) {
                lap(Phase.HELLO_IN_CLEAR, client()::hello);
            }
            lap(Phase.GO_AHEAD, client()::startTls);
        }
        lap(Phase.HANDSHAKE, () -> shake(lane));
        if (isImplicit) {
            lap(Phase.GREETING, client()::greeting);
        }
        boolean knowsEnough = isImplicit && client().greetingTellsAll();
        int before = link().roundTrips();
        lap(Phase.FIRST_REPLY, client()::hello);
        roundTripsToCredential = knowsEnough ? before : link().roundTrips();
    }

    private void shake(int lane) throws Failed {
        link().handshake(subject.tls().engine(subject.target().host(), lane));
        SSLSession facts = link().tls().orElseThrow().getSession();
        handshake = Optional.of(new Shaken(
                facts.getProtocol() + " " + facts.getCipherSuite()
                        + link().group().map(group -> " " + group).orElse(""),
                subject.tls().wasResumed()));
    }

    private void login() throws Failed {
        if (work.account().isPresent()) {
            lap(Phase.LOGIN, () -> {
                client().login(work.account().get());
                if (work.fetch().isPresent()) {
                    client().open();
                }
            });
        }
    }

    private void noops() throws Failed {
        for (int i = 0; i < work.noops(); i++) {
            lap(Phase.NOOP, client()::noop);
        }
    }

    private void fetch() throws Failed {
        if (work.fetch().isPresent()) {
            lap(Phase.FETCH, () -> content += client().fetch(work.fetch().getAsInt()));
        }
    }

    private Link link() {
        return link.orElseThrow();
    }

    private MailClient client() {
        return client.orElseThrow();
    }

    private boolean attempt(Act act) {
        try {
            act.run();
            return true;
        } catch (Failed failed) {
            failure = Optional.of(failed.in(phase));
            link.ifPresent(Link::close);
            return false;
        }
    }

    private void lap(Phase next, Act act) throws Failed {
        phase = next;
        link.ifPresent(open -> open.within(work.patience()));
        long begin = ticker.now();
        act.run();
        laps.add(new Lap(next, ticker.now() - begin));
    }

    private interface Act {
        void run() throws Failed;
    }
}
