package mailtls.conformance.suite;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import mailtls.conformance.peer.Account;
import mailtls.conformance.peer.Capture;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.peer.SocketPeer;
import mailtls.conformance.peer.Target;
import mailtls.conformance.spec.Catalogue;
import mailtls.conformance.spec.Requirement;

/**
 * Plays cases with one server. First comes the control conversation, without which no case can be decided; after each case the
 * server has to greet a new connection.
 */
public final class Examination {

    private final MailProtocol protocol;
    private final Mode mode;
    private final Connector connector;
    private final Optional<Account> account;
    private final Optional<String> recipient;
    private final Profile profile;
    private final Catalogue catalogue;
    private final long seed;
    private Optional<Connector> twin = Optional.empty();
    private boolean mayHarm;
    private int lanes = 1;

    private Examination(
            MailProtocol protocol,
            Mode mode,
            Connector connector,
            Optional<Account> account,
            Optional<String> recipient,
            Profile profile,
            Catalogue catalogue,
            long seed) {
        this.protocol = protocol;
        this.mode = mode;
        this.connector = connector;
        this.account = account;
        this.recipient = recipient;
        this.profile = profile;
        this.catalogue = catalogue;
        this.seed = seed;
    }

    /** Returns the examination of a server at the other end of a network. */
    public static Examination of(Target target, Profile profile, Catalogue catalogue, long seed) {
        return of(target, profile, catalogue, seed, Capture.NONE);
    }

    /** Returns the examination of a server at the other end of a network; somebody sees every octet. */
    public static Examination of(Target target, Profile profile, Catalogue catalogue, long seed, Capture capture) {
        return new Examination(
                target.protocol(),
                target.mode(),
                () -> SocketPeer.connect(target, capture),
                target.account(),
                target.recipient(),
                profile,
                catalogue,
                seed);
    }

    /** Tells it of the same server's port of the other mode, for the cases that compare the two. */
    public Examination with(Target otherPort) {
        return with(otherPort, Capture.NONE);
    }

    /** Tells it of the port of the other mode; somebody sees every octet there. */
    public Examination with(Target otherPort, Capture capture) {
        twin = Optional.of(() -> SocketPeer.connect(otherPort, capture));
        return this;
    }

    /** Plays the cases that may cost the server something, or harm it, too. */
    public Examination intrusive() {
        mayHarm = true;
        return this;
    }

    /** Lets it play so many cases at the same time, if the server has room for them. */
    public Examination lanes(int wanted) {
        lanes = wanted;
        return this;
    }

    /** Returns the examination of whatever a connector connects to, without an account. */
    static Examination of(MailProtocol protocol, Mode mode, Connector connector, Catalogue catalogue) {
        return new Examination(
                protocol, mode, connector, Optional.empty(), Optional.empty(), Profile.STRICT, catalogue, 1);
    }

    /**
     * Plays cases.
     *
     * @param cases those of the server's protocol and mode; others are left out
     * @param told hears of each result, in the order of the cases, as soon as it is there
     */
    public List<Result> run(List<Case> cases, Consumer<Result> told) {
        var visitor = new Visitor(protocol, mode, connector, twin);
        Control control = control(visitor);
        var results = new ArrayList<Result>();
        try (var open = Lanes.of(control.isGood() ? Room.forCases(lanes, connector, protocol, mode) : 1)) {
            List<Future<Result>> begun = cases.stream()
                    .filter(test -> test.protocol() == protocol && test.mode() == mode)
                    .map(test -> open.begin(() -> examine(test, control, visitor, open), test.needsAccount()))
                    .toList();
            for (Future<Result> result : begun) {
                results.add(Lanes.await(result));
                told.accept(results.get(results.size() - 1));
            }
        }
        return results;
    }

    /**
     * How the control conversation went.
     *
     * @param isReached whether the server was there
     * @param trouble what went wrong, if something did
     */
    private record Control(boolean isReached, Optional<String> trouble) {

        boolean isGood() {
            return trouble.isEmpty();
        }

        /** A server that fails the control can't pass a case: it may refuse everything. What it does wrong is wrong all the same. */
        Result judge(Result result) {
            return trouble.filter(why -> result.verdict() == Verdict.PASS)
                    .map(why -> result.as(Verdict.INCONCLUSIVE, why))
                    .orElse(result);
        }
    }

    private Control control(Visitor visitor) {
        try {
            return visitor.visit(words("control"), stage -> {
                Finding finding = Player.control(Controls.of(protocol, mode)).play(stage);
                return new Control(
                        true, finding.kind() == Finding.Kind.KEPT ? Optional.empty() : Optional.of(told(finding)));
            });
        } catch (IOException unreachable) {
            return new Control(false, Optional.of("the server can't be reached: " + unreachable.getMessage()));
        }
    }

    private static String told(Finding finding) {
        String expected =
                finding.expected().map(turn -> " (expected: " + turn + ")").orElse("");
        return "the control conversation fails: " + finding.reason() + expected;
    }

    private Result examine(Case test, Control control, Visitor visitor, Lanes open) {
        if (!control.isReached()) {
            return result(test, Verdict.INCONCLUSIVE, control.trouble().orElseThrow());
        }
        Played inCompany = open.inCompany(() -> timed(test, visitor));
        Played last = inCompany.isInDoubt() && !open.isSingle() ? open.alone(() -> timed(test, visitor)) : inCompany;
        return control.judge(last.result());
    }

    /**
     * What came of playing a case once.
     *
     * @param isInDoubt whether it may have come of others who talked to the server at the same time: something is missing
     */
    private record Played(Result result, boolean isInDoubt) {}

    private Played timed(Case test, Visitor visitor) {
        long began = System.nanoTime();
        Played played = examine(test, visitor);
        return new Played(played.result().after(Duration.ofNanos(System.nanoTime() - began)), played.isInDoubt());
    }

    private Played examine(Case test, Visitor visitor) {
        List<Requirement> asked = requirements(test);
        Optional<String> missing = missing(test, asked);
        if (missing.isPresent()) {
            return new Played(result(test, Verdict.SKIP, missing.get()), false);
        }
        try {
            Played played = visitor.visit(words(test), stage -> play(test, asked, stage));
            Result result = alive(played.result(), visitor);
            return new Played(
                    result,
                    played.isInDoubt() || result.verdict() != played.result().verdict());
        } catch (IOException unreachable) {
            return new Played(
                    result(
                            test,
                            Verdict.INCONCLUSIVE,
                            "the server can't be reached any more: " + unreachable.getMessage()),
                    true);
        } catch (RuntimeException ours) {
            return new Played(result(test, Verdict.ERROR, "a fault of the suite: " + ours), false);
        }
    }

    /** Returns why a case is not played at all, if it is not. */
    private Optional<String> missing(Case test, List<Requirement> asked) {
        if (asked.isEmpty()) {
            return Optional.of("it is not asked of a server of the profile " + profile);
        }
        if (test.needsAccount() && account.isEmpty()) {
            return Optional.of("it needs an account (--user)");
        }
        if (test.needsRecipient() && recipient.isEmpty()) {
            return Optional.of("it needs somebody to send mail to (--recipient)");
        }
        return test.isIntrusive() && !mayHarm
                ? Optional.of("it may cost the server something, or harm it (--intrusive)")
                : Optional.empty();
    }

    private Played play(Case test, List<Requirement> asked, Stage stage) throws IOException {
        Finding finding = scriptOf(test).play(stage);
        var evidence = new Evidence(asked, finding.expected(), finding.where(), stage.transcript());
        var result = new Result(test, verdict(finding, asked), finding.reason(), evidence, Duration.ZERO);
        return new Played(result, finding.isOfAbsence());
    }

    /** Returns a case that went wrong as it can be played again; of a generated one the shortest that still goes wrong. */
    public Recording record(Result failed) {
        Case test = failed.test();
        Script script = scriptOf(test);
        if (script instanceof Boundary family) {
            List<Crossing> attempts = family.attempts(words(test));
            script = new Shrinker(crossing -> goesWrong(test, crossing))
                    .shrink(attempts)
                    .map(Script.class::cast)
                    .orElse(family);
        }
        return new Recording(test.playing(script), profile, seed, failed.reason(), Recording.digestOf(test));
    }

    private static Script scriptOf(Case test) {
        if (test.script() instanceof Script script) {
            return script;
        }
        throw new IllegalArgumentException(test.id() + " is a question to clients");
    }

    private Words words(Case test) {
        return words(test.id());
    }

    private Words words(String id) {
        return Words.of(seed, id, account, recipient);
    }

    private boolean goesWrong(Case test, Script script) {
        try {
            var visitor = new Visitor(protocol, mode, connector, twin);
            return visitor.visit(words(test), stage -> script.play(stage).kind() == Finding.Kind.BROKEN);
        } catch (IOException unreachable) {
            return false;
        }
    }

    private List<Requirement> requirements(Case test) {
        return test.requirements().stream()
                .map(catalogue::cited)
                .filter(profile::asks)
                .toList();
    }

    private Verdict verdict(Finding finding, List<Requirement> asked) {
        return switch (finding.kind()) {
            case KEPT -> Verdict.PASS;
            case NOT_APPLICABLE -> Verdict.SKIP;
            case NOT_OBSERVABLE -> Verdict.NOT_OBSERVABLE;
            case UNDECIDED -> Verdict.INCONCLUSIVE;
            case BROKEN ->
                asked.stream()
                        .map(profile::whenBroken)
                        .max(Comparator.naturalOrder())
                        .orElseThrow();
        };
    }

    /** The server has to be there afterwards. */
    private Result alive(Result result, Visitor visitor) {
        return switch (visitor.look(words("look"))) {
            case GREETED -> result;
            case GREETED_AT_LAST -> worse(result, Verdict.WARN, "afterwards the server does not answer for a while");
            case NOT_GREETED -> worse(result, Verdict.INCONCLUSIVE, "afterwards the server does not greet any more");
            case NOBODY -> worse(result, Verdict.FAIL, "afterwards the server does not answer any more");
        };
    }

    private static Result worse(Result result, Verdict verdict, String reason) {
        return result.verdict().compareTo(verdict) >= 0 ? result : result.as(verdict, result.reason() + "; " + reason);
    }

    private Result result(Case test, Verdict verdict, String reason) {
        return new Result(test, verdict, reason, Evidence.none(requirements(test)), Duration.ZERO);
    }
}
