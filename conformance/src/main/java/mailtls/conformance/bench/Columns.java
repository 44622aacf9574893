package mailtls.conformance.bench;

import java.util.ArrayList;
import java.util.List;

/** Rows of words, printed below each other: the first of each row to the left, the others to the right. */
final class Columns {

    private static final String MARGIN = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    /** Adds a row; it may be shorter than others. */
    Columns row(List<String> cells) {
        rows.add(List.copyOf(cells));
        return this;
    }

    /** Returns the rows, each on a line. */
    @Override
    public String toString() {
        var text = new StringBuilder();
        for (List<String> row : rows) {
            var line = new StringBuilder(MARGIN);
            for (int column = 0; column < row.size(); column++) {
                String blanks = " ".repeat(width(column) - row.get(column).length());
                line.append(column == 0 ? row.get(column) + blanks : MARGIN + blanks + row.get(column));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private int width(int column) {
        return rows.stream()
                .filter(row -> row.size() > column)
                .mapToInt(row -> row.get(column).length())
                .max()
                .orElse(0);
    }
}
