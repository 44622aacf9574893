package mailtls.relay;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import mailtls.client.ReferenceId;
import mailtls.client.Trust;
import mailtls.wire.Ascii;

/** Sends reports to where a domain wants them (RFC 8460 section 5): the first place that takes one has it. */
public final class ReportSender {

    /** How long a web server may take. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    /**
     * What came of a place.
     *
     * @param isTaken whether the report is there
     * @param detail for a person
     */
    public record Outcome(URI place, boolean isTaken, String detail) {}

    private final Relay relay;
    private final Trust trust;
    private final UnaryOperator<byte[]> signature;
    private final Clock clock;
    private final Duration patience;

    /**
     * Makes a sender.
     *
     * @param relay takes mail; one of its own, since these sessions are not to be reported themselves (RFC 8460 section 3)
     * @param trust who may vouch for a web server
     * @param signature puts a DKIM signature in front of a message, of the reporter's domain and without “l=”: without one,
     *     receivers must ignore a report that comes by mail (RFC 8460 section 3)
     */
    public ReportSender(Relay relay, Trust trust, UnaryOperator<byte[]> signature, Clock clock) {
        this(relay, trust, signature, clock, PATIENCE);
    }

    ReportSender(Relay relay, Trust trust, UnaryOperator<byte[]> signature, Clock clock, Duration patience) {
        this.relay = relay;
        this.trust = trust;
        this.signature = signature;
        this.clock = clock;
        this.patience = patience;
    }

    /** Tries one place after the other until one has taken the report, and returns what came of each that was tried. */
    public List<Outcome> send(Report report, ReportRecord record) throws InterruptedException {
        var outcomes = new ArrayList<Outcome>();
        for (URI place : record.places()) {
            Outcome outcome = send(report, place);
            outcomes.add(outcome);
            if (outcome.isTaken()) {
                break;
            }
        }
        return outcomes;
    }

    private Outcome send(Report report, URI place) throws InterruptedException {
        try {
            return Ascii.lower(place.getScheme()).equals("https") ? post(report, place) : mail(report, place);
        } catch (IllegalArgumentException noPlace) {
            return new Outcome(place, false, String.valueOf(noPlace.getMessage()));
        }
    }

    /** Reports arrive although TLS does not work, whatever the domain's policy is (RFC 8460 sections 3 and 5.3). */
    private Outcome mail(Report report, URI place) throws InterruptedException {
        String to = URLDecoder.decode(
                place.getRawSchemeSpecificPart().split("\\?", 2)[0].replace("+", "%2B"), StandardCharsets.UTF_8);
        byte[] message = signature.apply(report.message(Ascii.printable(to), clock.instant()));
        String from = report.reporter().contact();
        String domain = Ascii.lower(to.substring(to.lastIndexOf('@') + 1));
        Result result = relay.deliver(new Consignment(domain, from, List.of(to), message, Wish.TLS_REQUIRED_NO));
        return new Outcome(place, result instanceof Result.Delivered, result.toString());
    }

    private Outcome post(Report report, URI place) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(place)
                .header("Content-Type", Report.MEDIA_TYPE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(report.gzip()))
                .build();
        CompletableFuture<HttpResponse<Void>> answer =
                client(place.getHost()).sendAsync(request, HttpResponse.BodyHandlers.discarding());
        try {
            int status = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS).statusCode();
            return new Outcome(place, status / 100 == 2, "status " + status);
        } catch (ExecutionException failed) {
            return new Outcome(place, false, reason(failed));
        } catch (TimeoutException late) {
            answer.cancel(true);
            return new Outcome(place, false, "no answer within " + patience);
        }
    }

    private static String reason(ExecutionException failed) {
        return failed.getCause() instanceof IOException broken ? broken.toString() : failed.toString();
    }

    private HttpClient client(String host) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust.checking(Set.of(ReferenceId.of(host)))}, null);
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
