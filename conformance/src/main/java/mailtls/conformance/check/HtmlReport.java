package mailtls.conformance.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mailtls.conformance.check.Run.Examined;
import mailtls.conformance.suite.Result;
import mailtls.conformance.suite.Verdict;
import mailtls.wire.Ascii;

/** Tells a run as one page for a browser, which needs nothing besides: no other file, no network, and no script to be read. */
final class HtmlReport {

    private final Run run;
    private final String version;
    private final Set<String> anchors = new HashSet<>();

    private HtmlReport(Run run, String version) {
        this.run = run;
        this.version = version;
    }

    /** Returns the text of the file. */
    static String of(Run run, String version) {
        return new HtmlReport(run, version).page().markup();
    }

    /** Returns the sign of a verdict: whoever sees no colours sees this. */
    static String sign(Verdict verdict) {
        return switch (verdict) {
            case PASS -> "✓";
            case INFO -> "i";
            case SKIP -> "–";
            case NOT_OBSERVABLE -> "○";
            case WARN -> "!";
            case INCONCLUSIVE -> "?";
            case ERROR -> "‼";
            case FAIL -> "✗";
        };
    }

    /** Returns a verdict in its colour. */
    static Html badge(Verdict verdict) {
        return Html.of(
                "<span class=\"verdict {}\"><span aria-hidden=\"true\">{}</span> {}</span>",
                verdict,
                sign(verdict),
                name(verdict));
    }

    private static String name(Verdict verdict) {
        return verdict.name().replace('_', ' ');
    }

    private Html page() {
        String script = resource("report.js");
        return Html.of(
                """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <meta http-equiv="Content-Security-Policy" \
                content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{}'"/>
                <title>{}</title>
                <style>{}</style>
                </head>
                <body>
                {}
                {}
                <main>
                <section class="targets" aria-label="Servers">
                {}</section>
                {}
                {}<p id="none" hidden="hidden">No case is like that.</p>
                </main>
                <footer class="page">mailtls {} · seed {} · {} s</footer>
                <script>{}</script>
                </body>
                </html>
                """,
                new Html(sha256(script)),
                headline(run),
                new Html(resource("report.css")),
                new Html(resource("report.svg")),
                header(),
                Html.join(numbers().mapToObj(this::overview)),
                HtmlFilters.of(run),
                Html.join(numbers().mapToObj(this::cases)),
                version,
                run.seed(),
                seconds(),
                new Html(script));
    }

    private IntStream numbers() {
        return IntStream.range(0, run.targets().size());
    }

    private String seconds() {
        return String.format(Locale.ROOT, "%.1f", run.took().toMillis() / 1e3);
    }

    /** Returns what matters most, in a line. */
    static String headline(Run run) {
        Map<Verdict, Integer> counts = run.counts();
        int all = run.results().size();
        int failed = counts.getOrDefault(Verdict.FAIL, 0) + counts.getOrDefault(Verdict.ERROR, 0);
        int warned = counts.getOrDefault(Verdict.WARN, 0);
        int open = counts.getOrDefault(Verdict.INCONCLUSIVE, 0);
        long known = run.results().stream()
                .flatMap(result -> run.baseline().reason(result).stream())
                .count();
        String good = "Nothing fails in " + all + (all == 1 ? " case" : " cases");
        return (failed == 0 ? good : failed + " of " + all + (failed == 1 ? " cases fails" : " cases fail"))
                + (warned == 0 ? "" : warned == 1 ? ", with 1 warning" : ", with " + warned + " warnings")
                + (open == 0 ? "" : ", and of " + open + " nothing can be said")
                + (known == 0 ? "" : "; " + known + " known");
    }

    private Html header() {
        boolean bad = run.counts().containsKey(Verdict.FAIL) || run.counts().containsKey(Verdict.ERROR);
        return Html.of(
                """
                <header class="page {}">
                <p class="brand"><svg class="icon" aria-hidden="true"><use href="#locked"/></svg> mailtls check</p>
                <h1>{}</h1>
                <p>{} · {} s · seed {}</p>
                <button type="button" id="theme" hidden="hidden" aria-label="Light or dark">◐</button>
                </header>
                """,
                bad ? "bad" : "good",
                headline(run),
                run.targets().size() == 1 ? "1 server" : run.targets().size() + " servers",
                seconds(),
                run.seed());
    }

    private Html overview(int number) {
        Examined examined = run.targets().get(number);
        Map<Verdict, Integer> counts = new Run(run.seed(), List.of(examined), run.baseline(), run.took()).counts();
        return Html.of(
                """
                <article class="target" id="target-{}">
                <h2>{} <span class="mode">{}</span></h2>
                <p class="url">{} <span class="profile">as {}</span></p>
                <div class="bar" aria-hidden="true">{}</div>
                <p class="counts">{}</p>
                {}</article>
                """,
                number,
                Ascii.upper(examined.target().protocol().toString()),
                mode(examined),
                examined.target(),
                examined.profile(),
                Html.join(gravestFirst(counts)
                        .map(verdict -> Html.of(
                                "<span class=\"{}\" style=\"flex-grow:{}\"></span>",
                                verdict,
                                counts.getOrDefault(verdict, 0)))),
                Html.join(gravestFirst(counts)
                        .map(verdict -> Html.of(
                                "<a href=\"#target-{}\" data-target=\"{}\" data-verdict=\"{}\" class=\"verdict {}\">"
                                        + "<span aria-hidden=\"true\">{}</span> {} {}</a> ",
                                number,
                                number,
                                verdict,
                                verdict,
                                sign(verdict),
                                counts.getOrDefault(verdict, 0),
                                name(verdict)))),
                HtmlStates.of(number, examined));
    }

    private static String mode(Examined examined) {
        return switch (examined.target().mode()) {
            case STARTTLS -> examined.target().protocol().toString().equals("pop3") ? "STLS" : "STARTTLS";
            case IMPLICIT -> "implicit TLS";
        };
    }

    /** Returns the verdicts that were given. */
    static Stream<Verdict> gravestFirst(Map<Verdict, Integer> counts) {
        return counts.keySet().stream().sorted(Collections.reverseOrder());
    }

    private Html cases(int number) {
        Examined examined = run.targets().get(number);
        Map<String, List<Result>> sections = examined.results().stream()
                .collect(Collectors.groupingBy(HtmlReport::section, LinkedHashMap::new, Collectors.toList()));
        return Html.of(
                """
                <section class="results"><h2>{} <span class="profile">as {}</span></h2>
                {}</section>
                """,
                examined.target(),
                examined.profile(),
                Html.join(sections.entrySet().stream()
                        .map(section -> section(number, section.getKey(), section.getValue()))));
    }

    /** The id without the constant: {@code smtp.ResultOfStartTls}. */
    private static String section(Result result) {
        String[] words = result.test().id().split("\\.", 3);
        return words.length < 2 ? words[0] : words[0] + "." + words[1];
    }

    private Html section(int number, String name, List<Result> results) {
        return Html.of(
                "<section class=\"section\"><h3>{}</h3>\n{}</section>\n",
                name,
                Html.join(results.stream()
                        .map(result -> new HtmlCase(
                                        anchor(number, result),
                                        number,
                                        result,
                                        run.baseline().reason(result))
                                .draw())));
    }

    /** The case's id; where it was played with several servers, the server's number comes before it. */
    private String anchor(int number, Result result) {
        String id = result.test().id();
        return anchors.add(id) ? id : number + "." + id;
    }

    private static String resource(String name) {
        try (InputStream resource = HtmlReport.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return new String(resource.readAllBytes(), UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The one script that a browser may run on the page: what a server says is none, even if all else failed. */
    private static String sha256(String script) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(script.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
