package mailtls.relay;

import java.time.Duration;
import java.time.Instant;

/**
 * An MTA-STS policy as it is remembered.
 *
 * @param id what its record said when it was fetched
 * @param fetched when that was
 */
public record StsKept(String id, StsPolicy policy, Instant fetched) {

    /** How old a policy may grow before a new one is asked for, whatever its record says (RFC 8461 sections 3.3 and 10.2). */
    static final Duration FRESH = Duration.ofDays(1);

    /** Returns whether its time is not up. */
    boolean holds(Instant now) {
        return fetched.plus(policy.lifetime()).isAfter(now);
    }

    /** Returns whether to ask for it again: once a day, and in time before it ends. */
    boolean isOld(Instant now) {
        Duration half = policy.lifetime().dividedBy(2);
        return !fetched.plus(half.compareTo(FRESH) < 0 ? half : FRESH).isAfter(now);
    }
}
