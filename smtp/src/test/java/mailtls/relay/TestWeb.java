package mailtls.relay;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import mailtls.tls.TestIdentity;

/** A web server for tests, on a free port of the loopback address. */
public final class TestWeb implements AutoCloseable {

    private final HttpsServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile HttpHandler manner = exchange -> exchange.sendResponseHeaders(404, -1);

    /** Starts one that shows this identity and answers 404 to everything. */
    public TestWeb(TestIdentity identity, TestIdentity authority) throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        server.setHttpsConfigurator(new HttpsConfigurator(identity.contextTrusting(authority)));
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                requests.incrementAndGet();
                manner.handle(exchange);
            }
        });
        server.start();
    }

    /** Returns the server as it stands in a URI. */
    public String place() {
        return "localhost:" + server.getAddress().getPort();
    }

    /** Returns where it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    int requests() {
        return requests.get();
    }

    /** Answers like this from now on. */
    public void answers(HttpHandler manner) {
        this.manner = manner;
    }

    /** Answers a text. */
    public static void text(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, octets.length);
        exchange.getResponseBody().write(octets);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
