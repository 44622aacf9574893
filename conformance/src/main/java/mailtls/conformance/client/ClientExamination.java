package mailtls.conformance.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import mailtls.conformance.peer.Account;
import mailtls.conformance.peer.Transcript;
import mailtls.conformance.spec.Catalogue;
import mailtls.conformance.spec.Requirement;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Evidence;
import mailtls.conformance.suite.Profile;
import mailtls.conformance.suite.Result;
import mailtls.conformance.suite.Verdict;

/**
 * Plays scenarios to a client. First comes a good server, with which it has to work: without that nothing can be said of it. Then
 * it is started once for each case. If it does not come to several of them in a row, the good server comes again: a client that works
 * only now and then has failed nothing.
 */
public final class ClientExamination {

    /** How long a client may take for a case. */
    public static final Duration USUAL_TIMEOUT = Duration.ofSeconds(20);

    /** How long nothing must be heard to say that a client waits. */
    public static final Duration USUAL_MOMENT = Duration.ofSeconds(1);

    /** How long the connections of a client may last when it has ended. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    /** To so many cases in a row nobody came: who knows whether the client still works. */
    private static final int ABSENCES = 3;

    private static final String ABSENT = "it has not connected";
    private static final String GIVES_UP = "it gives up";

    /** The mail that there is to be read, unless it is another one. */
    public static final String USUAL_MAIL = """
            From: sender@example.org
            To: {user}@example.org
            Subject: Nobody should read this on the way
            Date: Thu, 01 Jan 2026 12:00:00 +0000
            Message-ID: <{token}@example.org>
            MIME-Version: 1.0
            Content-Type: text/plain; charset=us-ascii

            {token}
            """;

    private static final Set<String> DONE_BY_WHO_WORKS = Set.of(
            Expectation.WORKS.toString(),
            Expectation.SHOULD_WORK.toString(),
            Expectation.WORKS_UNLESS_NO_TLS.toString());

    private final ClientUnderTest subject;
    private final Client client;
    private final Settings settings;
    private final Catalogue catalogue;

    /**
     * What does not change from case to case.
     *
     * @param profile what the client is
     * @param host the name of the server, for the client and for the certificate
     * @param account who logs in, the same in each case; nothing for somebody new in each
     * @param door where the server listens; nothing for a door of its own in each case
     * @param seed what random words are made from
     * @param timeout how long a client may take
     * @param moment how long nothing must be heard to say that it waits
     * @param certificates what the server shows
     * @param mail the one that the client can read; {@code {user}} and {@code {token}} are filled in
     */
    public record Settings(
            Profile profile,
            String host,
            Optional<Account> account,
            Optional<Door> door,
            long seed,
            Duration timeout,
            Duration moment,
            Certificates certificates,
            String mail) {

        /** Returns the same with another seed. */
        public Settings withSeed(long other) {
            return new Settings(profile, host, account, door, other, timeout, moment, certificates, mail);
        }

        /** Returns the same at a door. */
        public Settings at(Door other) {
            return new Settings(profile, host, account, Optional.of(other), seed, timeout, moment, certificates, mail);
        }
    }

    /** Makes an examination. */
    public ClientExamination(ClientUnderTest subject, Client client, Settings settings, Catalogue catalogue) {
        this.subject = subject;
        this.client = client;
        this.settings = settings;
        this.catalogue = catalogue;
    }

    /**
     * Plays cases.
     *
     * @param cases those of the client's protocol and mode; others are left out
     * @param jobs how many may be played at the same time: each has a server of its own, and mostly one waits
     * @param told hears of each result as soon as it and all before it are there
     */
    public List<Result> run(List<Case> cases, int jobs, Consumer<Result> told) throws InterruptedException {
        var waiting = new ArrayDeque<Case>(cases.stream()
                .filter(test -> test.protocol() == subject.protocol() && test.mode() == subject.mode())
                .toList());
        ExecutorService threads = Executors.newFixedThreadPool(jobs);
        try {
            return run(waiting, jobs, threads, told);
        } catch (ExecutionException ours) {
            throw new IllegalStateException(ours.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Result> run(Queue<Case> waiting, int jobs, ExecutorService threads, Consumer<Result> told)
            throws InterruptedException, ExecutionException {
        // One after the other means the good server, too: nothing may be played beside it then.
        int ahead = jobs == 1 ? 1 : Math.max(1, waiting.size());
        var playing = new ArrayDeque<Future<Result>>();
        var results = new ArrayList<Result>();
        Optional<String> trouble = control();
        int absences = 0;
        while (!waiting.isEmpty() || !playing.isEmpty()) {
            while (playing.size() < ahead && !waiting.isEmpty()) {
                Case next = waiting.remove();
                playing.add(threads.submit(() -> examine(next)));
            }
            Result result = judge(playing.remove().get(), trouble);
            results.add(result);
            told.accept(result);
            absences = result.reason().startsWith(ABSENT) ? absences + 1 : 0;
            if (absences == ABSENCES && trouble.isEmpty()) {
                trouble = control();
                absences = 0;
            }
        }
        return results;
    }

    /** Who does not work with a good server may give up whatever is said: that counts neither for it nor against it. */
    private static Result judge(Result result, Optional<String> trouble) {
        boolean isForGivingUp =
                result.evidence().expected().filter(DONE_BY_WHO_WORKS::contains).isPresent();
        return trouble.filter(why -> result.verdict() == Verdict.PASS || isForGivingUp)
                .map(why -> new Result(result.test(), Verdict.INCONCLUSIVE, why, result.evidence(), result.took()))
                .orElse(result);
    }

    private Optional<String> control() throws InterruptedException {
        Playing playing = play("control", Scenario.of(Expectation.WORKS.toString()));
        return playing.judge(Expectation.WORKS).kind() == Kind.KEPT
                ? Optional.empty()
                : Optional.of("with a good server it does not work: "
                        + playing.judge(Expectation.WORKS).reason());
    }

    /** Plays a case. */
    public Result examine(Case test) throws InterruptedException {
        List<Requirement> asked = test.requirements().stream()
                .map(catalogue::cited)
                .filter(settings.profile()::asks)
                .toList();
        if (asked.isEmpty()) {
            var nothing = new Evidence(asked, Optional.empty(), Optional.empty(), Optional.empty());
            return new Result(
                    test,
                    Verdict.SKIP,
                    "it is not asked of a client of the profile " + settings.profile(),
                    nothing,
                    Duration.ZERO);
        }
        if (!(test.script() instanceof Scenario scenario)) {
            throw new IllegalArgumentException(test.id() + " is a question to servers");
        }
        long began = System.nanoTime();
        Playing playing = play(test.id(), scenario);
        Found found = playing.judge(scenario.expectation());
        var evidence = new Evidence(asked, found.expected(), Optional.empty(), Optional.of(playing.transcript()));
        var took = Duration.ofNanos(System.nanoTime() - began);
        return new Result(test, verdict(found, asked), found.reason(), evidence, took);
    }

    private Verdict verdict(Found found, List<Requirement> asked) {
        return switch (found.kind()) {
            case KEPT -> Verdict.PASS;
            case NOT_APPLICABLE -> Verdict.SKIP;
            case UNSEEN -> Verdict.NOT_OBSERVABLE;
            case UNDECIDED -> Verdict.INCONCLUSIVE;
            case DOUBTFUL -> Verdict.WARN;
            case BROKEN ->
                asked.stream()
                        .map(settings.profile()::whenBroken)
                        .max(Comparator.naturalOrder())
                        .orElseThrow();
        };
    }

    /** What was found. */
    private enum Kind {
        KEPT,
        BROKEN,
        DOUBTFUL,
        NOT_APPLICABLE,
        UNSEEN,
        UNDECIDED
    }

    private record Found(Kind kind, String reason, Optional<String> expected) {
        static Found of(Kind kind, String reason) {
            return new Found(kind, reason, Optional.empty());
        }

        static Found broken(String reason, Object expected) {
            return new Found(Kind.BROKEN, reason, Optional.of(expected.toString()));
        }
    }

    /** A scenario that has been played. */
    private record Playing(Scenario scenario, Witness witness, Optional<Client.Outcome> outcome) {

        Found judge(Expectation expected) {
            Optional<Witness.Fault> fault = witness.gravest();
            if (fault.isPresent()) {
                Kind kind = fault.get().isHarmless() ? Kind.DOUBTFUL : Kind.BROKEN;
                return new Found(
                        kind, fault.get().reason(), Optional.of(fault.get().expected()));
            }
            if (!witness.hasConnected()) {
                return Found.of(Kind.UNDECIDED, ABSENT + " (" + how() + ")");
            }
            if (outcome.filter(Client.Outcome::isCrash).isPresent()) {
                return Found.broken("it crashes (" + how() + ")", "an end of its own");
            }
            return outcome.isEmpty() ? hung(expected) : ended(expected);
        }

        private Found hung(Expectation expected) {
            String reason = "it does not come to an end";
            return expected == Expectation.WORKS_UNLESS_NO_TLS && witness.hasComeOverTls()
                    ? Found.broken(reason, expected)
                    : Found.of(Kind.UNDECIDED, reason);
        }

        private Found ended(Expectation expected) {
            return switch (expected) {
                case GIVES_UP ->
                    outcome.flatMap(Client.Outcome::works).isEmpty()
                            ? Found.of(Kind.UNSEEN, "whether it says that all went well is not seen on the wire")
                            : works() ? Found.broken("it says that all went well (" + how() + ")", expected) : kept();
                case FAILS -> works() ? Found.broken("it says that all went well (" + how() + ")", expected) : kept();
                case WORKS -> works() ? kept() : Found.broken(GIVES_UP + " (" + how() + ")", expected);
                case SHOULD_WORK ->
                    works()
                            ? kept()
                            : new Found(Kind.DOUBTFUL, GIVES_UP + " (" + how() + ")", Optional.of(expected.toString()));
                case SHOULD_FAIL ->
                    works()
                            ? new Found(
                                    Kind.DOUBTFUL,
                                    "it says that all went well (" + how() + ")",
                                    Optional.of(expected.toString()))
                            : kept();
                case WORKS_UNLESS_NO_TLS ->
                    works() || !witness.hasSpokenOverTls()
                            ? kept()
                            : Found.broken("it goes on over TLS and gives up all the same (" + how() + ")", expected);
                case ONLY_SEEN_ON_A_SCREEN -> Found.of(Kind.UNSEEN, "what its user is shown is not seen on the wire");
                case ANYHOW -> kept();
            };
        }

        private Found kept() {
            boolean asked = scenario.lastAnswer().map(witness::hasReached).orElse(true);
            return !asked && works()
                    ? Found.of(Kind.NOT_APPLICABLE, "it never asks what is answered here otherwise")
                    : Found.of(Kind.KEPT, works() ? "it works, and as it should" : GIVES_UP + " (" + how() + ")");
        }

        private boolean works() {
            return outcome.flatMap(Client.Outcome::works).orElseGet(witness::hasWorked);
        }

        private String how() {
            return outcome.map(Client.Outcome::how).orElse("it did not end");
        }

        Transcript transcript() {
            Map<String, Transcript> all = witness.transcripts();
            Transcript joined = Transcript.joined(all);
            outcome.map(Client.Outcome::said)
                    .filter(said -> !said.isBlank())
                    .ifPresent(
                            said -> said.strip().lines().forEach(line -> joined.remark("the client prints: " + line)));
            return joined;
        }
    }

    private Playing play(String id, Scenario scenario) throws InterruptedException {
        var witness = new Witness();
        var random = new Random(settings.seed() * 31 + id.hashCode());
        String user = settings.account().map(Account::user).orElseGet(() -> "u" + word(random));
        String password = settings.account().map(Account::password).orElseGet(() -> "p" + word(random));
        String token = "t" + word(random);
        Optional<Client.Outcome> outcome;
        try (var attacker = HostileServer.attacker(witness)) {
            var words = new SceneWords(user, token, "127.0.0.1:" + attacker.port(), settings.host());
            var scene = new Scene(
                    subject.protocol(),
                    subject.mode(),
                    settings.profile() == Profile.MTA,
                    scenario,
                    GoodServer.house(settings.host(), user, password, message(user, token)),
                    settings.certificates(),
                    words,
                    witness,
                    settings.timeout(),
                    settings.moment());
            try (var server = HostileServer.playing(settings.door().orElseGet(Door::anywhere), scene, client::left)) {
                outcome = invite(server, user, password, token);
                server.awaitAll(outcome.isPresent() ? LAST_WORDS : settings.moment());
            }
        }
        lookForLeaks(witness, user, password, token);
        return new Playing(scenario, witness, outcome);
    }

    private Optional<Client.Outcome> invite(HostileServer server, String user, String password, String token)
            throws InterruptedException {
        try {
            Path authority = Files.createTempFile("mailtls-ca", ".pem");
            try {
                Files.writeString(authority, settings.certificates().authorityPem());
                // A relay reads it under an account of its own.
                authority.toFile().setReadable(true, false);
                return client.start(new Invitation(
                        settings.host(), server.port(), user, password, authority, token, settings.timeout()));
            } finally {
                Files.delete(authority);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private void lookForLeaks(Witness witness, String user, String password, String token) {
        var secrets = new LinkedHashMap<String, String>();
        secrets.put("password", password);
        secrets.put("user's name", user);
        secrets.put("mail", token);
        var canaries = new Canaries(secrets, password);
        witness.transcripts()
                .values()
                .forEach(transcript -> canaries.leakIn(transcript)
                        .ifPresent(leak -> witness.fault(leak + " is to be seen in clear", "nothing secret in clear")));
    }

    private static String word(Random random) {
        return random.ints(12, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private String message(String user, String token) {
        return settings.mail().replace("{user}", user).replace("{token}", token).replaceAll("\\R", "\r\n");
    }
}
