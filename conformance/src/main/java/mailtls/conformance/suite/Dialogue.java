package mailtls.conformance.suite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailtls.conformance.suite.Turn.Event;

/**
 * A conversation as it should go, a line for each turn: {@code C:} what we say, {@code S:} the status of what the server answers,
 * and between dashes what happens to the connection. {@code docs/check.md} has the whole language.
 */
public final class Dialogue {

    private static final Pattern MARK = Pattern.compile("(C:|C&|X:|S:|S\\?|has:|lacks:|given:|without:|never:) (.+)");
    private static final Pattern ALTERNATIVE = Pattern.compile("(\\S+(?: \\S+)??)( \\*| \\.\\.\\.)?");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)}");
    private static final Set<String> PLACEHOLDERS =
            Set.of("token", "user", "password", "plain", "recipient", "cr", "lf", "long");

    private final List<Turn> turns = new ArrayList<>();
    private final List<String> lines;

    private Dialogue(List<String> lines) {
        this.lines = lines;
        for (int i = 0; i < lines.size(); i++) {
            turns.add(turn(i + 1, lines.get(i)));
        }
    }

    /**
     * Returns the dialogue that a text describes.
     *
     * @throws IllegalArgumentException if there is a line in it that is no turn; the message names it
     */
    public static Dialogue of(String text) {
        Dialogue dialogue = new Dialogue(text.strip().lines().toList());
        for (int i = 0; i < dialogue.turns.size(); i++) {
            dialogue.requireOrder(i);
        }
        return dialogue;
    }

    /** Returns the turns, one for each line. */
    public List<Turn> turns() {
        return List.copyOf(turns);
    }

    /** Returns the line of a turn, counted from 0, as it is written. */
    public String line(int turn) {
        return lines.get(turn);
    }

    /** Returns whether it says something that only somebody with an account can. */
    public boolean needsAccount() {
        return lines.stream().anyMatch(line -> line.contains("{password}") || line.contains("{plain}"));
    }

    /** Returns whether it names somebody to send mail to. */
    public boolean needsRecipient() {
        return lines.stream().anyMatch(line -> line.contains("{recipient}"));
    }

    /** Returns how many turns it has in common with another from the beginning on. */
    int commonWith(Dialogue other) {
        int common = 0;
        while (common < Math.min(turns.size(), other.turns.size())
                && turns.get(common).equals(other.turns.get(common))) {
            common++;
        }
        return common;
    }

    /** Returns it as it is written. */
    @Override
    public String toString() {
        return String.join("\n", lines);
    }

    private static Turn turn(int number, String line) {
        if (line.startsWith("--")) {
            return event(number, line);
        }
        Matcher mark = MARK.matcher(line);
        if (!mark.matches()) {
            throw wrong(
                    number, "“" + line + "” begins with none of C: C& X: S: S? has: lacks: given: without: never: --");
        }
        String rest = mark.group(2);
        return switch (mark.group(1)) {
            case "C:" -> new Turn.Say(said(number, rest));
            case "C&" -> new Turn.SayTogether(said(number, rest));
            case "X:" -> new Turn.SayInClear(said(number, rest));
            case "has:" -> new Turn.Has(rest);
            case "lacks:" -> new Turn.Lacks(rest);
            case "given:" -> new Turn.Given(rest);
            case "without:" -> new Turn.Without(rest);
            case "never:" -> new Turn.Never(said(number, rest));
            case "S?" -> new Turn.Suppose(alternatives(number, rest));
            default -> new Turn.Expect(alternatives(number, rest));
        };
    }

    private static Event event(int number, String line) {
        return Arrays.stream(Event.values())
                .filter(event -> event.toString().equals(line))
                .findFirst()
                .orElseThrow(() -> wrong(number, "“" + line + "” is none of " + Arrays.toString(Event.values())));
    }

    private static String said(int number, String words) {
        Optional<String> unknown = PLACEHOLDER
                .matcher(words)
                .results()
                .map(found -> found.group(1))
                .filter(name -> !PLACEHOLDERS.contains(name))
                .findFirst();
        if (unknown.isPresent()) {
            throw wrong(number, "there is no {" + unknown.get() + "}");
        }
        return words;
    }

    private static List<Expected> alternatives(int number, String alternatives) {
        return Arrays.stream(alternatives.split(" \\| ", -1))
                .map(alternative -> expected(number, alternative))
                .toList();
    }

    private static Expected expected(int number, String alternative) {
        Matcher matcher = ALTERNATIVE.matcher(alternative);
        if (!matcher.matches()) {
            throw wrong(number, "“" + alternative + "” is no status: it is a word or two, and * or ... behind it");
        }
        return new Expected(
                matcher.group(1), Optional.ofNullable(matcher.group(2)).equals(Optional.of(" ...")));
    }

    private void requireOrder(int i) {
        Turn turn = turns.get(i);
        boolean last = i == turns.size() - 1;
        if (turn instanceof Turn.SayTogether && (last || !goesWithLine(turns.get(i + 1)))) {
            throw wrong(i + 1, "C& needs a line of ours or -- hello -- behind it");
        }
        if (turn == Event.CLIENT_HELLO && (i == 0 || !(turns.get(i - 1) instanceof Turn.SayTogether))) {
            throw wrong(i + 1, "-- hello -- needs a line with C& before it");
        }
        if (turn == Event.TLS_TOGETHER && (last || !(turns.get(i + 1) instanceof Turn.Say))) {
            throw wrong(i + 1, "-- tls& -- needs a line with C: behind it");
        }
    }

    private static boolean goesWithLine(Turn next) {
        return next instanceof Turn.Say || next instanceof Turn.SayTogether || next == Event.CLIENT_HELLO;
    }

    private static IllegalArgumentException wrong(int line, String what) {
        return new IllegalArgumentException("dialogue, line " + line + ": " + what);
    }
}
