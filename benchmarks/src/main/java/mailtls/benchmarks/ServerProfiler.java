package mailtls.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Measures what a server in the same JVM costs, apart from its client: processor time and allocation of the threads that a network
 * library has made, per operation. With {@code -prof mailtls.benchmarks.ServerProfiler}.
 */
public final class ServerProfiler implements InternalProfiler {

    /** How the threads of MINA, of Netty and of ours begin; idle ones wait in pools. */
    private static final List<String> SERVERS =
            List.of("Nio", "QuietProcessor", "ssl-exec", "pool-", "netty", "mailtls clock");

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** What was spent when the last server was about to stop: JMH asks only afterwards. */
    private static Optional<Spent> atTheEnd = Optional.empty();

    private Spent before = new Spent(0, 0);

    /** Nanoseconds, and octets. */
    private record Spent(long cpu, long allocated) {

        static Spent now() {
            long[] servers = servers();
            return new Spent(
                    LongStream.of(THREADS.getThreadCpuTime(servers)).sum(),
                    LongStream.of(THREADS.getThreadAllocatedBytes(servers)).sum());
        }

        private static long[] servers() {
            return Stream.of(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                    .flatMap(thread -> Optional.ofNullable(thread).stream())
                    .filter(thread -> SERVERS.stream().anyMatch(thread.getThreadName()::startsWith))
                    .mapToLong(ThreadInfo::getThreadId)
                    .toArray();
        }
    }

    /** To be called before a server stops. */
    static void takeNote() {
        atTheEnd = Optional.of(Spent.now());
    }

    @Override
    public String getDescription() {
        return "processor time and allocation of the server's threads";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        atTheEnd = Optional.empty();
        before = Spent.now();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        Spent after = atTheEnd.orElseGet(Spent::now);
        if (after.equals(before)) {
            return List.of(); // there is no server
        }
        double operations = result.getMetadata().getAllOps();
        return List.of(
                new ScalarResult(
                        "server.cpu", (after.cpu() - before.cpu()) / operations / 1000, "us/op", AggregationPolicy.AVG),
                new ScalarResult(
                        "server.alloc",
                        (after.allocated() - before.allocated()) / operations,
                        "B/op",
                        AggregationPolicy.AVG));
    }
}
