package mailtls.relay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import mailtls.wire.Ascii;

/**
 * The MTA-STS policies that are known (RFC 8461 section 3.3). One that was fetched holds until its time is up, also while DNS or
 * the web server can't be reached: who could take those away could take the policy away.
 */
public final class StsStore {

    /** How many domains are remembered; the one that was used longest ago goes first. */
    static final int MOST_DOMAINS = 10_000;

    /** Gets a policy from a domain's web server. */
    @FunctionalInterface
    public interface Fetch {

        /** Returns the policy of a domain; nothing where there is none, or it can't be had. */
        Optional<StsPolicy> policy(String domain);
    }

    /** How long what could not be fetched is not asked for again. */
    static final Duration PAUSE = Duration.ofMinutes(5);

    private record Known(String id, StsPolicy policy, Instant until) {}

    private record Missed(String id, Instant until) {}

    /** Forgets the domain that was used longest ago. */
    private static final class Memory<T> extends LinkedHashMap<String, T> {
        private static final long serialVersionUID = 1;

        Memory() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
            return size() > MOST_DOMAINS;
        }
    }

    private final Names names;
    private final Fetch fetch;
    private final Clock clock;
    private final Map<String, Known> known = new Memory<>();
    private final Map<String, Missed> missed = new Memory<>();

    /** Makes a store that knows nothing yet. */
    public StsStore(Names names, Fetch fetch, Clock clock) {
        this.names = names;
        this.fetch = fetch;
        this.clock = clock;
    }

    /** Returns the policy that holds for a domain now: fetched anew if the domain says that it has changed. */
    public Optional<StsPolicy> policy(String domain) {
        String name = Ascii.lower(domain);
        Optional<Known> remembered = remembered(name);
        Optional<String> id =
                StsRecord.in(names.texts("_mta-sts." + name).records()).map(StsRecord::id);
        if (id.isEmpty() || remembered.map(Known::id).equals(id) || isMissed(name, id.get())) {
            return remembered.map(Known::policy);
        }
        return refreshed(name, id.get()).or(() -> remembered.map(Known::policy));
    }

    /** Fetches a domain's policy again, whatever is known: a message is not sent back for an old one (RFC 8461 section 5.1). */
    public Optional<StsPolicy> policyAnew(String domain) {
        String name = Ascii.lower(domain);
        Optional<String> id =
                StsRecord.in(names.texts("_mta-sts." + name).records()).map(StsRecord::id);
        return id.flatMap(current -> refreshed(name, current))
                .or(() -> remembered(name).map(Known::policy));
    }

    private Optional<StsPolicy> refreshed(String domain, String id) {
        Optional<StsPolicy> fetched = fetch.policy(domain);
        remember(domain, id, fetched);
        return fetched;
    }

    private synchronized Optional<Known> remembered(String domain) {
        return Optional.ofNullable(known.get(domain))
                .filter(entry -> entry.until().isAfter(clock.instant()));
    }

    private synchronized boolean isMissed(String domain, String id) {
        return Optional.ofNullable(missed.get(domain))
                .filter(entry -> entry.id().equals(id) && entry.until().isAfter(clock.instant()))
                .isPresent();
    }

    private synchronized void remember(String domain, String id, Optional<StsPolicy> fetched) {
        Instant now = clock.instant();
        if (fetched.isPresent()) {
            known.put(
                    domain, new Known(id, fetched.get(), now.plus(fetched.get().lifetime())));
            missed.remove(domain);
        } else {
            missed.put(domain, new Missed(id, now.plus(PAUSE)));
        }
    }
}
