package mailtls.relay;

import java.time.Clock;
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

    private record Known(String id, StsPolicy policy, Instant until) {}

    private final Names names;
    private final Fetch fetch;
    private final Clock clock;
    private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST_DOMAINS;
        }
    };

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
        if (id.isEmpty() || remembered.map(Known::id).equals(id)) {
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
        fetched.ifPresent(policy ->
                remember(domain, new Known(id, policy, clock.instant().plus(policy.lifetime()))));
        return fetched;
    }

    private synchronized Optional<Known> remembered(String domain) {
        return Optional.ofNullable(known.get(domain))
                .filter(entry -> entry.until().isAfter(clock.instant()));
    }

    private synchronized void remember(String domain, Known entry) {
        known.put(domain, entry);
    }
}
