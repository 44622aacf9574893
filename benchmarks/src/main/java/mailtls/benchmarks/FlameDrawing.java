package mailtls.benchmarks;

import java.util.Locale;
import mailtls.benchmarks.Stacks.Call;

/** Draws stacks as a flame graph, in SVG that needs nothing else: a bar for each call, as wide as what was spent below it. */
final class FlameDrawing {

    private static final double WIDTH = 1200;
    private static final int ROW = 15;
    private static final int LEGEND = 24;
    private static final double LETTER = 6.2;
    private static final int FEWEST_LETTERS = 4;
    private static final String STYLE =
            "text{font:10px sans-serif;pointer-events:none}rect{stroke:#fff;stroke-width:.4}";

    /** Bars of less than this could not be seen; what they stand for is white. */
    private static final double NARROWEST = 2;

    private final Stacks stacks;
    private final StringBuilder drawing = new StringBuilder();

    FlameDrawing(Stacks stacks) {
        this.stacks = stacks;
    }

    /** Returns the drawing. */
    String svg() {
        int height = LEGEND + ROW * depth(stacks.root());
        drawing.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %d\">%n<style>%s</style>%n",
                WIDTH,
                height,
                STYLE));
        legend();
        call(stacks.root(), 0, height - ROW);
        return drawing.append("</svg>\n").toString();
    }

    private void legend() {
        double x = 0;
        for (Owner owner : stacks.shares().keySet()) {
            String words = String.format(
                    Locale.ROOT, "%s %.1f %%", owner, stacks.shares().get(owner));
            bar(owner, x, 0, ROW, words);
            word(x + ROW, 0, words);
            x += ROW * 2 + words.length() * LETTER;
        }
    }

    /** The outermost is at the bottom; those it calls stand on it. */
    private void call(Call call, double x, int y) {
        double width = width(call);
        bar(call.owner(), x, y, width, told(call));
        int letters = (int) (width / LETTER);
        if (letters >= FEWEST_LETTERS) {
            String name = call.name();
            word(x, y, name.length() <= letters ? name : name.substring(0, letters - 1) + "…");
        }
        double next = x;
        for (Call callee : call.callees()) {
            if (width(callee) >= NARROWEST) {
                call(callee, next, y - ROW);
            }
            next += width(callee);
        }
    }

    private String told(Call call) {
        return String.format(Locale.ROOT, "%s: %.2f %%", call.method(), stacks.share(call.weight()));
    }

    private void bar(Owner owner, double x, int y, double width, String title) {
        drawing.append(String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"><title>%s</title></rect>%n",
                x,
                y,
                width,
                ROW,
                owner.colour(),
                escaped(title)));
    }

    private void word(double x, int y, String word) {
        drawing.append(
                String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%d\">%s</text>%n", x + 2, y + ROW - 4, escaped(word)));
    }

    /** Lambdas and constructors have names with brackets. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private double width(Call call) {
        return WIDTH * stacks.share(call.weight()) / 100;
    }

    private int depth(Call call) {
        return 1
                + call.callees().stream()
                        .filter(callee -> width(callee) >= NARROWEST)
                        .mapToInt(this::depth)
                        .max()
                        .orElse(0);
    }
}
