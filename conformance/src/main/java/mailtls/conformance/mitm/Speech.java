package mailtls.conformance.mitm;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailtls.conformance.client.Said;
import mailtls.conformance.peer.MailProtocol;
import mailtls.wire.Ascii;

/** The few words of a protocol that somebody on the way has to understand. */
record Speech(MailProtocol protocol) {

    private static final Pattern LOGIN_OF_IMAP = Pattern.compile("(?i)(\\s*\\S+ +(?:LOGIN|AUTHENTICATE +\\S+)) .*");
    private static final Pattern LOGIN_OF_POP3 = Pattern.compile("(?i)(\\s*(?:PASS|APOP|AUTH +\\S+)) .*");
    private static final Pattern LOGIN_OF_SMTP = Pattern.compile("(?i)(\\s*AUTH +\\S+) .*");

    /** Returns whether a client asks for TLS. */
    boolean asksForTls(String line) {
        String command = Ascii.upper(line.strip());
        return switch (protocol) {
            case IMAP -> command.matches("\\S+ STARTTLS");
            case POP3 -> command.equals("STLS");
            case SMTP -> command.equals("STARTTLS");
        };
    }

    /** Returns the command that asks for TLS. */
    String startTls() {
        return switch (protocol) {
            case IMAP -> "x STARTTLS";
            case POP3 -> "STLS";
            case SMTP -> "STARTTLS";
        };
    }

    /** Returns the tag of a command; empty where there is none. */
    String tag(String line) {
        return protocol == MailProtocol.IMAP ? line.split(" ", 2)[0] : "";
    }

    /** Returns whether a line ends the reply to a command. */
    boolean endsReply(String line, String tag) {
        return switch (protocol) {
            case IMAP -> line.startsWith(tag + " ");
            case POP3 -> true;
            case SMTP -> line.length() < 4 || line.charAt(3) != '-';
        };
    }

    /** Returns whether a reply agrees to TLS. */
    boolean isGoAhead(String line, String tag) {
        return line.startsWith(goAhead(tag).substring(0, goAhead(tag).indexOf(' ', tag.length() + 1)));
    }

    /** Returns a greeting. */
    String greeting() {
        return switch (protocol) {
            case IMAP -> "* OK ready";
            case POP3 -> "+OK ready";
            case SMTP -> "220 mitm.example ESMTP";
        };
    }

    /** Returns a go-ahead. */
    String goAhead(String tag) {
        return switch (protocol) {
            case IMAP -> tag + " OK begin";
            case POP3 -> "+OK begin";
            case SMTP -> "220 begin";
        };
    }

    /** Returns a refusal. */
    String refusal(String tag) {
        return switch (protocol) {
            case IMAP -> tag + " BAD unknown command";
            case POP3 -> "-ERR unknown command";
            case SMTP -> "502 5.5.1 unknown command";
        };
    }

    /** Returns a command that harms nobody, whose reply would be seen. */
    String command() {
        return protocol == MailProtocol.IMAP ? "injected NOOP" : "NOOP";
    }

    /** Returns a reply to whatever is asked next, in lines. */
    List<String> reply(String tag) {
        return switch (protocol) {
            case IMAP -> List.of("* CAPABILITY IMAP4rev1 AUTH=PLAIN", next(tag) + " OK injected");
            case POP3 -> List.of("+OK injected", "USER", ".");
            case SMTP -> List.of("250-injected", "250 AUTH PLAIN LOGIN");
        };
    }

    /** Returns the tag behind this one, if whoever made it counts. */
    static String next(String tag) {
        return new Said(tag, "", "").nextTag();
    }

    /** Returns a line without the word that offers TLS; nothing where the line said nothing else. */
    Optional<String> withoutOffer(String line) {
        String word = protocol == MailProtocol.POP3 ? "STLS" : "STARTTLS";
        if (protocol == MailProtocol.IMAP) {
            return Optional.of(withLogin(line).replaceAll("(?i) " + word + "\\b", ""));
        }
        if (protocol == MailProtocol.POP3) {
            return Optional.of(line).filter(text -> !text.strip().equalsIgnoreCase(word));
        }
        // The last line of a list is needed, and another word as good as any.
        return Optional.of(line.matches("(?i)250[ -]" + word) ? line.substring(0, 4) + "AUTH PLAIN LOGIN" : line);
    }

    /** Returns a line without the word that forbids a log-in in clear. */
    String withLogin(String line) {
        return protocol == MailProtocol.IMAP ? line.replaceAll("(?i) LOGINDISABLED\\b", " AUTH=PLAIN") : line;
    }

    /** Returns whether a line of the server ends a list that tells what it knows. */
    boolean endsList(String line) {
        return switch (protocol) {
            case IMAP -> !line.startsWith("*") && !line.startsWith("+");
            case POP3 -> line.equals(".");
            case SMTP -> line.startsWith("250 ");
        };
    }

    /** Returns a command without what is secret in it. */
    String redacted(String line) {
        Pattern login = switch (protocol) {
            case IMAP -> LOGIN_OF_IMAP;
            case POP3 -> LOGIN_OF_POP3;
            case SMTP -> LOGIN_OF_SMTP;
        };
        Matcher secret = login.matcher(line);
        return secret.matches() ? secret.group(1) + " " + Seen.DOTS : line;
    }

    /** Returns whether the lines behind a command are secret, until the server ends it. */
    boolean beginsSecret(Said command) {
        return switch (protocol) {
            case IMAP -> command.word().equals("LOGIN") || command.word().equals("AUTHENTICATE");
            case POP3, SMTP -> command.word().equals("AUTH");
        };
    }

    /** Returns whether a line of the server ends what {@link #beginsSecret} began. */
    boolean endsSecret(String line, String tag) {
        return switch (protocol) {
            case IMAP -> line.startsWith(tag + " ");
            case POP3 -> line.startsWith("+OK") || line.startsWith("-ERR");
            case SMTP -> !line.startsWith("334");
        };
    }
}
