package mailtls.benchmarks;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import mailtls.pop3.Pop3Inside;
import mailtls.pop3.Pop3Inside.Question;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Times the look-up of a command in a protocol's table, beside a switch that somebody wrote by hand to the same effect: each command
 * of POP3 in each state over both channels, shuffled. Parsing the command and answering it are not timed. It can mislead because
 * one answer is a few nanoseconds, about what it costs to measure one, and because the switch only says yes or no, where the table also
 * says who answers and what comes next.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class DispatchBenchmark {

    /** Ten commands, three states, two channels. */
    private static final int QUESTIONS = 60;

    private final List<Question> questions = Pop3Inside.questions(Corpus.POP3);

    /** So that the next answer can't be guessed from the last. */
    @Setup
    public void shuffle() {
        if (questions.size() != QUESTIONS) {
            throw new IllegalStateException("there are " + questions.size() + " questions");
        }
        Collections.shuffle(questions, new Random(QUESTIONS));
    }

    /** The time is that of one look-up. */
    @Benchmark
    @OperationsPerInvocation(QUESTIONS)
    public void table(Blackhole sink) {
        questions.forEach(question -> sink.consume(Pop3Inside.isInTable(question)));
    }

    /** The time is that of one decision. */
    @Benchmark
    @OperationsPerInvocation(QUESTIONS)
    public void handWrittenSwitch(Blackhole sink) {
        questions.forEach(question -> sink.consume(Pop3Inside.isInSwitch(question)));
    }
}
