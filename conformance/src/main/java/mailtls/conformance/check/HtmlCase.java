package mailtls.conformance.check;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mailtls.conformance.peer.Transcript;
import mailtls.conformance.spec.Requirement;
import mailtls.conformance.spec.Requirement.Phase;
import mailtls.conformance.suite.Result;
import mailtls.conformance.suite.Verdict;

/**
 * Draws what came of a case: what was asked, what should have come, and what was said.
 *
 * @param anchor what a link to it ends with
 * @param target the number of its target in the report
 * @param result what came of it
 * @param known why that is put up with, if it is
 */
record HtmlCase(String anchor, int target, Result result, Optional<String> known) {

    /** The phases in the order that a connection goes through them. */
    private static final List<Phase> WAY = List.of(
            Phase.CONNECT,
            Phase.PLAINTEXT,
            Phase.STARTTLS_COMMAND,
            Phase.HANDSHAKE,
            Phase.SECURED,
            Phase.AUTH,
            Phase.DELIVERY,
            Phase.CLOSE);

    /** Returns its part of the page. */
    Html draw() {
        Verdict verdict = result.verdict();
        String id = result.test().id();
        return Html.of(
                """
                <details class="case" id="{}" data-verdict="{}" data-protocol="{}" data-mode="{}" data-phase="{}" \
                data-target="{}" data-text="{}">
                <summary><span class="verdicts">{}{}</span><span class="name">{}</span><span class="reason">{}</span></summary>
                <div class="body">
                <p class="id"><a href="#{}">{}</a></p>
                {}\
                {}{}{}<div class="columns">
                <section class="play"><h4>What is played</h4>{}</section>
                {}</div></div></details>
                """,
                anchor,
                verdict,
                result.test().protocol(),
                result.test().mode(),
                result.evidence().phase().map(Phase::name).orElse(""),
                target,
                searched(),
                HtmlReport.badge(verdict),
                known.map(why -> Html.of(" <span class=\"known\" title=\"{}\">known</span>", why)),
                id.substring(id.indexOf('.', id.indexOf('.') + 1) + 1),
                result.reason(),
                anchor,
                id,
                known.map(why -> Html.of("<p class=\"put-up-with\">Known, and put up with: {}</p>\n", why)),
                Html.join(result.evidence().requirements().stream().map(HtmlCase::requirement)),
                way(),
                result.evidence().expected().map(this::otherwise),
                play(),
                result.evidence().transcript().map(HtmlCase::sequence));
    }

    private String searched() {
        return Stream.concat(Stream.of(result.test().id(), result.reason()), result.test().requirements().stream())
                .collect(Collectors.joining(" "))
                .toLowerCase(Locale.ROOT);
    }

    private static Html requirement(Requirement requirement) {
        return Html.of(
                "<blockquote><p>{}</p><footer>{}. <span class=\"id\">{}</span></footer></blockquote>\n",
                requirement.statement(),
                requirement.wording(),
                requirement.id());
    }

    /** The way that a connection goes, with the place that the case asks about. */
    private Html way() {
        Optional<Phase> here = result.evidence().phase();
        return Html.of(
                "<ol class=\"way\" aria-label=\"Where in a connection\">{}</ol>\n",
                Html.join(WAY.stream()
                        .map(phase -> here.equals(Optional.of(phase))
                                ? Html.of(
                                        "<li class=\"here {}\" aria-current=\"step\">{}</li>",
                                        result.verdict(),
                                        HtmlStates.name(phase))
                                : Html.of("<li>{}</li>", HtmlStates.name(phase)))));
    }

    private Html otherwise(String expected) {
        return Html.of("""
                <dl class="otherwise"><div><dt>Expected</dt><dd><code>{}</code></dd></div>\
                <div><dt>But</dt><dd>{}</dd></div></dl>
                """, expected, result.reason());
    }

    /** The dialogue, the last line marked that is the one which came otherwise. */
    private Html play() {
        List<String> lines = result.test().play().lines().toList();
        if (lines.size() == 1) {
            return Html.of("<p class=\"dialogue\">{}</p>", lines.get(0));
        }
        int failed = result.evidence().expected().map(lines::lastIndexOf).orElse(-1);
        return Html.of(
                "<ol class=\"dialogue\">{}</ol>",
                Html.join(IntStream.range(0, lines.size())
                        .mapToObj(i -> Html.of(
                                "<li{}><code>{}</code></li>",
                                i == failed ? new Html(" class=\"failed\"") : Html.NONE,
                                lines.get(i)))));
    }

    private static Html sequence(Transcript transcript) {
        return Html.of("<section><h4>What was said</h4>{}</section>\n", HtmlSequence.of(transcript));
    }
}
