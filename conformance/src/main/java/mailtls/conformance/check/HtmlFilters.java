package mailtls.conformance.check;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mailtls.conformance.spec.Requirement.Phase;
import mailtls.conformance.suite.Verdict;
import mailtls.wire.Ascii;

/** Draws what chooses the cases that are shown; the page's script does the choosing. */
final class HtmlFilters {

    private HtmlFilters() {}

    /** Returns it for a run. */
    static Html of(Run run) {
        List<String> protocols = run.targets().stream()
                .map(examined -> examined.target().protocol().toString())
                .distinct()
                .toList();
        return Html.of(
                """
                <form class="filters" id="filters" role="search" aria-label="Cases" hidden="hidden">
                <input type="search" name="q" placeholder="Search cases ( / )" aria-label="Text in the case"/>
                <fieldset><legend>Verdict</legend>{}</fieldset>
                {}{}{}{}<output id="shown"></output> <button type="reset">Show all</button>
                </form>
                """,
                Html.join(HtmlReport.gravestFirst(run.counts()).map(HtmlFilters::choice)),
                select("protocol", "all protocols", protocols.stream().map(name -> option(name, Ascii.upper(name)))),
                select(
                        "mode",
                        "both modes",
                        Stream.of(option("starttls", "STARTTLS"), option("implicit", "implicit TLS"))),
                select(
                        "target",
                        "all servers",
                        IntStream.range(0, run.targets().size())
                                .mapToObj(number -> option(
                                        String.valueOf(number),
                                        run.targets().get(number).target()))),
                select(
                        "phase",
                        "all places",
                        Stream.of(Phase.values()).map(phase -> option(phase.name(), HtmlStates.name(phase)))));
    }

    private static Html select(String name, String all, Stream<Html> options) {
        return Html.of(
                "<select name=\"{}\" aria-label=\"{}\"><option value=\"\">{}</option>{}</select>\n",
                name,
                name,
                all,
                Html.join(options));
    }

    private static Html choice(Verdict verdict) {
        return Html.of(
                "<label><input type=\"checkbox\" name=\"verdict\" value=\"{}\"/>{}</label>",
                verdict,
                HtmlReport.badge(verdict));
    }

    private static Html option(String value, Object name) {
        return Html.of("<option value=\"{}\">{}</option>", value, name);
    }
}
