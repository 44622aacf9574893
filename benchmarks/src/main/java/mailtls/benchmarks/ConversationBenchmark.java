package mailtls.benchmarks;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
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

/**
 * Times a command and its answer through {@code Connection} without a network: octets in, line, command, table, handler, reply, octets
 * out, for three protocols over a channel that says it is TLS. The network, TLS itself and the store's disk, which there is none of, are not
 * timed. It can mislead because one connection says the same again and again, so everything it touches is in the processor's cache.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ConversationBenchmark {

    private static final int SMTP_COMMANDS = 4;

    private final House house = new House();
    private final MemoryClient imap = loggedIn();
    private final MemoryClient smtp = new MemoryClient(house.submission());
    private final ByteBuffer noop = Corpus.octets("a NOOP\r\n");
    private final ByteBuffer flags = Corpus.octets("b UID FETCH 1 (FLAGS UID RFC822.SIZE INTERNALDATE)\r\n");
    private final ByteBuffer transaction = Corpus.octets(
            "MAIL FROM:<alice@mail.example.org>\r\nRCPT TO:<bob@example.org>\r\nRCPT TO:<carol@example.net>\r\nRSET\r\n");

    private MemoryClient loggedIn() {
        var client = new MemoryClient(house.imap(mailtls.tls.ListenerPolicy.IMPLICIT));
        client.say(Corpus.octets("x LOGIN alice wonderland\r\n"));
        client.say(Corpus.octets("y SELECT INBOX\r\n"));
        return client;
    }

    /** Lets the submission client send mail. */
    @Setup
    public void greet() {
        smtp.say(Corpus.octets("EHLO client.example\r\n"));
        smtp.say(Corpus.octets("AUTH PLAIN AGFsaWNlAHdvbmRlcmxhbmQ=\r\n"));
    }

    /** IMAP NOOP. */
    @Benchmark
    public long imapNoop() {
        return imap.say(noop.duplicate());
    }

    /** IMAP FETCH of what a client wants to know of each message. */
    @Benchmark
    public long imapFetchFlags() {
        return imap.say(flags.duplicate());
    }

    /** An SMTP transaction in one segment, up to where the content would come; the time is that of one command. */
    @Benchmark
    @OperationsPerInvocation(SMTP_COMMANDS)
    public long smtpTransaction() {
        return smtp.say(transaction.duplicate());
    }
}
