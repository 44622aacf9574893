package mailtls.smtp;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailtls.wire.Ascii;

/**
 * What a server replied (RFC 5321 section 4.2).
 *
 * @param code three digits, the same on all lines
 * @param lines what stands behind the code, at least one; may hold anything but line ends
 */
public record SmtpAnswer(int code, List<String> lines) {

    private static final Pattern ENHANCED = Pattern.compile("([245]\\.[0-9]{1,3}\\.[0-9]{1,3})(?: .*)?");

    public SmtpAnswer {
        lines = List.copyOf(lines);
    }

    /** Returns whether the server did what it was asked to. */
    public boolean isPositive() {
        return code / 100 == 2;
    }

    /** Returns whether it may help to try again later (RFC 5321 section 4.2.1). */
    public boolean isTransient() {
        return code / 100 == 4;
    }

    /** Returns the enhanced code (RFC 3463): “5.7.1”. */
    public Optional<String> enhanced() {
        Matcher first = ENHANCED.matcher(lines.get(0));
        return first.matches() ? Optional.of(first.group(1)) : Optional.empty();
    }

    @Override
    public String toString() {
        return Ascii.printable(code + " " + String.join(" / ", lines));
    }
}
