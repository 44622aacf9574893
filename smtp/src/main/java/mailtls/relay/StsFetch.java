package mailtls.relay;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import mailtls.client.ReferenceId;
import mailtls.client.Trust;
import mailtls.wire.Ascii;

/**
 * Fetches MTA-STS policies from {@code https://mta-sts.DOMAIN/.well-known/mta-sts.txt} (RFC 8461 section 3.3). No redirect is
 * followed, nothing is cached on the way, and the certificate has to be for that host.
 */
public final class StsFetch implements StsStore.Fetch {

    /** How much of an answer is read, in octets. */
    static final int LONGEST_POLICY = 64 << 10;

    /** How long it may take from the first octet to the last; the RFC suggests a minute. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Trust trust;
    private final UnaryOperator<String> server;
    private final Duration patience;

    /** Makes a fetcher for the port that the RFC means, 443. */
    public StsFetch(Trust trust) {
        this(trust, UnaryOperator.identity());
    }

    /**
     * Makes a fetcher for labs.
     *
     * @param server says for a policy host which server to ask, {@code HOST} or {@code HOST:PORT}; the certificate has to be for
     *     the policy host all the same
     */
    public StsFetch(Trust trust, UnaryOperator<String> server) {
        this(trust, server, PATIENCE);
    }

    StsFetch(Trust trust, UnaryOperator<String> server, Duration patience) {
        this.trust = trust;
        this.server = server;
        this.patience = patience;
    }

    @Override
    public Optional<StsPolicy> policy(String domain) {
        String host = "mta-sts." + domain;
        try {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("https://" + server.apply(host) + "/.well-known/mta-sts.txt"))
                    .timeout(patience)
                    .build();
            return policy(client(host).send(request, HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException | UncheckedIOException | IllegalArgumentException notToBeHad) {
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** The time of the request ends with its header, so the body has one of its own. */
    private Optional<StsPolicy> policy(HttpResponse<InputStream> answer) throws IOException {
        try (InputStream body = answer.body()) {
            CompletableFuture<Void> late = CompletableFuture.runAsync(
                    () -> close(body), CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS));
            byte[] octets =
                    answer.statusCode() == 200 && isText(answer) ? body.readNBytes(LONGEST_POLICY + 1) : new byte[0];
            late.cancel(false);
            return octets.length <= LONGEST_POLICY ? StsPolicy.parse(Ascii.text(octets)) : Optional.empty();
        }
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static boolean isText(HttpResponse<?> answer) {
        String type = answer.headers().firstValue("content-type").orElse("");
        return Ascii.lower(type.split(";", 2)[0].strip()).equals("text/plain");
    }

    private HttpClient client(String host) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust.checking(Set.of(new ReferenceId.DnsId(host)))}, null);
            return HttpClient.newBuilder()
                    .sslContext(context)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(patience)
                    .build();
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException("TLS can't be set up", unusable);
        }
    }
}
