package mailtls.conformance.bench;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import mailtls.conformance.bench.Failure.Kind;
import mailtls.conformance.bench.Round.Effort;
import mailtls.conformance.bench.Round.Held;
import mailtls.conformance.bench.Sample.Lap;
import mailtls.conformance.bench.Sample.Shaken;
import mailtls.conformance.bench.Sample.Traffic;
import mailtls.conformance.peer.Target;
import mailtls.conformance.peer.Trust;

/** An outcome whose figures are known: two servers, three rounds, and the second takes twice what the first does. */
final class Outcomes {

    static final ClientTls.Choice TLS =
            new ClientTls.Choice(Optional.empty(), Optional.of("TLSv1.3"), List.of(), false, true, List.of());

    private static final long MILLI = 1_000_000;

    private Outcomes() {}

    static Outcome known() {
        Subject first = subject("first", "imaps://127.0.0.1:993");
        Subject second = subject("<second> & \"last\"", "imap://127.0.0.1:143");
        var rounds = Stream.of(
                        round(1, first, 100, 1, Optional.empty()),
                        round(1, second, 200, 2, Optional.empty()),
                        round(2, second, 330, 2, Optional.empty()),
                        round(2, first, 110, 1, Optional.empty()),
                        round(3, first, 120, 1, Optional.empty()),
                        round(
                                3,
                                second,
                                120,
                                2,
                                Optional.of(new Failure(Phase.GO_AHEAD, Kind.SAID_NO, "a1 NO <\u0007>"))))
                .toList();
        var machine = new Machine("Some CPU", 2, "Linux", "17", 0.5);
        return new Outcome(plan(), machine, List.of(first, second), rounds);
    }

    static Plan plan() {
        var work = new Work(Optional.empty(), 0, OptionalInt.empty(), false, Duration.ofSeconds(20));
        return new Plan(10, Optional.empty(), 1, Optional.empty(), Duration.ZERO, 0, 3, 0, 42, work, TLS);
    }

    static Subject subject(String name, String url) {
        Target target = Target.parse(url, Trust.anybody(), Optional.empty(), Duration.ofSeconds(20));
        return new Subject(
                name, target, new InetSocketAddress(target.host(), target.port()), List.of(), new ClientTls(TLS));
    }

    /** A round of ten sessions, each with so many milliseconds of the server's CPU. */
    private static Round round(int number, Subject subject, long cpuMillis, long millis, Optional<Failure> failure) {
        var tally = new Tally();
        for (int i = 0; i < 10; i++) {
            tally.add(new Sample(
                    List.of(new Lap(Phase.CONNECT, millis * MILLI / 2), new Lap(Phase.SESSION, millis * MILLI)),
                    Optional.empty(),
                    Optional.of(new Shaken("TLSv1.3 TLS_AES_128_GCM_SHA256", i % 2 == 0)),
                    new Traffic(5, 100, 1000 + i, 4, true),
                    3,
                    1 << 20));
        }
        failure.ifPresent(why -> tally.add(why, 2));
        var held = new Held(
                10,
                Optional.of(1L << 20),
                Optional.of(2L << 20),
                Optional.of(2L << 20),
                Optional.of(1L << 20),
                Optional.of(Duration.ofMillis(20)),
                Duration.ofSeconds(10));
        return new Round(
                number,
                subject,
                tally,
                Duration.ofSeconds(2),
                Optional.of(Duration.ofMillis(cpuMillis)),
                Optional.of(64L << 20),
                Optional.of(held),
                new Effort(Duration.ofSeconds(1), 3, Duration.ofMillis(4)));
    }
}
