package mailtls.conformance.bench;

import java.util.Optional;
import java.util.function.Function;
import mailtls.wire.Ascii;

/** The figures by which servers are compared; each is one number for each round. */
enum Metric {
    // spotless:off
    //                     unit      of a round
    CPU_PER_SESSION(       "µs",     Metric::cpuPerSession),
    CPU_PER_MEBIBYTE(      "ms",     Metric::cpuPerMebibyte),
    MEMORY_PER_SESSION(    "KiB",    Metric::memoryPerSession),
    PEAK_MEMORY(           "MiB",    Metric::peakMemory),
    CPU_PER_IDLE_SECOND(   "ms",     Metric::cpuPerIdleSecond),
    SESSIONS_PER_SECOND(   "/s",     round -> Optional.of(round.tally().completed() / seconds(round))),
    MEBIBYTES_PER_SECOND(  "MiB/s",  Metric::throughput),
    HANDSHAKE_P50(         "ms",     round -> percentile(round, Phase.HANDSHAKE, 50)),
    FIRST_REPLY_P50(       "ms",     round -> percentile(round, Phase.FIRST_REPLY, 50)),
    FIRST_REPLY_P99(       "ms",     round -> percentile(round, Phase.FIRST_REPLY, 99)),
    NOOP_P50(              "ms",     round -> percentile(round, Phase.NOOP, 50)),
    SESSION_P50(           "ms",     round -> percentile(round, Phase.SESSION, 50)),
    SESSION_P99(           "ms",     round -> percentile(round, Phase.SESSION, 99)),
    RESPONSE_P99(          "ms",     round -> percentile(round, Phase.RESPONSE, 99)),
    GENERATOR_CORES(       "cores",  round -> Optional.of(nanos(round.ours().cpu()) / nanos(round.took())));
    // spotless:on

    private static final double KIBI = 1 << 10;
    private static final double MEBI = 1 << 20;
    private static final double NANOS_IN_MILLI = 1e6;
    private static final double NANOS_IN_MICRO = 1e3;
    private static final double NANOS_IN_SECOND = 1e9;

    private final String unit;
    private final Function<Round, Optional<Double>> of;

    Metric(String unit, Function<Round, Optional<Double>> of) {
        this.unit = unit;
        this.of = of;
    }

    /** Returns what it is counted in. */
    String unit() {
        return unit;
    }

    /** Returns the figure of a round, if there is one. */
    Optional<Double> of(Round round) {
        return of.apply(round).filter(Double::isFinite);
    }
    /** Returns whether it says something about servers, and not about the generator. */
    boolean isCompared() {
        return this != GENERATOR_CORES;
    }

    /** Returns its name as it is printed: {@code CPU per session}, {@code session p50}. */
    @Override
    public String toString() {
        return Ascii.lower(name()).replace('_', ' ').replace("cpu", "CPU");
    }

    private static Optional<Double> cpuPerSession(Round round) {
        return round.serverCpu()
                .map(cpu -> nanos(cpu) / NANOS_IN_MICRO / round.tally().completed());
    }

    private static Optional<Double> cpuPerMebibyte(Round round) {
        return round.serverCpu()
                .filter(cpu -> content(round) > 0)
                .map(cpu -> nanos(cpu) / NANOS_IN_MILLI / (content(round) / MEBI));
    }

    private static Optional<Double> memoryPerSession(Round round) {
        return round.held()
                .flatMap(held -> held.held()
                        .flatMap(there -> held.before().map(before -> (there - before) / KIBI / held.sessions())));
    }

    private static Optional<Double> peakMemory(Round round) {
        return round.peak().map(peak -> peak / MEBI);
    }

    private static Optional<Double> cpuPerIdleSecond(Round round) {
        return round.held()
                .flatMap(held ->
                        held.cpu().map(cpu -> nanos(cpu) / NANOS_IN_MILLI / (nanos(held.time()) / NANOS_IN_SECOND)));
    }

    /** While messages were being fetched, by those who fetched them: not of the time that handshakes took. */
    private static Optional<Double> throughput(Round round) {
        return round.tally()
                .times(Phase.FETCH)
                .map(times -> content(round) / MEBI / (times.getMean() * times.getTotalCount() / NANOS_IN_SECOND));
    }

    private static double content(Round round) {
        return round.tally()
                .counts(Count.CONTENT)
                .map(counts -> (double) counts.getSum())
                .orElse(0.0);
    }

    private static Optional<Double> percentile(Round round, Phase phase, double percentile) {
        return round.tally().times(phase).map(times -> times.getValueAtPercentile(percentile) / NANOS_IN_MILLI);
    }

    private static double seconds(Round round) {
        return nanos(round.took()) / NANOS_IN_SECOND;
    }

    private static double nanos(java.time.Duration duration) {
        return duration.toNanos();
    }
}
