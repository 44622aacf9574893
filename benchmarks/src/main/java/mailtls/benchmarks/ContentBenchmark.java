package mailtls.benchmarks;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import mailtls.wire.DotStuffing;
import mailtls.wire.Line;
import mailtls.wire.LineBuffer;
import mailtls.wire.Reading;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Times a message of a mebibyte on its way in, as DATA brings it, and out, as RETR takes it: its lines are cut, unstuffed and stuffed
 * again; once in clear, once through a pair of engines, both of whose work is timed. Sockets, the store and the grammar are not timed.
 * It can mislead because the message has short lines and few dots, because memory in a processor's cache is faster than a socket, and
 * because a server pays for one of the two engines only.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ContentBenchmark {

    private static final int LENGTH = 1 << 20;
    private static final int RECORD = 1 << 14;

    /** What carries the message. */
    public enum Carrier {
        CLEAR,
        TLS_JDK,
        TLS_CONSCRYPT
    }

    /** Whether TLS carries it, and whose. */
    @Param
    public Carrier carrier = Carrier.CLEAR;

    private final byte[] message = Corpus.message(LENGTH);
    private final List<ByteBuffer> stuffed = portions(DotStuffing.stuff(message));
    private final LineBuffer buffer = new LineBuffer();
    private final Reading line = new Reading.OfLine(RECORD);
    private EnginePair pair = new EnginePair(
            Engine.JDK.clients().createSSLEngine(), Engine.JDK.servers().server(""));

    /** Does the handshake. */
    @Setup
    public void connect() throws SSLException {
        Engine engine = carrier == Carrier.TLS_CONSCRYPT ? Engine.CONSCRYPT : Engine.JDK;
        var client = engine.clients().createSSLEngine();
        client.setUseClientMode(true);
        pair = new EnginePair(client, engine.servers().server(""));
        pair.shakeHands();
    }

    private static List<ByteBuffer> portions(List<ByteBuffer> pieces) {
        var portions = new ArrayList<ByteBuffer>();
        for (ByteBuffer piece : pieces) {
            for (int from = 0; from < piece.limit(); from += RECORD) {
                portions.add(piece.slice(from, Math.min(RECORD, piece.limit() - from)));
            }
        }
        return portions;
    }

    /** In, to the line with the dot. */
    @Benchmark
    public int data() throws SSLException {
        int octets = 0;
        for (ByteBuffer portion : stuffed) {
            buffer.append(carrier == Carrier.CLEAR ? portion.duplicate() : pair.toServer(portion.duplicate()));
            for (var next = buffer.take(line); next.isPresent(); next = buffer.take(line)) {
                Line taken = (Line) next.get();
                if (DotStuffing.isEnd(taken)) {
                    return octets;
                }
                octets += DotStuffing.unstuff(taken).octets().length;
            }
        }
        throw new IllegalStateException("the end is missing");
    }

    /** Out, with the dots that are needed. */
    @Benchmark
    public int retr() throws SSLException {
        int octets = 0;
        for (ByteBuffer portion : portions(DotStuffing.stuff(message))) {
            octets += (carrier == Carrier.CLEAR ? portion : pair.toClient(portion)).remaining();
        }
        return octets;
    }
}
