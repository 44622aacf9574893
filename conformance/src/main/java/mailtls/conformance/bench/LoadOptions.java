package mailtls.conformance.bench;

import java.time.Duration;
import java.util.Optional;
import mailtls.conformance.command.Trouble;
import picocli.CommandLine.Option;

/** How much load, and when. */
final class LoadOptions {

    static final int MOST_SESSIONS = 10_000_000;
    static final int MOST_AT_A_TIME = 20_000;
    static final int MOST_ROUNDS = 1_000;
    static final double HIGHEST_RATE = 1_000_000;
    static final Duration LONGEST = Duration.ofHours(24);

    private static final int USUAL_SESSIONS = 1_000;
    private static final int USUAL_AT_A_TIME_WITH_RATE = 64;
    private static final int USUAL_ROUNDS = 5;

    @Option(
            names = "--sessions",
            paramLabel = "N",
            description = "So many in each round (1000, or without end if there is a duration).")
    private Optional<Integer> sessions = Optional.empty();

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = Durations.class,
            description = "Begin sessions for so long in each round: 500ms, 10s, 2m.")
    private Optional<Duration> duration = Optional.empty();

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            description = "So many at the same time, at most (1; with a rate 64).")
    private Optional<Integer> concurrency = Optional.empty();

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Begin so many sessions a second, whether the server keeps up or not (an open loop). Without"
                    + " it the next session begins when one is over (a closed loop).")
    private Optional<Double> rate = Optional.empty();

    @Option(
            names = "--think",
            paramLabel = "TIME",
            converter = Durations.class,
            description = "In a closed loop wait so long after each session (0).")
    private Duration think = Duration.ZERO;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description = "So many sessions first, which do not count (as many as in a round, at most 1000).")
    private Optional<Integer> warmUp = Optional.empty();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "So many rounds (5; with --idle 1); the spread is that between rounds.")
    private Optional<Integer> rounds = Optional.empty();

    @Option(
            names = "--beside",
            paramLabel = "N",
            description =
                    "Hold so many idle sessions open with each server meanwhile (0): does a session cost more then?")
    private int beside;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Draws the order of the servers in each round as another run did.")
    private Optional<Long> seed = Optional.empty();

    /** Returns the plan. */
    Plan plan(Work work, ClientTls.Choice tls) {
        if (rate.isPresent() && !think.isZero()) {
            throw Trouble.withUsage(
                    "--think has no use with --rate", "a rate says when sessions begin; leave one of them out");
        }
        within("--duration", duration.orElse(Duration.ofMillis(1)).toMillis(), LONGEST.toMillis());
        if (rate.isPresent() && !(rate.get() > 0 && rate.get() <= HIGHEST_RATE)) {
            throw Trouble.withUsage("--rate: not " + rate.get(), "give a number up to " + (long) HIGHEST_RATE);
        }
        if (rate.isPresent() && work.holds()) {
            throw Trouble.withUsage("--rate has no use with --idle", "leave one of them out");
        }
        long most = sessions.map(number -> within("--sessions", number, MOST_SESSIONS))
                .map(Integer::longValue)
                .orElse(duration.isPresent() && !work.holds() ? Long.MAX_VALUE : USUAL_SESSIONS);
        return new Plan(
                most,
                duration,
                within("--concurrency", atATime(), MOST_AT_A_TIME),
                rate,
                think,
                warmUp.map(number -> number == 0 ? 0 : within("--warm-up", number, MOST_SESSIONS))
                        .orElse((int) Math.min(most, USUAL_SESSIONS)),
                within("--rounds", rounds.orElse(work.holds() ? 1 : USUAL_ROUNDS), MOST_ROUNDS),
                beside == 0 ? 0 : within("--beside", beside, MOST_AT_A_TIME),
                seed.orElseGet(System::nanoTime),
                work,
                tls);
    }

    private int atATime() {
        return concurrency.orElse(rate.isPresent() ? USUAL_AT_A_TIME_WITH_RATE : 1);
    }

    /** Returns a number that an option may have. */
    static int within(String option, long number, long most) {
        if (number < 1 || number > most) {
            throw Trouble.withUsage(option + ": not " + number, "give a number from 1 to " + most);
        }
        return (int) number;
    }
}
