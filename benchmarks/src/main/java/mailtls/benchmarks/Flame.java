package mailtls.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mailtls.benchmarks.Stacks.Call;

/**
 * Turns a flight recording into a flame graph, and prints who has spent how much.
 *
 * <p>{@code java -cp benchmarks/target/classes mailtls.benchmarks.Flame RECORDING EVENT SVG}; docs/profile.md has the whole command.
 */
public final class Flame {

    /** What spends less, in percent, is not told of, and is drawn with the method that called it. */
    static final double LEAST_TOLD = 2;

    /** A method that hands on so much of what it spends is passed over. */
    private static final double HANDS_ON = 0.97;

    private final Stacks stacks;
    private final StringBuilder text = new StringBuilder();

    private Flame(Stacks stacks) {
        this.stacks = stacks;
    }

    /**
     * Runs it.
     *
     * @param arguments the recording, the kind of event, and the picture that is to be written
     */
    public static void main(String[] arguments) throws IOException {
        run(Path.of(arguments[0]), arguments[1], Path.of(arguments[2]), System.out);
    }

    /** Does what {@link #main} says. */
    static void run(Path recording, String event, Path picture, PrintStream out) throws IOException {
        Stacks stacks = Stacks.read(recording, event);
        Files.writeString(picture, new FlameDrawing(stacks).svg());
        out.print(table(stacks));
    }

    /** Returns the shares of all owners and the calls from the outermost inwards, as Markdown. */
    static String table(Stacks stacks) {
        var flame = new Flame(stacks);
        flame.owners();
        flame.calls();
        return flame.text.toString();
    }

    private void owners() {
        text.append("| whose | share |\n|---|--:|\n");
        stacks.shares().entrySet().stream()
                .sorted(Map.Entry.<Owner, Double>comparingByValue().reversed())
                .forEach(share -> row(share.getKey().toString(), share.getValue()));
    }

    private void calls() {
        text.append("\n| call | share |\n|---|--:|\n");
        below(stacks.root(), 0);
    }

    private void below(Call caller, int depth) {
        List<Call> told = caller.callees().stream()
                .filter(call -> stacks.share(call.weight()) >= LEAST_TOLD)
                .sorted(Comparator.comparingLong(Call::weight).reversed())
                .toList();
        for (Call call : told) {
            boolean isPassedOver = call.callees().stream().anyMatch(next -> next.weight() >= call.weight() * HANDS_ON);
            if (!isPassedOver) {
                row("\u2003".repeat(depth) + "`" + call.name() + "`", stacks.share(call.weight()));
            }
            below(call, isPassedOver ? depth : depth + 1);
        }
    }

    private void row(String what, double share) {
        text.append(String.format(Locale.ROOT, "| %s | %.1f %% |%n", what, share));
    }
}
