package mailtls.conformance.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import mailtls.conformance.peer.SocketPeer;
import mailtls.conformance.peer.Transcript;

/** Ports of the loopback address that a client under test may come to; whatever comes is handled in a thread of its own. */
final class HostileServer implements AutoCloseable {

    /** How many connections a client may make in a case; whoever makes more goes round in circles. */
    static final int MOST_VISITS = 50;

    private final ServerSocketChannel port;
    private final Thread door;
    private final List<Thread> visits = new ArrayList<>();

    private HostileServer(int number, Consumer<SocketChannel> visitor) throws IOException {
        port = ServerSocketChannel.open();
        port.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number));
        door = thread(() -> open(visitor));
        door.start();
    }

    private static Thread thread(Runnable what) {
        Thread thread = new Thread(what, "hostile server");
        thread.setDaemon(true);
        return thread;
    }

    /** Opens a port; 0 stands for any that is free. */
    static HostileServer on(int number, Consumer<SocketChannel> visitor) {
        try {
            return new HostileServer(number, visitor);
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    /**
     * Opens a port where a scenario is played.
     *
     * @param left told of the end of each connection
     */
    static HostileServer playing(int number, Scene scene, Runnable left) {
        return on(number, channel -> {
            meet(scene, channel);
            left.run();
        });
    }

    /** Opens a port where nobody should come. */
    static HostileServer attacker(Witness witness) {
        return on(0, channel -> witness.fault("it goes to where a referral leads", "no other connection"));
    }

    private static void meet(Scene scene, SocketChannel channel) {
        try {
            Scenario.Meeting meeting = scene.witness().nextMeeting(scene.scenario());
            SSLEngine engine = scene.certificates().engine(meeting.handshake());
            SocketPeer peer = SocketPeer.accepted(channel, engine, scene.patience());
            scene.witness().connected(peer.transcript());
            new Visit(scene, meeting, peer, engine).meet();
        } catch (IOException gone) {
            scene.witness().connected(new Transcript());
        }
    }

    int port() {
        return port.socket().getLocalPort();
    }

    private void open(Consumer<SocketChannel> visitor) {
        try {
            while (true) {
                SocketChannel channel = port.accept();
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
        try {
            port.close();
        } catch (IOException overAnyway) {
            throw new UncheckedIOException(overAnyway);
        }
    }
}
