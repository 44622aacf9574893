package mailtls.conformance.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mailtls.conformance.check.Run.Examined;
import mailtls.conformance.peer.Transcript;
import mailtls.conformance.spec.Requirement;
import mailtls.conformance.suite.Result;
import mailtls.conformance.suite.Verdict;

/** Tells a run as Markdown, for the summary of a build or a comment: a table of the servers, and what did not go well. */
final class MarkdownReport {

    private static final Set<Verdict> TOLD =
            Set.of(Verdict.FAIL, Verdict.WARN, Verdict.INFO, Verdict.INCONCLUSIVE, Verdict.ERROR);

    /** How much is told of a transcript: a summary has a limit. */
    private static final int MOST_LINES = 60;

    private static final String SPECIAL = "\\`*_{}[]<>()#+-.!|~$@&:";

    private final Run run;

    private MarkdownReport(Run run) {
        this.run = run;
    }

    /** Returns the text of the file. */
    static String of(Run run, String version) {
        return new MarkdownReport(run).text(version);
    }

    private String text(String version) {
        return Stream.of(
                        Stream.of("# " + HtmlReport.headline(run), "", table()),
                        run.targets().stream().flatMap(this::target),
                        Stream.of("", "mailtls " + escaped(version) + ", seed " + run.seed(), ""))
                .flatMap(part -> part)
                .collect(Collectors.joining("\n"));
    }

    private String table() {
        List<Verdict> given = Stream.of(Verdict.values())
                .filter(verdict -> run.counts().containsKey(verdict))
                .toList();
        Stream<String> head = Stream.of(
                row("Server", "Profile", given.stream().map(Verdict::name)),
                row("---", "---", given.stream().map(verdict -> "---:")));
        return Stream.concat(head, run.targets().stream().map(examined -> counts(examined, given)))
                .collect(Collectors.joining("\n"));
    }

    private static String counts(Examined examined, List<Verdict> verdicts) {
        return row(
                "`" + examined.target() + "`",
                examined.profile().toString(),
                verdicts.stream()
                        .map(verdict -> examined.results().stream()
                                .filter(result -> result.verdict() == verdict)
                                .count())
                        .map(count -> count == 0 ? "" : count.toString()));
    }

    private static String row(String server, String profile, Stream<String> counts) {
        return Stream.concat(Stream.of(server, profile), counts).collect(Collectors.joining(" | ", "| ", " |"));
    }

    private Stream<String> target(Examined examined) {
        List<Result> told = examined.results().stream()
                .filter(result -> TOLD.contains(result.verdict()))
                .toList();
        return told.isEmpty()
                ? Stream.empty()
                : Stream.concat(
                        Stream.of("", "## `" + examined.target() + "`"),
                        told.stream().flatMap(this::result));
    }

    private Stream<String> result(Result result) {
        Optional<String> known = run.baseline().reason(result);
        return Stream.of(
                        Stream.of(
                                "",
                                "### " + result.verdict() + " `" + result.test().id() + "`",
                                "",
                                sentence(result.reason())
                                        + known.map(why -> " Known: " + escaped(why))
                                                .orElse("")),
                        result.evidence().requirements().stream().flatMap(MarkdownReport::requirement),
                        result.evidence().expected().stream()
                                .flatMap(turn -> Stream.of("", "Expected:", "", fenced(turn))),
                        result.evidence().transcript().stream().flatMap(said -> Stream.of("", said(said))))
                .flatMap(part -> part);
    }

    private static String sentence(String reason) {
        return escaped(reason.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + reason.substring(1)) + ".";
    }

    private static Stream<String> requirement(Requirement requirement) {
        return Stream.of(
                "",
                "> " + escaped(requirement.statement()) + "  ",
                "> " + escaped(requirement.wording()) + " (`" + requirement.id() + "`)");
    }

    private static String said(Transcript said) {
        List<String> lines = said.print().lines().toList();
        String shown = lines.stream().limit(MOST_LINES).collect(Collectors.joining("\n"));
        String more = lines.size() > MOST_LINES ? "\n… and " + (lines.size() - MOST_LINES) + " lines more" : "";
        return "<details><summary>What was said</summary>\n\n" + fenced(shown + more) + "\n\n</details>";
    }

    /** The words of a server must not end the block: the fence is longer than any in them. */
    private static String fenced(String text) {
        int longest = 2;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        String fence = "`".repeat(longest + 1);
        return fence + "text\n" + text.replaceAll("[\\p{Cc}\\p{Cf}&&[^\n]]", "?") + "\n" + fence;
    }

    private static String escaped(String text) {
        var escaped = new StringBuilder();
        text.replaceAll("[\\p{Cc}\\p{Cf}]", "?").chars().forEach(c -> {
            if (SPECIAL.indexOf(c) >= 0) {
                escaped.append('\\');
            }
            escaped.append((char) c);
        });
        return escaped.toString();
    }
}
