package mailtls.conformance.check;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import mailtls.conformance.cases.Cases;
import mailtls.conformance.check.Run.Examined;
import mailtls.conformance.peer.Account;
import mailtls.conformance.peer.Capture;
import mailtls.conformance.peer.Target;
import mailtls.conformance.peer.Trust;
import mailtls.conformance.spec.Catalogue;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Examination;
import mailtls.conformance.suite.Profile;
import mailtls.conformance.suite.Recording;
import mailtls.conformance.suite.Result;

/**
 * What {@code mailtls check} does, for Java: {@code MailTlsCheck.of("imap://localhost:1143").insecure().run()}. Each method that sets
 * something returns the check itself.
 */
public final class MailTlsCheck {

    /** How long an answer is waited for unless something else is said. */
    public static final Duration USUAL_TIMEOUT = Duration.ofSeconds(10);

    /** How many cases a server hears at the same time unless something else is said, if it has room for them. */
    public static final int USUALLY_AT_ONCE = 6;

    private final Catalogue catalogue = Catalogue.load();
    private final List<String> urls;
    private Selection selection = Selection.ALL;
    private Optional<Profile> profile = Optional.empty();
    private Optional<Account> account = Optional.empty();
    private Optional<String> recipient = Optional.empty();
    private boolean mayHarm;
    private Trust trust = Trust.system();
    private Duration timeout = USUAL_TIMEOUT;
    private Optional<Long> seed = Optional.empty();
    private int times = 1;
    private int jobs = 1;
    private int atOnce = USUALLY_AT_ONCE;
    private Baseline baseline = Baseline.NONE;
    private Listener listener = new Listener() {};
    private Optional<Recording> recording = Optional.empty();
    private Optional<FailureFiles> failures = Optional.empty();
    private Capture capture = Capture.NONE;

    /** Hears how a check goes on. */
    public interface Listener {

        /** The check begins, with these targets and so many cases in all. */
        default void begins(long seed, int cases) {}

        /** A case has been played once; where several servers are asked at the same time, on any thread. */
        default void played() {}

        /** The results of a target come now. */
        default void target(Target target, Profile profile) {}

        /** The result of a case. */
        default void result(Result result) {}

        /** There are no more results of a target. */
        default void examined(Examined examined) {}
    }

    private MailTlsCheck(List<String> urls) {
        this.urls = List.copyOf(urls);
    }

    /** Returns a check of servers: {@code imap://host:port}, or imaps, pop3, pop3s, smtp, smtps, submission, submissions. */
    public static MailTlsCheck of(String... urls) {
        return of(List.of(urls));
    }

    /** Returns a check of servers. */
    public static MailTlsCheck of(List<String> urls) {
        return new MailTlsCheck(urls);
    }

    /** Takes the servers for this; otherwise the schemes of their URLs decide. */
    public MailTlsCheck profile(Profile wanted) {
        profile = Optional.of(wanted);
        return this;
    }

    /** Names somebody who may log in, for the cases that need it. */
    public MailTlsCheck account(String user, String password) {
        account = Optional.of(new Account(user, password));
        return this;
    }

    /** Names somebody at the servers who may be sent mail, for the cases that need it. */
    public MailTlsCheck recipient(String address) {
        recipient = Optional.of(address);
        return this;
    }

    /** Plays the cases that may cost the servers something, or harm them, too: they send mail, delete mail, or open many connections. */
    public MailTlsCheck intrusive() {
        mayHarm = true;
        return this;
    }

    /** Takes these certificates; otherwise those that Java takes. */
    public MailTlsCheck trust(Trust wanted) {
        trust = wanted;
        return this;
    }

    /** Takes any certificate. */
    public MailTlsCheck insecure() {
        return trust(Trust.anybody());
    }

    /** Plays only cases with such ids, in which {@code *} stands for any characters; otherwise all. */
    public MailTlsCheck cases(String... globs) {
        return select(new Selection(List.of(globs), selection.requirements(), selection.without()));
    }

    /** Plays only cases that decide one of these requirements. */
    public MailTlsCheck requirements(String... ids) {
        return select(new Selection(selection.cases(), List.of(ids), selection.without()));
    }

    /** Does not play cases with such ids. */
    public MailTlsCheck without(String... globs) {
        return select(new Selection(selection.cases(), selection.requirements(), List.of(globs)));
    }

    MailTlsCheck select(Selection wanted) {
        selection = wanted;
        return this;
    }

    /** Makes the same random words as another run. */
    public MailTlsCheck seed(long wanted) {
        seed = Optional.of(wanted);
        return this;
    }

    /** Waits so long for each answer. */
    public MailTlsCheck timeout(Duration wanted) {
        timeout = wanted;
        return this;
    }

    /** Plays each case so many times and keeps the gravest result. */
    public MailTlsCheck repeat(int wanted) {
        times = atLeastOne(wanted);
        return this;
    }

    /** Asks so many servers at the same time. */
    public MailTlsCheck jobs(int wanted) {
        jobs = atLeastOne(wanted);
        return this;
    }

    /** Plays so many cases with each server at the same time, if it has room for them. */
    public MailTlsCheck atOnce(int wanted) {
        atOnce = atLeastOne(wanted);
        return this;
    }

    private static int atLeastOne(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("not " + number + " times");
        }
        return number;
    }

    /** Puts up with what is known. */
    public MailTlsCheck baseline(Baseline known) {
        baseline = known;
        return this;
    }

    /** Writes each case that goes wrong into a file of its own in this directory, for {@code mailtls replay}. */
    public MailTlsCheck saveFailures(Path directory) {
        failures = Optional.of(new FailureFiles(directory));
        return this;
    }

    /** Shows somebody every octet. */
    public MailTlsCheck capture(Capture wanted) {
        capture = wanted;
        return this;
    }

    /** Tells somebody how it goes on. */
    public MailTlsCheck tell(Listener wanted) {
        listener = wanted;
        return this;
    }

    /** Plays nothing but this, again, whatever it may cost. */
    public MailTlsCheck replay(Recording wanted) {
        recording = Optional.of(wanted);
        return intrusive().seed(wanted.seed());
    }

    /** Returns the cases that are wanted. */
    public List<Case> cases() {
        return recording.map(recorded -> List.of(recorded.test())).orElseGet(() -> selection.from(Cases.suite()));
    }

    /**
     * Returns the servers.
     *
     * @throws IllegalArgumentException if a URL names none
     */
    public List<Target> targets() {
        return urls.stream()
                .map(url -> Target.parse(url, trust, account, timeout))
                .map(target -> recipient.map(target::withRecipient).orElse(target))
                .toList();
    }

    /**
     * Asks the servers. What they do wrong is in the result; nothing is thrown because of it.
     *
     * @throws IllegalArgumentException if a URL names no server
     * @throws UncheckedIOException if what goes wrong can't be saved
     */
    public Run run() {
        long began = System.nanoTime();
        List<Target> targets = targets();
        List<Case> cases = cases();
        // 31 bits, so that it can be typed.
        long chosen = seed.orElseGet(() -> (long) new SecureRandom().nextInt(Integer.MAX_VALUE));
        listener.begins(
                chosen,
                times
                        * targets.stream()
                                .mapToInt(target -> count(cases, target))
                                .sum());
        List<Examined> examined =
                jobs == 1 || targets.size() == 1 ? oneByOne(targets, cases, chosen) : together(targets, cases, chosen);
        return new Run(chosen, examined, baseline, Duration.ofNanos(System.nanoTime() - began));
    }

    private static int count(List<Case> cases, Target target) {
        return (int) cases.stream()
                .filter(test -> test.protocol() == target.protocol() && test.mode() == target.mode())
                .count();
    }

    private List<Examined> oneByOne(List<Target> targets, List<Case> cases, long chosen) {
        var all = new ArrayList<Examined>();
        for (Target target : targets) {
            if (times == 1) {
                listener.target(target, profileOf(target));
                all.add(examine(target, cases, chosen, listener::result));
                listener.examined(all.get(all.size() - 1));
            } else {
                all.add(told(examine(target, cases, chosen, result -> {})));
            }
        }
        return all;
    }

    private List<Examined> together(List<Target> targets, List<Case> cases, long chosen) {
        ExecutorService threads = Executors.newFixedThreadPool(jobs);
        try {
            List<Future<Examined>> futures = targets.stream()
                    .map(target -> threads.submit(() -> examine(target, cases, chosen, result -> {})))
                    .toList();
            return futures.stream().map(MailTlsCheck::join).map(this::told).toList();
        } finally {
            threads.shutdownNow();
        }
    }

    private static Examined join(Future<Examined> future) {
        try {
            return future.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        } catch (ExecutionException ours) {
            throw ours.getCause() instanceof UncheckedIOException unsaved
                    ? unsaved
                    : new IllegalStateException(ours.getCause());
        }
    }

    private Examined told(Examined examined) {
        listener.target((Target) examined.target(), examined.profile());
        examined.results().forEach(listener::result);
        listener.examined(examined);
        return examined;
    }

    private Examined examine(Target target, List<Case> cases, long chosen, Consumer<Result> told) {
        var rounds = new ArrayList<List<Result>>();
        for (int round = 0; round < times; round++) {
            Examination examination = examination(target, chosen + round);
            List<Result> results = examination.run(cases, result -> {
                told.accept(result);
                listener.played();
            });
            failures.ifPresent(files -> files.save(target, examination, results));
            rounds.add(results);
        }
        return new Examined(target, profileOf(target), Repetition.gravest(rounds));
    }

    /** A server that is checked on both its ports can be compared with itself. */
    private Examination examination(Target target, long chosen) {
        var examination = Examination.of(target, profileOf(target), catalogue, chosen, capture)
                .lanes(atOnce);
        if (mayHarm) {
            examination.intrusive();
        }
        return targets().stream()
                .filter(target::isTwinOf)
                .findFirst()
                .map(twin -> examination.with(twin, capture))
                .orElse(examination);
    }

    private Profile profileOf(Target target) {
        return profile.orElseGet(() -> Profile.of(target));
    }
}
