package mailtls.relay;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import mailtls.client.MailClientException;
import mailtls.client.Trust;
import mailtls.https.Https;
import mailtls.https.HttpsAnswer;
import mailtls.mina.MinaClient;
import mailtls.relay.TlsResult.Failure;
import mailtls.wire.Ascii;

/**
 * Fetches MTA-STS policies from {@code https://mta-sts.DOMAIN/.well-known/mta-sts.txt} (RFC 8461 section 3.3). No redirect is
 * followed, nothing is cached on the way, and the certificate has to be for that host, wherever it is.
 */
public final class StsFetch implements StsStore.Fetch {

    /** How much of an answer is read, in octets. */
    static final int LONGEST_POLICY = 64 << 10;

    /** How long it may take from the first octet to the last; the RFC suggests a minute. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final int PORT = 443;
    private static final String PATH = "/.well-known/mta-sts.txt";

    /** Where policy hosts are. */
    @FunctionalInterface
    public interface Places {

        /** Returns the addresses to try, one after the other, with their port. */
        List<InetSocketAddress> of(String policyHost);
    }

    private final MinaClient clients;
    private final Trust trust;
    private final Places places;
    private final Duration patience;

    /**
     * Makes a fetcher for the port that the RFC means, 443.
     *
     * @param names says where policy hosts are; signatures are not asked for, since the certificate proves who it is
     */
    public StsFetch(MinaClient clients, Trust trust, Names names) {
        this(clients, trust, at(names, PORT));
    }

    /** Makes a fetcher for labs, whose policy hosts are elsewhere. */
    public StsFetch(MinaClient clients, Trust trust, Places places) {
        this(clients, trust, places, PATIENCE);
    }

    StsFetch(MinaClient clients, Trust trust, Places places, Duration patience) {
        this.clients = clients;
        this.trust = trust;
        this.places = places;
        this.patience = patience;
    }

    /** Returns the places that DNS knows, at this port. */
    public static Places at(Names names, int port) {
        return host -> names.addresses(host).records().stream()
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }

    @Override
    public StsFetched policy(String domain) {
        String host = "mta-sts." + domain;
        StsFetched last = missed(host + " has no address");
        try {
            for (InetSocketAddress place : places.of(host)) {
                Optional<StsFetched> fetched = fetched(host, place);
                if (fetched.isPresent()) {
                    return fetched.get();
                }
                last = missed(place + " can't be reached");
            }
        } catch (IllegalArgumentException noHost) {
            return missed(host + " is no name of a host");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return missed("stopped");
        }
        return last;
    }

    /** Returns what came of a place; nothing if it can't be reached, since another one may. */
    private Optional<StsFetched> fetched(String host, InetSocketAddress place) throws InterruptedException {
        var remembering = new RememberingTrust(trust);
        CompletableFuture<HttpsAnswer> answer =
                clients.connect(place, Https.get(host, PATH, LONGEST_POLICY, remembering));
        try {
            return Optional.of(read(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS)));
        } catch (TimeoutException late) {
            return Optional.of(missed("no answer within " + patience));
        } catch (ExecutionException failed) {
            if (!(failed.getCause() instanceof MailClientException why)) {
                throw new IllegalStateException("a fault of mailtls", failed);
            }
            return remembering
                    .disbelief()
                    .<StsFetched>map(disbelief ->
                            new StsFetched.Missed(Failure.STS_WEBPKI_INVALID, String.valueOf(disbelief.getMessage())))
                    .or(() -> unlessUnreachable(why));
        }
    }

    private static Optional<StsFetched> unlessUnreachable(MailClientException why) {
        return switch (why.failure()) {
            case UNREACHABLE -> Optional.empty();
            default -> Optional.of(missed(why.firstLine()));
        };
    }

    private static StsFetched read(HttpsAnswer answer) {
        if (answer.status() != HttpsAnswer.OK) {
            return missed("status " + answer.status());
        }
        boolean isText = Ascii.lower(answer.type().split(";", 2)[0].strip()).equals("text/plain");
        Optional<StsPolicy> policy = isText ? StsPolicy.parse(answer.body()) : Optional.empty();
        return policy.<StsFetched>map(StsFetched.Published::new)
                .orElseGet(() -> new StsFetched.Missed(
                        Failure.STS_POLICY_INVALID,
                        isText ? "a text that is no policy" : "a policy is text/plain, not “" + answer.type() + "”"));
    }

    private static StsFetched missed(String detail) {
        return new StsFetched.Missed(Failure.STS_POLICY_FETCH_ERROR, detail);
    }
}
