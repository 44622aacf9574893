package mailtls.relay;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import mailtls.client.ReferenceId;
import mailtls.client.Trust;
import mailtls.wire.Ascii;

/**
 * Fetches MTA-STS policies from {@code https://mta-sts.DOMAIN/.well-known/mta-sts.txt} (RFC 8461 section 3.3). No redirect is
 * followed, and the certificate has to be for that host.
 */
public final class StsFetch implements StsStore.Fetch {

    /** How much of an answer is read, in octets. */
    static final int LONGEST_POLICY = 64 << 10;

    /** How long it may take; the RFC suggests a minute. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Trust trust;
    private final int port;

    /** Makes a fetcher for the port that the RFC means, 443. */
    public StsFetch(Trust trust) {
        this(trust, 443);
    }

    /** Makes a fetcher for another port, for tests and labs. */
    public StsFetch(Trust trust, int port) {
        this.trust = trust;
        this.port = port;
    }

    @Override
    public Optional<StsPolicy> policy(String domain) {
        String host = "mta-sts." + domain;
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(
                            "https://" + host + (port == 443 ? "" : ":" + port) + "/.well-known/mta-sts.txt"))
                    .timeout(PATIENCE)
                    .build();
            HttpResponse<InputStream> answer = client(host).send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                boolean isText = answer.headers()
                        .firstValue("content-type")
                        .filter(type -> Ascii.lower(type).startsWith("text/plain"))
                        .isPresent();
                byte[] octets = body.readNBytes(LONGEST_POLICY + 1);
                return answer.statusCode() == 200 && isText && octets.length <= LONGEST_POLICY
                        ? StsPolicy.parse(Ascii.text(octets))
                        : Optional.empty();
            }
        } catch (IOException | IllegalArgumentException notToBeHad) {
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private HttpClient client(String host) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust.checking(Set.of(new ReferenceId.DnsId(host)))}, null);
            return HttpClient.newBuilder()
                    .sslContext(context)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(PATIENCE)
                    .build();
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException("TLS can't be set up", unusable);
        }
    }
}
