package mailtls.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import mailtls.imap.ImapInside;
import mailtls.machine.Parsed;
import mailtls.pop3.Pop3Inside;
import mailtls.smtp.SmtpInside;
import mailtls.wire.Input;
import mailtls.wire.Line;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Times the three grammars: a line in, a command out, on average over what a client of each protocol says. Cutting the lines out of
 * the stream and obeying the commands are not timed. It can mislead because the lines are those of one client, always in the same
 * order, which branch predictors learn, and because IMAP's commands are much longer than POP3's.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SyntaxBenchmark {

    private static final int LINES = 10;

    private final List<Input> imap = lines(Corpus.IMAP);
    private final List<Input> pop3 = lines(Corpus.POP3);
    private final List<Input> smtp = lines(Corpus.SUBMISSION);

    private final Function<Input, Parsed> imapGrammar = ImapInside.grammar();
    private final Function<Input, Parsed> pop3Grammar = Pop3Inside.grammar();
    private final Function<Input, Parsed> smtpGrammar = SmtpInside.grammar();

    private static List<Input> lines(List<String> texts) {
        return texts.stream().<Input>map(Line::new).toList();
    }

    /** The time is that of one command. */
    @Benchmark
    @OperationsPerInvocation(LINES)
    public void imap(Blackhole sink) {
        imap.forEach(line -> sink.consume(imapGrammar.apply(line)));
    }

    /** The time is that of one command. */
    @Benchmark
    @OperationsPerInvocation(LINES)
    public void pop3(Blackhole sink) {
        pop3.forEach(line -> sink.consume(pop3Grammar.apply(line)));
    }

    /** The time is that of one command. */
    @Benchmark
    @OperationsPerInvocation(LINES)
    public void smtp(Blackhole sink) {
        smtp.forEach(line -> sink.consume(smtpGrammar.apply(line)));
    }
}
