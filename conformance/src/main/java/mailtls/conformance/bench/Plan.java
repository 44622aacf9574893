package mailtls.conformance.bench;

import java.time.Duration;
import java.util.Optional;

/**
 * What is asked of a run.
 *
 * @param sessions how many sessions in each round and with each server, at most
 * @param duration how long each round with each server goes on, at most; or how long sessions are held
 * @param concurrency how many sessions at the same time
 * @param rate how many sessions begin in a second, in an open loop; without it the loop is closed
 * @param think how long each client waits after a session
 * @param warmUp how many sessions go before, and are not counted
 * @param rounds how many rounds
 * @param beside how many idle sessions are held open meanwhile, with each server
 * @param seed decides which server comes when in each round
 * @param work what a session does
 * @param tls how it comes to TLS
 */
record Plan(
        long sessions,
        Optional<Duration> duration,
        int concurrency,
        Optional<Double> rate,
        Duration think,
        int warmUp,
        int rounds,
        int beside,
        long seed,
        Work work,
        ClientTls.Choice tls) {}
