package mailtls.conformance.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import mailtls.conformance.peer.Transcript;
import mailtls.conformance.peer.Transcript.Direction;
import mailtls.conformance.peer.Transcript.Entry;
import mailtls.conformance.peer.Transcript.Layer;

/** Draws a transcript as a sequence: the client's line of life on the left, the server's on the right, and what is TLS in a band. */
final class HtmlSequence {

    /** How many of a transcript's entries are drawn. */
    private static final int MOST_ENTRIES = 120;

    /** How many lines are drawn of an entry. */
    private static final int MOST_LINES = 40;

    private HtmlSequence() {}

    /** Returns the picture. */
    static Html of(Transcript transcript) {
        List<Entry> all = transcript.entries();
        List<Entry> drawn = all.subList(0, Math.min(all.size(), MOST_ENTRIES));
        return Html.of(
                """
                <div class="sequence" role="group" aria-label="What was said">
                <p class="lives"><span>client</span><span>server</span></p>
                {}{}</div>
                """,
                Html.join(bands(drawn).stream().map(HtmlSequence::band)),
                all.size() == drawn.size() ? Html.NONE : more(all.size() - drawn.size(), "entries"));
    }

    private static Html more(int count, String what) {
        return Html.of("<p class=\"remark\">… and {} {} more</p>\n", count, what);
    }

    /** Cuts a transcript where cleartext and TLS meet; a remark belongs to what it stands in. */
    private static List<List<Entry>> bands(List<Entry> entries) {
        var bands = new ArrayList<List<Entry>>();
        boolean overTls = false;
        for (Entry entry : entries) {
            boolean tls = entry.direction() == Direction.REMARK ? overTls : entry.layer() != Layer.CLEAR;
            if (bands.isEmpty() || tls != overTls) {
                bands.add(new ArrayList<>());
            }
            overTls = tls;
            bands.get(bands.size() - 1).add(entry);
        }
        return bands;
    }

    private static Html band(List<Entry> entries) {
        boolean tls = entries.stream()
                .anyMatch(entry -> entry.direction() != Direction.REMARK && entry.layer() != Layer.CLEAR);
        return Html.of(
                """
                <section class="band {}"><h5><svg class="icon" aria-hidden="true"><use href="#{}"/></svg>{}</h5>
                <ol>
                {}</ol></section>
                """,
                tls ? "tls" : "clear",
                tls ? "locked" : "open",
                tls ? "TLS" : "cleartext",
                Html.join(entries.stream().map(HtmlSequence::entry)));
    }

    private static Html entry(Entry entry) {
        if (entry.direction() == Direction.REMARK) {
            return Html.of("<li class=\"remark\">{}</li>\n", entry.octets());
        }
        boolean sent = entry.direction() == Direction.SENT;
        boolean record = entry.layer() == Layer.RECORD;
        return Html.of(
                """
                <li class="{}{}"><span class="at">{}</span><span class="who">{}</span><div class="said">{}</div>\
                <span class="segment" title="segment">{}</span></li>
                """,
                sent ? "client" : "server",
                record ? " record" : "",
                milliseconds(entry),
                sent ? "client: " : "server: ",
                said(entry),
                entry.segment());
    }

    private static Html said(Entry entry) {
        List<String> lines = entry.lines();
        List<String> drawn = lines.subList(0, Math.min(lines.size(), MOST_LINES));
        return Html.of(
                "{}{}",
                Html.join(drawn.stream().map(line -> Html.of("<code>{}</code>", line))),
                lines.size() == drawn.size() ? Html.NONE : more(lines.size() - drawn.size(), "lines"));
    }

    private static String milliseconds(Entry entry) {
        return String.format(Locale.ROOT, "%.1f ms", entry.at().toNanos() / 1e6);
    }
}
