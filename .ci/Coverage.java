import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Prints one line of coverage per module from JaCoCo's CSV, and one for all of them. Run by the build at its end. */
final class Coverage {

    public static void main(String[] arguments) throws IOException {
        Path csv = Path.of(arguments[0]);
        if (!Files.exists(csv)) {
            System.out.println("coverage: no report at " + csv);
            return;
        }
        Map<String, Count> modules = new TreeMap<>();
        List<String> rows = Files.readAllLines(csv);
        for (String row : rows.subList(1, rows.size())) {
            // GROUP,PACKAGE,CLASS,INSTRUCTION_MISSED,_COVERED,BRANCH_MISSED,_COVERED,LINE_MISSED,_COVERED,…
            String[] cells = row.split(",");
            String module = cells[0].substring(cells[0].lastIndexOf('/') + 1);
            modules.merge(module, Count.of(cells), Count::plus);
        }
        modules.forEach(Coverage::print);
        print("all modules", modules.values().stream().reduce(new Count(0, 0, 0, 0), Count::plus));
    }

    private static void print(String name, Count count) {
        System.out.printf(
                Locale.ROOT,
                "coverage: lines %s, branches %s  %s%n",
                percent(count.lines(), count.linesMissed()),
                percent(count.branches(), count.branchesMissed()),
                name);
    }

    private static String percent(int covered, int missed) {
        int all = covered + missed;
        return all == 0 ? "     –" : String.format(Locale.ROOT, "%5.1f %%", 100.0 * covered / all);
    }

    private record Count(int branchesMissed, int branches, int linesMissed, int lines) {

        static Count of(String[] cells) {
            return new Count(
                    Integer.parseInt(cells[5]),
                    Integer.parseInt(cells[6]),
                    Integer.parseInt(cells[7]),
                    Integer.parseInt(cells[8]));
        }

        Count plus(Count other) {
            return new Count(
                    branchesMissed + other.branchesMissed,
                    branches + other.branches,
                    linesMissed + other.linesMissed,
                    lines + other.lines);
        }
    }
}
