package mailtls.smtp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailtls.machine.Parsed;
import mailtls.machine.Reply;
import mailtls.wire.Input;
import mailtls.wire.Line;
import mailtls.wire.Reading;

/** Joins the lines of a reply: all have the same code, and a hyphen says that another one follows (RFC 5321 section 4.2). */
final class ReplySyntax {

    /** How many lines a reply may have; EHLO has one for each extension, HELP as many as it likes. */
    static final int MOST_LINES = 500;

    private static final Pattern LINE = Pattern.compile("([2-5][0-9][0-9])(?:([ -])(.*))?", Pattern.DOTALL);

    private final int longestLine;
    private final Function<Input, Parsed> broken;
    private final List<String> lines = new ArrayList<>();
    private Optional<String> code = Optional.empty();

    private ReplySyntax(int longestLine, Function<Input, Parsed> broken) {
        this.longestLine = longestLine;
        this.broken = broken;
    }

    /**
     * Understands a reply from its first line on.
     *
     * @param broken makes something of what is not in the grammar
     */
    static Parsed begin(Input first, int longestLine, Function<Input, Parsed> broken) {
        return new ReplySyntax(longestLine, broken).take(first);
    }

    private Parsed take(Input input) {
        if (!(input instanceof Line line) || lines.size() == MOST_LINES) {
            return broken.apply(input);
        }
        Matcher parts = LINE.matcher(line.text());
        if (!parts.matches() || !code.orElse(parts.group(1)).equals(parts.group(1))) {
            return broken.apply(input);
        }
        code = Optional.of(parts.group(1));
        lines.add(Optional.ofNullable(parts.group(3)).orElse(""));
        return "-".equals(parts.group(2))
                ? new Parsed.Unfinished(Reply.NONE, new Reading.OfLine(longestLine), this::take)
                : new Parsed.Whole(SmtpHeard.of(new SmtpAnswer(Integer.parseInt(parts.group(1)), lines)));
    }
}
