package mailtls.conformance.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HtmlTest {

    @Test
    void textIsEscaped() {
        Html html = Html.of("<p title=\"{}\">{}</p>", "\" onload=\"x", "</p><script>'&");

        assertEquals("<p title=\"&quot; onload=&quot;x\">&lt;/p&gt;&lt;script&gt;&#39;&amp;</p>", html.markup());
    }

    @Test
    void markupIsNotEscapedTwice() {
        Html inner = Html.of("<b>{}</b>", "1 < 2");

        assertEquals(
                "<p><b>1 &lt; 2</b></p>",
                Html.of("<p>{}{}</p>", inner, Optional.empty()).markup());
        assertEquals(
                "<b>1 &lt; 2</b>!", Html.join(Stream.of(inner, Html.of("!"))).markup());
    }

    @Test
    void placesInAValueAreNotFilled() {
        assertEquals("{} 2", Html.of("{} {}", "{}", 2).markup());
    }

    /** Controls, a mark that turns the direction of writing, half a character, and one that no XML may have. */
    @Test
    void whatCanNotBeSeenIsShownByItsNumber() {
        assertEquals(
                "\\x00\\x1b\\x85\\u{202e}\\u{d800}\\u{ffff}",
                Html.of("{}", "\0\u001b\u0085\u202e\ud800\uffff").markup());
    }

    @Test
    void placesAndValuesMustBeAsMany() {
        assertThrows(IllegalArgumentException.class, () -> Html.of("{}"));
        assertThrows(IllegalArgumentException.class, () -> Html.of("{}", 1, 2));
    }
}
