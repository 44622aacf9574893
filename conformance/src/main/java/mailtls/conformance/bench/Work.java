package mailtls.conformance.bench;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import mailtls.conformance.peer.Account;

/**
 * What a session does between its first reply and its farewell.
 *
 * @param account who logs in, if somebody does
 * @param noops how many NOOPs are said, one after the reply to the other
 * @param fetch the number of the message that is fetched, if one is
 * @param holds whether the session is held open until all are there, and longer, before its farewell
 * @param patience how long a phase may take
 */
record Work(Optional<Account> account, int noops, OptionalInt fetch, boolean holds, Duration patience) {

    /** The most NOOPs in a session. */
    static final int MOST_NOOPS = 1_000_000;
}
