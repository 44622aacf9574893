package mailtls.imap;

import java.util.ArrayList;
import java.util.List;
import mailtls.wire.Octets;

/**
 * As much of a command, or of a response, as has been read: lines, and between each two the literal that the first of them announces.
 *
 * @param lines at least one
 * @param literals one fewer
 */
record Assembled(List<String> lines, List<Octets> literals) {

    /** Begins with a line. */
    static Assembled of(String line) {
        return new Assembled(List.of(line), List.of());
    }

    /** Returns this with a literal and the line behind it. */
    Assembled with(Octets literal, String line) {
        var moreLines = new ArrayList<>(lines);
        moreLines.add(line);
        var moreLiterals = new ArrayList<>(literals);
        moreLiterals.add(literal);
        return new Assembled(moreLines, moreLiterals);
    }

    /** Returns this without the first characters of its first line. */
    Assembled withoutStart(int count) {
        var shorter = new ArrayList<>(lines);
        shorter.set(0, lines.get(0).substring(count));
        return new Assembled(shorter, literals);
    }

    String lastLine() {
        return lines.get(lines.size() - 1);
    }

    /** Returns how many octets it has. */
    long size() {
        return lines.stream().mapToLong(String::length).sum()
                + literals.stream()
                        .mapToLong(literal -> literal.content().length)
                        .sum();
    }

    /** Prints the counts only: there may be a password in it. */
    @Override
    public String toString() {
        return lines.size() + " lines, " + literals.size() + " literals";
    }
}
