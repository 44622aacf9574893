package mailtls.smtp;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import mailtls.machine.Command;
import mailtls.machine.Parsed;
import mailtls.machine.Reply;
import mailtls.sasl.Mechanisms;
import mailtls.wire.Ascii;
import mailtls.wire.Input;
import mailtls.wire.Line;
import mailtls.wire.Reading;
import mailtls.wire.Violation;

/** The grammar of SMTP commands: from a line to a command (RFC 5321 section 4.1). */
final class SmtpSyntax {

    private static final Pattern MECHANISM = Pattern.compile("[A-Za-z0-9_-]{1,20}");
    private static final Pattern COUNT = Pattern.compile("\\d++");

    /** More digits than this may not fit a long. */
    private static final int MOST_DIGITS = 18;

    private SmtpSyntax() {}

    /** Understands a line, or what came instead of one. */
    static Parsed parse(Input input) {
        if (input instanceof Violation violation) {
            return malformed(500, "5.5.2", words(violation));
        }
        String text = withoutTrailingSpace(((Line) input).text());
        int space = text.indexOf(' ');
        String verb = Ascii.upper(space < 0 ? text : text.substring(0, space));
        return parse(verb, space < 0 ? "" : text.substring(space + 1));
    }

    private static Parsed parse(String verb, String arguments) {
        return switch (verb) {
            case "EHLO" -> hello(arguments, SmtpCommand.Ehlo::new);
            case "HELO" -> hello(arguments, SmtpCommand.Helo::new);
            case "STARTTLS" -> alone(arguments, new SmtpCommand.StartTls());
            case "AUTH" -> auth(arguments);
            case "MAIL" -> mail(arguments);
            case "RCPT" -> rcpt(arguments);
            case "DATA" -> alone(arguments, new SmtpCommand.Data());
            case "BDAT" -> bdat(arguments);
            case "RSET" -> alone(arguments, new SmtpCommand.Rset());
            case "VRFY" -> named(arguments, SmtpCommand.Vrfy::new);
            case "EXPN" -> named(arguments, SmtpCommand.Expn::new);
            case "HELP" -> new Parsed.Whole(new SmtpCommand.Help());
            case "NOOP" -> new Parsed.Whole(new SmtpCommand.Noop());
            case "QUIT" -> alone(arguments, new SmtpCommand.Quit());
            default -> malformed(500, "5.5.1", "Command not recognised");
        };
    }

    private static Parsed hello(String client, Function<Domain, Command> command) {
        // The client does not know yet whether UTF-8 would be understood (RFC 6531 section 3.7.1).
        return Domain.parse(client)
                .filter(domain -> !domain.isInternational())
                .<Parsed>map(domain -> new Parsed.Whole(command.apply(domain)))
                .orElseGet(() -> malformed(501, "5.5.4", "A domain or an address literal is wanted"));
    }

    private static Parsed alone(String arguments, Command command) {
        return arguments.isEmpty()
                ? new Parsed.Whole(command)
                : malformed(501, "5.5.4", command.name() + " takes no arguments");
    }

    private static Parsed named(String argument, Function<String, Command> command) {
        return argument.isEmpty() || !Ascii.isPrintable(argument)
                ? malformed(501, "5.5.4", "A name is wanted")
                : new Parsed.Whole(command.apply(argument));
    }

    private static Parsed auth(String arguments) {
        String[] words = arguments.split(" ", -1);
        if (words.length > 2 || !MECHANISM.matcher(words[0]).matches()) {
            return malformed(501, "5.5.4", "AUTH takes a mechanism and at most one response");
        }
        return new Parsed.Whole(authentication(Ascii.upper(words[0]), words.length == 2 ? words[1] : ""));
    }

    private static Command authentication(String mechanism, String response) {
        if (!Mechanisms.disclosesPassword(mechanism)) {
            return new SmtpCommand.Auth(mechanism, Optional.of(response).filter(some -> !some.isEmpty()));
        }
        return response.isEmpty()
                ? new SmtpCommand.AuthPlaintext(mechanism)
                : new SmtpCommand.AuthWithPassword(mechanism, response);
    }

    private static Parsed mail(String arguments) {
        return path("FROM:", arguments, "5.1.7", path -> path.isNull() || hasDomain(path), SmtpCommand.Mail::new);
    }

    private static Parsed rcpt(String arguments) {
        return path("TO:", arguments, "5.1.3", path -> !path.isNull(), SmtpCommand.Rcpt::new);
    }

    private static boolean hasDomain(Path path) {
        return path.domain().isPresent();
    }

    private static Parsed path(
            String keyword,
            String arguments,
            String badAddress,
            Predicate<Path> allowed,
            BiFunction<Path, Parameters, Command> command) {
        String start = keyword + "<";
        int end = endOfPath(arguments, start.length());
        if (!arguments.regionMatches(true, 0, start, 0, start.length()) || end < 0) {
            return malformed(501, "5.5.4", keyword + "<address> is wanted, without a space");
        }
        Optional<Path> path =
                Path.parse(arguments.substring(start.length(), end)).filter(allowed);
        if (path.isEmpty()) {
            return malformed(501, badAddress, "Bad address");
        }
        return parametersOf(arguments.substring(end + 1))
                .<Parsed>map(parameters -> new Parsed.Whole(command.apply(path.get(), parameters)))
                .orElseGet(() -> malformed(501, "5.5.4", "Malformed parameters"));
    }

    private static Optional<Parameters> parametersOf(String rest) {
        if (rest.isEmpty()) {
            return Optional.of(Parameters.NONE);
        }
        return rest.startsWith(" ") ? Parameters.parse(rest.substring(1)) : Optional.empty();
    }

    /** Returns where the angle bracket closes; one in quotes does not. */
    private static int endOfPath(String text, int from) {
        boolean quoted = false;
        for (int i = from; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '"' -> quoted = !quoted;
                case '\\' -> i++;
                case '>' -> {
                    if (!quoted) {
                        return i;
                    }
                }
                default -> {}
            }
        }
        return -1;
    }

    /**
     * Understands a chunk's announcement. Wherever it tells a count, so many octets are no commands (RFC 3030 section
     * 2).
     */
    private static Parsed bdat(String arguments) {
        String[] words = arguments.split(" ", 2);
        if (!COUNT.matcher(words[0]).matches()) {
            return malformed(501, "5.5.4", "BDAT takes the number of octets");
        }
        long size = words[0].length() > MOST_DIGITS ? Long.MAX_VALUE : Long.parseLong(words[0]);
        if (words.length == 1) {
            return new Parsed.Whole(new SmtpCommand.Bdat(size, Optional.empty()));
        }
        if (words[1].equalsIgnoreCase("LAST")) {
            return new Parsed.Whole(new SmtpCommand.BdatLast(size, Optional.empty()));
        }
        return new Parsed.Unfinished(
                Reply.NONE,
                new Reading.Skip(size),
                skipped -> malformed(501, "5.5.4", "Only LAST may follow the number of octets"));
    }

    private static String words(Violation violation) {
        return switch (violation.sin()) {
            case TOO_LONG -> "Line too long";
            case BARE_CR, BARE_LF, NUL ->
                "A line ends in CRLF; found " + violation.sin().description();
        };
    }

    /** Trailing white space is put up with (RFC 5321 section 4.1.1). */
    private static String withoutTrailingSpace(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == '\t')) {
            end--;
        }
        return text.substring(0, end);
    }

    private static Parsed malformed(int code, String enhanced, String text) {
        return new Parsed.Malformed(SmtpReply.of(code, enhanced, text));
    }
}
