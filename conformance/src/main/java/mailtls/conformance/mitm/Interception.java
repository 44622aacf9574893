package mailtls.conformance.mitm;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** A port where somebody stands between clients and a server. */
public final class Interception implements AutoCloseable {

    private final ServerSocket port;
    private final AtomicReference<Plan> plan;
    private final int visits;
    private final Consumer<Seen> told;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean fell = new AtomicBoolean();

    /** The one at the door, and whoever is served. */
    private final Phaser present = new Phaser(1);

    private Interception(ServerSocket port, Plan plan, int visits, Consumer<Seen> told) {
        this.port = port;
        this.plan = new AtomicReference<>(plan);
        this.visits = visits;
        this.told = told;
        daemon(this::receive).start();
    }

    /**
     * Opens a port.
     *
     * @param address where; port 0 stands for any that is free
     * @param visits after how many connections nobody more is let in
     * @param told hears of everything, on any thread
     * @throws IOException if the port can't be had
     */
    static Interception on(InetSocketAddress address, Plan plan, int visits, Consumer<Seen> told) throws IOException {
        var port = new ServerSocket();
        port.bind(address);
        return new Interception(port, plan, visits, told);
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task, "mitm");
        thread.setDaemon(true);
        return thread;
    }

    /** Returns the port's number. */
    public int port() {
        return port.getLocalPort();
    }

    /** Returns whether a client has been seen to fall. */
    boolean hasSeenAFall() {
        return fell.get();
    }

    private void receive() {
        try (port) {
            for (int number = 1; number <= visits; number++) {
                receive(port.accept(), number);
            }
        } catch (IOException closed) {
            // That is how it ends.
        } finally {
            present.arriveAndDeregister();
        }
    }

    private void receive(Socket client, int number) throws IOException {
        Onlooker onlooker = new Onlooker(number, new Speech(plan.get().protocol()), this::tell);
        if (open.size() >= plan.get().bounds().connections()) {
            onlooker.course("is sent away: there are " + open.size() + " connections");
            client.close();
            return;
        }
        open.add(client);
        present.register();
        daemon(() -> serve(client, onlooker)).start();
    }

    private void tell(Seen seen) {
        if (seen.kind() == Seen.Kind.FALL) {
            fell.set(true);
        }
        told.accept(seen);
    }

    private void serve(Socket client, Onlooker onlooker) {
        try (client;
                Socket server = new Socket()) {
            onlooker.course(
                    "comes from " + client.getRemoteSocketAddress().toString().replaceFirst("^.*/", ""));
            join(client, server, onlooker);
        } catch (IOException unreachable) {
            onlooker.course("over: no way to " + plan.get().server() + ", " + unreachable.getMessage());
        } catch (InterruptedException leave) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
            present.arriveAndDeregister();
        }
    }

    private void join(Socket client, Socket server, Onlooker onlooker) throws IOException, InterruptedException {
        Plan now = plan.get();
        var silence = new Silence(now.bounds().idle());
        server.connect(now.server(), (int) now.bounds().idle().toMillis());
        int line = now.bounds().line();
        try (var splice = new Splice(
                now,
                new End("the client", client, silence, line),
                new End("the server", server, silence, line),
                onlooker,
                () -> plan.set(now.with(now.attack().afterwards())))) {
            splice.run(silence);
        }
    }

    /** Waits until nobody more is let in and all have gone. */
    void await() throws InterruptedException {
        present.awaitAdvanceInterruptibly(0);
    }

    /** Closes the port, and all connections. */
    @Override
    public void close() throws IOException {
        port.close();
        for (Socket client : open) {
            client.close();
        }
    }
}
