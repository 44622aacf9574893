package mailtls.benchmarks;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import mailtls.wire.Input;
import mailtls.wire.LineBuffer;
import mailtls.wire.Reading;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Times {@link LineBuffer}: octets in, lines out, once for lines that come together and once for a line that comes octet by
 * octet. Reading from the network, understanding the line and answering it are not timed. It can mislead because the buffer is
 * warm and its lines well-formed: a real server has thousands of cold buffers, and peers that send nonsense.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class LineBufferBenchmark {

    private static final int LONGEST = 12_288;
    private static final int LINES = 10;

    private final Reading line = new Reading.OfLine(LONGEST);
    private final ByteBuffer segment = Corpus.onTheWire(Corpus.SUBMISSION);
    private final LineBuffer buffer = new LineBuffer();

    /** A line that comes slowly. Its time must grow as its length does, not as the square of it. */
    @State(Scope.Thread)
    public static class SlowLine {

        /** Octets before the CRLF. */
        @Param({"64", "512", "4096"})
        public int length;

        private ByteBuffer octets = Corpus.lineOf(0);

        /** Makes the line, outside the time taken. */
        @Setup
        public void make() {
            octets = Corpus.lineOf(length);
        }
    }

    /** One segment with ten commands; the time is that of one command. */
    @Benchmark
    @OperationsPerInvocation(LINES)
    public void linesThatComeTogether(Blackhole sink) {
        buffer.append(segment.duplicate());
        for (int i = 0; i < LINES; i++) {
            sink.consume(buffer.take(line).orElseThrow());
        }
    }

    /** One line in as many segments as it has octets; the time is that of the line. */
    @Benchmark
    public Input lineThatDrips(SlowLine slow) {
        ByteBuffer octets = slow.octets.duplicate();
        Optional<Input> taken = Optional.empty();
        for (int end = 1; taken.isEmpty(); end++) {
            octets.limit(end);
            buffer.append(octets);
            taken = buffer.take(line);
        }
        return taken.get();
    }
}
