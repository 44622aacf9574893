package mailtls.pop3;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import mailtls.machine.Parsed;
import mailtls.pop3.Pop3Command.Auth;
import mailtls.pop3.Pop3Command.AuthPlaintext;
import mailtls.pop3.Pop3Command.AuthWithPassword;
import mailtls.pop3.Pop3Command.Capa;
import mailtls.pop3.Pop3Command.Dele;
import mailtls.pop3.Pop3Command.List;
import mailtls.pop3.Pop3Command.Noop;
import mailtls.pop3.Pop3Command.Pass;
import mailtls.pop3.Pop3Command.Quit;
import mailtls.pop3.Pop3Command.Retr;
import mailtls.pop3.Pop3Command.Rset;
import mailtls.pop3.Pop3Command.Stat;
import mailtls.pop3.Pop3Command.Stls;
import mailtls.pop3.Pop3Command.Top;
import mailtls.pop3.Pop3Command.Uidl;
import mailtls.pop3.Pop3Command.User;
import mailtls.sasl.Mechanisms;
import mailtls.sasl.Secret;
import mailtls.wire.Ascii;
import mailtls.wire.Input;
import mailtls.wire.Line;
import mailtls.wire.Violation;

/** From a line to a command: a keyword in any case, and arguments behind single spaces (RFC 1939 section 3). */
final class Pop3Syntax {

    /** Nine digits always fit an int. No maildrop has more messages. */
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    /** How one command is written, and what takes its arguments apart; nothing if they don't fit. */
    private record Rule(String form, Function<String, Optional<? extends Pop3Command>> parse) {}

    private static final Map<String, Rule> RULES = Map.ofEntries(
            entry("CAPA", new Rule("CAPA", bare(new Capa()))),
            entry("STLS", new Rule("STLS", bare(new Stls()))),
            entry("USER", new Rule("USER name", text(User::new))),
            entry("PASS", new Rule("PASS string", text(string -> new Pass(new Secret(string))))),
            entry("AUTH", new Rule("AUTH mechanism [initial-response]", Pop3Syntax::auth)),
            entry("STAT", new Rule("STAT", bare(new Stat()))),
            entry("LIST", new Rule("LIST [msg]", oneOrAll(List::new))),
            entry("RETR", new Rule("RETR msg", one(Retr::new))),
            entry("DELE", new Rule("DELE msg", one(Dele::new))),
            entry("NOOP", new Rule("NOOP", bare(new Noop()))),
            entry("RSET", new Rule("RSET", bare(new Rset()))),
            entry("TOP", new Rule("TOP msg n", two(Top::new))),
            entry("UIDL", new Rule("UIDL [msg]", oneOrAll(Uidl::new))),
            entry("QUIT", new Rule("QUIT", bare(new Quit()))));

    private Pop3Syntax() {}

    /** Understands a line, or what came instead of one. */
    static Parsed parse(Input input) {
        if (input instanceof Violation violation) {
            return malformed("that was " + violation.sin().description());
        }
        // A client's UTF-8 is a string of octets until somebody wants to read it.
        String line = ((Line) input).text();
        int space = line.indexOf(' ');
        String keyword = space < 0 ? line : line.substring(0, space);
        String arguments = space < 0 ? "" : line.substring(space + 1);
        return Optional.ofNullable(RULES.get(Ascii.upper(keyword)))
                .map(rule -> apply(rule, arguments))
                .orElseGet(() -> malformed("unknown command"));
    }

    private static Parsed apply(Rule rule, String arguments) {
        Optional<? extends Pop3Command> command = rule.parse().apply(arguments);
        return command.isPresent() ? new Parsed.Whole(command.get()) : malformed("the form is: " + rule.form());
    }

    private static Parsed malformed(String words) {
        return new Parsed.Malformed(Pop3Reply.err(words));
    }

    private static Optional<Pop3Command> auth(String arguments) {
        String[] words = arguments.split(" ", -1);
        if (words.length > 2 || words[0].isEmpty() || words[words.length - 1].isEmpty()) {
            return Optional.empty();
        }
        Optional<String> response = words.length == 2 ? Optional.of(words[1]) : Optional.empty();
        if (!Mechanisms.disclosesPassword(words[0])) {
            return Optional.of(new Auth(words[0], response));
        }
        return Optional.of(response.<Pop3Command>map(sent -> new AuthWithPassword(words[0], sent))
                .orElseGet(() -> new AuthPlaintext(words[0])));
    }

    private static Function<String, Optional<? extends Pop3Command>> bare(Pop3Command command) {
        return arguments -> Optional.of(command).filter(alone -> arguments.isEmpty());
    }

    /** All that follows, read as UTF-8 where it is that: RFC 1939 wants ASCII, but a password may be anything. */
    private static Function<String, Optional<? extends Pop3Command>> text(Function<String, Pop3Command> command) {
        return arguments -> Optional.of(new Line(arguments))
                .filter(text -> !arguments.isEmpty())
                .map(text -> text.utf8().orElse(arguments))
                .map(command);
    }

    private static Function<String, Optional<? extends Pop3Command>> one(Function<Integer, Pop3Command> command) {
        return arguments -> number(arguments).map(command);
    }

    private static Function<String, Optional<? extends Pop3Command>> oneOrAll(
            Function<Optional<Integer>, Pop3Command> command) {
        return arguments -> arguments.isEmpty()
                ? Optional.of(command.apply(Optional.empty()))
                : number(arguments).map(Optional::of).map(command);
    }

    private static Function<String, Optional<? extends Pop3Command>> two(
            BiFunction<Integer, Integer, Pop3Command> command) {
        return arguments -> {
            String[] words = arguments.split(" ", -1);
            return words.length == 2
                    ? number(words[0]).flatMap(first -> number(words[1]).map(second -> command.apply(first, second)))
                    : Optional.empty();
        };
    }

    private static Optional<Integer> number(String digits) {
        return Optional.of(digits).filter(NUMBER.asMatchPredicate()).map(Integer::valueOf);
    }
}
