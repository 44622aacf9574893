package mailtls.conformance.suite.mutants;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import mailtls.conformance.cases.Cases;
import mailtls.conformance.peer.Account;
import mailtls.conformance.peer.Scheme;
import mailtls.conformance.peer.Target;
import mailtls.conformance.peer.Trust;
import mailtls.conformance.spec.Catalogue;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Examination;
import mailtls.conformance.suite.Profile;
import mailtls.conformance.suite.Result;
import mailtls.conformance.suite.Suite;
import mailtls.conformance.suite.Verdict;
import mailtls.tls.TestIdentity;

/**
 * What was found out about a mutant.
 *
 * @param mutant the mutant
 * @param results what came of each case
 */
record Kills(Mutant mutant, List<Result> results) {

    /** The cases; they are made only once, since making them costs more than asking some. */
    static final Suite SUITE = Cases.suite();

    /** Waiting costs nothing but time, so there are more than cores. */
    private static final int AT_ONCE = 24;

    /** How many cases one server is asked. */
    private static final int PART = 16;

    private static final Set<Verdict> SEEN = Set.of(Verdict.INFO, Verdict.WARN, Verdict.FAIL);
    private static final List<Spared> SPARED = Spared.all();
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final TestIdentity AUTHORITY = TestIdentity.authority();
    static final SSLContext CONTEXT = AUTHORITY.signs("localhost").contextTrusting(AUTHORITY);

    Kills {
        results = List.copyOf(results);
    }

    /** Examines mutants, several at once, and returns what was found in their order. */
    static List<Kills> of(List<Mutant> mutants) {
        ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<CompletableFuture<Kills>> all =
                    mutants.stream().map(mutant -> of(mutant, pool)).toList();
            return all.stream().map(CompletableFuture::join).toList();
        } finally {
            pool.shutdownNow();
        }
    }

    /** Asks several servers with the same fault at once, each a part of it: some questions are answered by silence only. */
    private static CompletableFuture<Kills> of(Mutant mutant, ExecutorService pool) {
        List<CompletableFuture<List<Result>>> parts = parts(asked(mutant))
                .map(part -> CompletableFuture.supplyAsync(() -> examine(mutant, part), pool))
                .toList();
        return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
                .thenApply(all -> new Kills(
                        mutant,
                        parts.stream().flatMap(part -> part.join().stream()).toList()));
    }

    private static Stream<List<Case>> parts(List<Case> cases) {
        return IntStream.iterate(0, from -> from < cases.size(), from -> from + PART)
                .mapToObj(from -> cases.subList(from, Math.min(from + PART, cases.size())));
    }

    private static List<Result> examine(Mutant mutant, List<Case> cases) {
        try {
            return examine(mutant.server(), mutant.twin(), cases);
        } catch (IOException broken) {
            throw new UncheckedIOException(mutant + " does not start", broken);
        }
    }

    private static List<Case> asked(Mutant mutant) {
        Scheme scheme = mutant.server().scheme();
        return SUITE.cases(scheme.protocol(), scheme.mode()).stream()
                .filter(mutant::isAskedAbout)
                .toList();
    }

    /** Asks a server those of the cases that are for it. */
    static List<Result> examine(Broken server, Optional<Broken> twin, List<Case> cases) throws IOException {
        try (Running running = server.start(CONTEXT)) {
            var examination = Examination.of(target(server, running), profile(server), CATALOGUE, 1)
                    .intrusive();
            if (twin.isEmpty()) {
                return examination.run(cases, result -> {});
            }
            try (Running other = twin.get().start(CONTEXT)) {
                return examination.with(target(twin.get(), other)).run(cases, result -> {});
            }
        }
    }

    private static Target target(Broken server, Running running) {
        return Target.parse(
                        server.scheme() + "://localhost:" + running.port(),
                        Trust.in(List.of(AUTHORITY.certificate())),
                        Optional.of(new Account(Broken.USER, Broken.PASSWORD)),
                        PATIENCE)
                .withRecipient(Broken.RECIPIENT);
    }

    /** A public MX has no users, and takes mail from anybody: strict would be unjust to it. */
    private static Profile profile(Broken server) {
        return server.scheme() == Scheme.SMTP ? Profile.MX25 : Profile.STRICT;
    }

    /** Returns the cases that catch it, in the suite's order. */
    List<Case> cases() {
        return results.stream()
                .filter(Kills::isCaught)
                .map(Result::test)
                .filter(test -> SPARED.stream().noneMatch(line -> line.means(test.id())))
                .toList();
    }

    /** What is only allowed and not done is worth a remark, and seen all the same. */
    private static boolean isCaught(Result result) {
        return SEEN.contains(result.verdict());
    }

    /** Returns what came of the cases of the requirement that it breaks, for a person to read. */
    String told() {
        return results.stream()
                .filter(result -> result.test().requirements().contains(mutant.requirement()) || isCaught(result))
                .map(Kills::told)
                .collect(joining("\n"));
    }

    static String told(Result result) {
        return "%s %s: %s (%s)"
                .formatted(
                        result.verdict(),
                        result.test().id(),
                        result.reason(),
                        result.evidence().expected().orElse(""));
    }
}
