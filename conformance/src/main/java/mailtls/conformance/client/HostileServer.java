package mailtls.conformance.client;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import mailtls.conformance.peer.SocketPeer;
import mailtls.conformance.peer.Transcript;

/** Who stands behind a door that a client under test may come to; whatever comes is handled in a thread of its own. */
final class HostileServer implements AutoCloseable {

    /** How many connections a client may make in a case; whoever makes more goes round in circles. */
    static final int MOST_VISITS = 50;

    private final Door door;
    private final List<Thread> visits = new ArrayList<>();

    private HostileServer(Door door) {
        this.door = door;
    }

    private static Thread thread(Runnable what) {
        Thread thread = new Thread(what, "hostile server");
        thread.setDaemon(true);
        return thread;
    }

    /** Answers at a door, until it is closed. */
    static HostileServer at(Door door, Consumer<SocketChannel> visitor) {
        var server = new HostileServer(door);
        thread(() -> server.answer(visitor)).start();
        return server;
    }

    /**
     * Plays a scenario to whoever comes.
     *
     * @param left told of the end of each connection
     */
    static HostileServer playing(Door door, Scene scene, Runnable left) {
        return at(door, channel -> {
            meet(scene, channel);
            left.run();
        });
    }

    /** Opens a door where nobody should come. */
    static HostileServer attacker(Witness witness) {
        return at(
                Door.anywhere(), channel -> witness.fault("it goes to where a referral leads", "no other connection"));
    }

    private static void meet(Scene scene, SocketChannel channel) {
        try {
            Scenario.Meeting meeting = scene.scenario().meeting(scene.witness().nextVisit());
            SSLEngine engine = scene.certificates().engine(meeting.certificate());
            SocketPeer peer = SocketPeer.accepted(channel, engine, scene.patience());
            scene.witness().connected(peer.transcript());
            new Visit(scene, meeting, peer, engine).meet();
        } catch (IOException gone) {
            scene.witness().connected(new Transcript());
        }
    }

    int port() {
        return door.port();
    }

    private void answer(Consumer<SocketChannel> visitor) {
        try {
            while (true) {
                SocketChannel channel = door.accept();
                if (visits.size() >= MOST_VISITS) {
                    channel.close();
                    continue;
                }
                Thread visit = thread(() -> {
                    try (channel) {
                        visitor.accept(channel);
                    } catch (IOException overAnyway) {
                        Thread.currentThread().interrupt();
                    }
                });
                synchronized (visits) {
                    visits.add(visit);
                }
                visit.start();
            }
        } catch (IOException closed) {
            return;
        }
    }

    /** Waits until all who have come have gone, or time is up. */
    void awaitAll(Duration howLong) throws InterruptedException {
        long end = System.nanoTime() + howLong.toNanos();
        List<Thread> all;
        synchronized (visits) {
            all = List.copyOf(visits);
        }
        for (Thread visit : all) {
            visit.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
        }
    }

    @Override
    public void close() {
        door.close();
    }
}
