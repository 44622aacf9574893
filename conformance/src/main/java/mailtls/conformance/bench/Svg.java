package mailtls.conformance.bench;

import java.util.Locale;

/** The text of an SVG file, element after element. What is not ours is escaped. */
final class Svg {

    private static final String STYLE = """
            text { font: 13px system-ui, sans-serif; fill: #222 }
            .title { font-size: 20px; font-weight: 600 } .heading { font-size: 15px; font-weight: 600 }
            .note { fill: #666 } .axis { stroke: #ccc } .whisker { stroke: #222; stroke-width: 1.5 } .line { fill: none; stroke-width: 2 }
            .ground { fill: #fff }
            @media (prefers-color-scheme: dark) {
              text { fill: #ddd } .note { fill: #999 } .axis { stroke: #555 } .whisker { stroke: #eee } .ground { fill: #16181c }
            }
            """;

    /** Colours that people who see few colours can tell apart (Okabe and Ito). */
    private static final String[] COLOURS = {
        "#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#999999", "#b8a800"
    };

    private final StringBuilder text = new StringBuilder();

    Svg(int width, int height) {
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">",
                width, height, width, height);
        add("<style>%s</style>", STYLE);
        add("<rect class=\"ground\" width=\"%d\" height=\"%d\"/>", width, height);
    }

    /** Returns a colour for a number. */
    static String colour(int number) {
        return COLOURS[number % COLOURS.length];
    }

    /** Adds words; the anchor is {@code start}, {@code middle} or {@code end}. */
    void text(String style, double x, double y, String anchor, String words) {
        add(
                "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
                style, x, y, anchor, escaped(words));
    }

    /** Adds a rectangle, with words that appear where somebody points at it. */
    void bar(double x, double y, double width, double height, String colour, String words) {
        add(
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"><title>%s</title></rect>",
                x, y, Math.max(0, width), height, colour, escaped(words));
    }

    /** Adds a straight line. */
    void line(String style, double x1, double y1, double x2, double y2) {
        add("<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>", style, x1, y1, x2, y2);
    }

    /** Adds a line through points, which are written as SVG has them: {@code 1.0,2.0 3.0,4.0}. */
    void curve(String points, String colour, String words) {
        add(
                "<polyline class=\"line\" points=\"%s\" stroke=\"%s\"><title>%s</title></polyline>",
                points, colour, escaped(words));
    }

    /** Returns a point as {@link #curve} wants it. */
    static String point(double x, double y) {
        return String.format(Locale.ROOT, "%.1f,%.1f", x, y);
    }

    private void add(String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replaceAll("\\p{Cc}", "?");
    }

    @Override
    public String toString() {
        return text + "</svg>\n";
    }
}
