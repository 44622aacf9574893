package mailtls.conformance.mitm;

import java.util.Optional;
import mailtls.conformance.peer.MailProtocol;
import mailtls.wire.Ascii;

/** The few words of a protocol that somebody on the way has to understand. */
record Speech(MailProtocol protocol) {

    /** Returns whether a client asks for TLS. */
    boolean asksForTls(String line) {
        String command = Ascii.upper(line.strip());
        return switch (protocol) {
            case IMAP -> command.matches("\\S+ STARTTLS");
            case POP3 -> command.equals("STLS");
            case SMTP -> command.equals("STARTTLS");
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

    /** Returns a reply to whatever is asked next. */
    String reply(String tag) {
        return switch (protocol) {
            case IMAP -> "* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n" + next(tag) + " OK injected";
            case POP3 -> "+OK injected\r\nUSER\r\n.";
            case SMTP -> "250-injected\r\n250 AUTH PLAIN LOGIN";
        };
    }

    /** Returns the tag behind this one, if whoever made it counts. */
    static String next(String tag) {
        String digits = tag.replaceFirst("^.*?(\\d{0,9})$", "$1");
        return digits.isEmpty()
                ? tag
                : tag.substring(0, tag.length() - digits.length())
                        + ("%0" + digits.length() + "d").formatted(Long.parseLong(digits) + 1);
    }

    /** Returns a line without the word that offers TLS; nothing where the line said nothing else. */
    Optional<String> withoutOffer(String line) {
        String word = protocol == MailProtocol.POP3 ? "STLS" : "STARTTLS";
        if (protocol == MailProtocol.IMAP) {
            return Optional.of(line.replace(" " + word, "").replace(" LOGINDISABLED", " AUTH=PLAIN"));
        }
        if (protocol == MailProtocol.POP3) {
            return Optional.of(line).filter(text -> !text.strip().equalsIgnoreCase(word));
        }
        // The last line of a list is needed, and another word as good as any.
        return Optional.of(line.matches("(?i)250[ -]" + word) ? line.substring(0, 4) + "AUTH PLAIN LOGIN" : line);
    }
}
