package mailtls.relay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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

        /** Asks for the policy of a domain. */
        StsFetched policy(String domain);
    }

    /** Where policies are kept; it is asked by one thread at a time, and a policy whose time is up does no harm there. */
    public interface Shelf {

        /** Returns what is kept for a domain, its name in lower case. */
        Optional<StsKept> get(String domain);

        /** Keeps something for a domain instead of what was kept before. */
        void put(String domain, StsKept kept);
    }

    /** How long what could not be fetched is not asked for again. */
    static final Duration PAUSE = Duration.ofMinutes(5);

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

    private static final class InMemory implements Shelf {

        private final Map<String, StsKept> known = new Memory<>();

        @Override
        public Optional<StsKept> get(String domain) {
            return Optional.ofNullable(known.get(domain));
        }

        @Override
        public void put(String domain, StsKept kept) {
            known.put(domain, kept);
        }
    }

    private final Names names;
    private final Fetch fetch;
    private final Clock clock;
    private final Shelf known;
    private final Consumer<TlsResult> results;
    private final Map<String, Missed> missed = new Memory<>();

    /** Makes a store that knows nothing yet, and that nobody watches. */
    public StsStore(Names names, Fetch fetch, Clock clock) {
        this(names, fetch, clock, new InMemory(), result -> {});
    }

    /** Makes a store that knows nothing yet. */
    public StsStore(Names names, Fetch fetch, Clock clock, Consumer<TlsResult> results) {
        this(names, fetch, clock, new InMemory(), results);
    }

    /**
     * Makes a store.
     *
     * @param known where policies are kept
     * @param results is told what could not be had: a report has it (RFC 8460 section 4.3.2.2), and somebody should look after it
     *     before what is kept ends (RFC 8461 section 10.2)
     */
    public StsStore(Names names, Fetch fetch, Clock clock, Shelf known, Consumer<TlsResult> results) {
        this.names = names;
        this.fetch = fetch;
        this.clock = clock;
        this.known = known;
        this.results = results;
    }

    /**
     * Returns the policy that holds for a domain now: fetched anew if the domain says that it has changed, and each day whatever it
     * says, since somebody on the way could keep that from us until the policy has ended.
     */
    public Optional<StsPolicy> policy(String domain) {
        String name = Ascii.lower(domain);
        Optional<StsKept> kept = kept(name);
        Optional<String> id = id(name);
        boolean isNew = id.isPresent() && !kept.map(StsKept::id).equals(id);
        boolean isOld = kept.filter(policy -> policy.isOld(clock.instant())).isPresent();
        Optional<String> wanted = id.or(() -> kept.map(StsKept::id)).filter(any -> isNew || isOld);
        return wanted.filter(current -> !isMissed(name, current))
                .flatMap(current -> refreshed(name, current, kept))
                .or(() -> kept.map(StsKept::policy));
    }

    /** Fetches a domain's policy again, whatever is known: a message is not sent back for an old one (RFC 8461 section 5.1). */
    public Optional<StsPolicy> policyAnew(String domain) {
        String name = Ascii.lower(domain);
        Optional<StsKept> kept = kept(name);
        return id(name).flatMap(current -> refreshed(name, current, kept)).or(() -> kept.map(StsKept::policy));
    }

    private Optional<String> id(String domain) {
        return StsRecord.in(names.texts("_mta-sts." + domain).records()).map(StsRecord::id);
    }

    private Optional<StsPolicy> refreshed(String domain, String id, Optional<StsKept> kept) {
        StsFetched fetched = fetch.policy(domain);
        if (fetched instanceof StsFetched.Published there) {
            remember(domain, new StsKept(id, there.policy(), clock.instant()));
            return Optional.of(there.policy());
        }
        pause(domain, id);
        Optional<StsPolicy> held = kept.map(StsKept::policy);
        if (held.filter(policy -> policy.mode() == StsPolicy.Mode.NONE).isEmpty()) {
            results.accept(TlsResult.missed(domain, held, (StsFetched.Missed) fetched));
        }
        return Optional.empty();
    }

    private synchronized Optional<StsKept> kept(String domain) {
        return known.get(domain).filter(entry -> entry.holds(clock.instant()));
    }

    private synchronized boolean isMissed(String domain, String id) {
        return Optional.ofNullable(missed.get(domain))
                .filter(entry -> entry.id().equals(id) && entry.until().isAfter(clock.instant()))
                .isPresent();
    }

    private synchronized void remember(String domain, StsKept fresh) {
        known.put(domain, fresh);
        missed.remove(domain);
    }

    private synchronized void pause(String domain, String id) {
        missed.put(domain, new Missed(id, clock.instant().plus(PAUSE)));
    }
}
