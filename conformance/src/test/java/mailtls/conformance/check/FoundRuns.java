package mailtls.conformance.check;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import mailtls.conformance.cases.Cases;
import mailtls.conformance.check.Run.Examined;
import mailtls.conformance.peer.Target;
import mailtls.conformance.peer.Transcript;
import mailtls.conformance.peer.Trust;
import mailtls.conformance.spec.Catalogue;
import mailtls.conformance.spec.Requirement.Phase;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Evidence;
import mailtls.conformance.suite.Profile;
import mailtls.conformance.suite.Result;
import mailtls.conformance.suite.Verdict;

/** Runs that were never run, to try reports on. */
final class FoundRuns {

    /** What a server might say to harm whoever reads the report. */
    static final String HOSTILE = "</script></style><img src=x onerror=alert(1)>\"'&]]>-->|`\u001b[31m\u202e";

    private static final Catalogue CATALOGUE = Catalogue.load();

    private FoundRuns() {}

    /** Returns a run with each of the suite's cases, each verdict, a hostile server, and a case that is played with two servers. */
    static Run hostile() {
        List<Examined> examined = Arrays.asList(
                examined("imap://mail.example"),
                examined("imaps://mail.example"),
                examined("pop3://mail.example"),
                examined("pop3s://mail.example"),
                examined("smtp://mail.example"),
                examined("smtps://mail.example"),
                examined("submission://mail.example"));
        return new Run(4711, examined, Baseline.NONE, Duration.ofMillis(12_345));
    }

    /** Returns a run with a server of which these are the verdicts, of its first cases in turn. */
    static Run of(String url, Verdict... verdicts) {
        Target target = target(url);
        List<Case> cases = Cases.suite().cases(target.protocol(), target.mode());
        List<Result> results = java.util.stream.IntStream.range(0, verdicts.length)
                .mapToObj(i -> result(cases.get(i), verdicts[i]))
                .toList();
        return new Run(
                1, List.of(new Examined(target, Profile.of(target), results)), Baseline.NONE, Duration.ofSeconds(1));
    }

    /** Returns a run with a failure that was somewhere in a connection. */
    static Run failing(String url, Phase where) {
        Run run = of(url, Verdict.FAIL);
        Result found = run.results().get(0);
        Evidence old = found.evidence();
        var evidence = new Evidence(old.requirements(), old.expected(), Optional.of(where), old.transcript());
        Examined examined = run.targets().get(0);
        List<Result> results =
                List.of(new Result(found.test(), found.verdict(), found.reason(), evidence, found.took()));
        return new Run(
                1, List.of(new Examined(examined.target(), examined.profile(), results)), run.baseline(), run.took());
    }

    /** Returns a run with a failure, of a server that says this. */
    static Run saying(String words) {
        Target target = target("smtp://mail.example");
        Case test = Cases.suite().cases(target.protocol(), target.mode()).get(0);
        Result result = result(test, Verdict.FAIL, words);
        return new Run(
                1,
                List.of(new Examined(target, Profile.of(target), List.of(result))),
                Baseline.NONE,
                Duration.ofSeconds(1));
    }

    private static Examined examined(String url) {
        Target target = target(url);
        List<Case> cases = Cases.suite().cases(target.protocol(), target.mode());
        Verdict[] verdicts = Verdict.values();
        List<Result> results = cases.stream()
                .map(test -> result(test, verdicts[cases.indexOf(test) % verdicts.length]))
                .toList();
        return new Examined(target, Profile.of(target), results);
    }

    private static Target target(String url) {
        return Target.parse(url, Trust.anybody(), Optional.empty(), Duration.ofSeconds(1));
    }

    private static Result result(Case test, Verdict verdict) {
        return result(test, verdict, HOSTILE);
    }

    private static Result result(Case test, Verdict verdict, String words) {
        var transcript = new Transcript();
        transcript.remark(words);
        Optional<String> expected =
                verdict == Verdict.PASS ? Optional.empty() : test.play().lines().reduce((first, last) -> last);
        var evidence = new Evidence(
                test.requirements().stream().map(CATALOGUE::cited).toList(),
                expected,
                Optional.empty(),
                Optional.of(transcript));
        return new Result(test, verdict, "it says " + words, evidence, Duration.ofMillis(1));
    }
}
