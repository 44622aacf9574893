package mailtls.conformance.suite;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import mailtls.conformance.peer.Account;
import mailtls.conformance.peer.Capture;
import mailtls.conformance.peer.Heard;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.peer.Peer;
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

    /** Returns the examination of whatever a connector connects to, without an account. */
    static Examination of(MailProtocol protocol, Mode mode, Connector connector, Catalogue catalogue) {
        return new Examination(
                protocol, mode, connector, Optional.empty(), Optional.empty(), Profile.STRICT, catalogue, 1);
    }

    /**
     * Plays cases.
     *
     * @param cases those of the server's protocol and mode; others are left out
     * @param told hears of each result at once
     */
    public List<Result> run(List<Case> cases, Consumer<Result> told) {
        var results = new ArrayList<Result>();
        Control control = control();
        for (Case test : cases) {
            if (test.protocol() == protocol && test.mode() == mode) {
                Result result = control.reached()
                        ? control.judge(examine(test))
                        : result(test, Verdict.INCONCLUSIVE, control.trouble().orElseThrow());
                results.add(result);
                told.accept(result);
            }
        }
        return results;
    }

    /**
     * How the control conversation went.
     *
     * @param reached whether the server was there
     * @param trouble what went wrong, if something did
     */
    private record Control(boolean reached, Optional<String> trouble) {

        /** A server that fails the control can't pass a case: it may refuse everything. What it does wrong is wrong all the same. */
        Result judge(Result result) {
            return trouble.filter(why -> result.verdict() == Verdict.PASS)
                    .map(why -> new Result(result.test(), Verdict.INCONCLUSIVE, why, result.evidence()))
                    .orElse(result);
        }
    }

    private Control control() {
        try (var stage = new Stage(protocol, mode, connector, Words.of(seed, "control", account, recipient))) {
            Finding finding = Player.control(Controls.of(protocol, mode)).play(stage);
            return new Control(
                    true, finding.kind() == Finding.Kind.KEPT ? Optional.empty() : Optional.of(told(finding)));
        } catch (IOException unreachable) {
            return new Control(false, Optional.of("the server can't be reached: " + unreachable.getMessage()));
        }
    }

    private static String told(Finding finding) {
        String expected =
                finding.expected().map(turn -> " (expected: " + turn + ")").orElse("");
        return "the control conversation fails: " + finding.reason() + expected;
    }

    private Result examine(Case test) {
        List<Requirement> asked = requirements(test);
        if (asked.isEmpty()) {
            return result(test, Verdict.SKIP, "it is not asked of a server of the profile " + profile);
        }
        if (test.needsAccount() && account.isEmpty()) {
            return result(test, Verdict.SKIP, "it needs an account (--user)");
        }
        if (test.needsRecipient() && recipient.isEmpty()) {
            return result(test, Verdict.SKIP, "it needs somebody to send mail to (--recipient)");
        }
        try (var stage = new Stage(protocol, mode, connector, words(test))) {
            Finding finding = scriptOf(test).play(stage.with(twin));
            var evidence = new Evidence(asked, finding.expected(), stage.transcript());
            return alive(new Result(test, verdict(finding, asked), finding.reason(), evidence));
        } catch (IOException unreachable) {
            return result(
                    test, Verdict.INCONCLUSIVE, "the server can't be reached any more: " + unreachable.getMessage());
        } catch (RuntimeException ours) {
            return result(test, Verdict.ERROR, "a fault of the suite: " + ours);
        }
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
        return new Recording(test.playing(script), profile, seed, failed.reason());
    }

    private static Script scriptOf(Case test) {
        if (test.script() instanceof Script script) {
            return script;
        }
        throw new IllegalArgumentException(test.id() + " is a question to clients");
    }

    private Words words(Case test) {
        return Words.of(seed, test.id(), account, recipient);
    }

    private boolean goesWrong(Case test, Script script) {
        try (var stage = new Stage(protocol, mode, connector, words(test))) {
            return script.play(stage).kind() == Finding.Kind.BROKEN;
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
            case UNDECIDED -> Verdict.INCONCLUSIVE;
            case BROKEN ->
                asked.stream()
                        .map(profile::whenBroken)
                        .max(Comparator.naturalOrder())
                        .orElseThrow();
        };
    }

    /** The server has to be there afterwards. */
    private Result alive(Result result) {
        try (Peer peer = connector.connect()) {
            boolean greets = (mode == Mode.STARTTLS || peer.handshake().isDone()) && peer.line() instanceof Heard.Line;
            return greets
                    ? result
                    : worse(result, Verdict.INCONCLUSIVE, "afterwards the server does not greet any more");
        } catch (IOException dead) {
            return worse(result, Verdict.FAIL, "afterwards the server does not answer any more: " + dead.getMessage());
        }
    }

    private static Result worse(Result result, Verdict verdict, String reason) {
        return result.verdict().compareTo(verdict) >= 0
                ? result
                : new Result(result.test(), verdict, result.reason() + "; " + reason, result.evidence());
    }

    private Result result(Case test, Verdict verdict, String reason) {
        return new Result(test, verdict, reason, new Evidence(requirements(test), Optional.empty(), Optional.empty()));
    }
}
