package mailtls.smtp;

import java.util.ArrayList;
import java.util.List;
import mailtls.wire.Ascii;

/**
 * A message and its envelope, ready to be sent.
 *
 * @param reversePath where bounces go; empty for none (RFC 5321 section 4.5.5). Addresses stand without angle brackets
 * @param forwardPaths who gets it, at least one
 * @param content header and body, not copied; its lines end in CRLF
 * @param requiresTls whether it may be handed only to servers that promise TLS and REQUIRETLS in turn (RFC 8689)
 */
public record SmtpMail(String reversePath, List<String> forwardPaths, byte[] content, boolean requiresTls) {

    /**
     * Makes a mail.
     *
     * @throws IllegalArgumentException if an address is none, or if CR, LF or NUL stand alone in the content: servers differ in
     *     what they make of it, and one may see two messages where another sees one
     */
    public SmtpMail {
        forwardPaths = List.copyOf(forwardPaths);
        if (forwardPaths.isEmpty()) {
            throw new IllegalArgumentException("nobody would get it");
        }
        path(reversePath);
        forwardPaths.forEach(SmtpMail::path);
        for (int i = 0; i < content.length; i++) {
            if (isAlone(content, i)) {
                throw new IllegalArgumentException("the content has a CR, LF or NUL on its own at " + i);
            }
        }
    }

    /** Makes a mail that is sent over TLS or not, as the connection is. */
    public SmtpMail(String reversePath, List<String> forwardPaths, byte[] content) {
        this(reversePath, forwardPaths, content, false);
    }

    /** Returns the extensions without which it can't be sent (RFC 6531 section 3.1, RFC 6152, RFC 8689 section 2). */
    List<String> needs() {
        var needs = new ArrayList<String>();
        if (isEightBit(content.length)) {
            needs.add("8BITMIME");
        }
        boolean international =
                path(reversePath).isInternational() || forwardPaths.stream().anyMatch(to -> path(to).isInternational());
        if (international || isEightBit(headerLength())) {
            needs.add("SMTPUTF8");
        }
        if (requiresTls) {
            needs.add("REQUIRETLS");
        }
        return needs;
    }

    /** Returns the MAIL command, with the parameters that it needs and that the server knows. */
    String mailCommand(Listed listed) {
        var command = new StringBuilder("MAIL FROM:" + path(reversePath));
        if (listed.has("SIZE")) {
            command.append(" SIZE=").append(content.length); // RFC 1870
        }
        for (String need : needs()) {
            command.append(need.equals("8BITMIME") ? " BODY=8BITMIME" : " " + need);
        }
        return command.toString();
    }

    /** Returns the RCPT command for one of the recipients. */
    String rcptCommand(int which) {
        return "RCPT TO:" + path(forwardPaths.get(which));
    }

    /** Prints no content. */
    @Override
    public String toString() {
        return "mail from <" + reversePath + "> to " + forwardPaths + ", " + content.length + " octets";
    }

    private static Path path(String address) {
        return Path.parse(Ascii.text(Ascii.utf8(address)))
                .orElseThrow(() -> new IllegalArgumentException("not an address: “" + address + "”"));
    }

    private boolean isEightBit(int length) {
        for (int i = 0; i < length; i++) {
            if (content[i] < 0) {
                return true;
            }
        }
        return false;
    }

    /** The header ends with the first empty line, which may be the first of all. */
    private int headerLength() {
        if (content.length > 0 && content[0] == '\r') {
            return 0;
        }
        for (int i = 0; i + 3 < content.length; i++) {
            if (content[i] == '\r' && content[i + 2] == '\r') {
                return i;
            }
        }
        return content.length;
    }

    private static boolean isAlone(byte[] content, int i) {
        return switch (content[i]) {
            case 0 -> true;
            case '\r' -> i + 1 == content.length || content[i + 1] != '\n';
            case '\n' -> i == 0 || content[i - 1] != '\r';
            default -> false;
        };
    }
}
