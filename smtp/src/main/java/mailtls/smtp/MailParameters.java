package mailtls.smtp;

import java.util.Optional;
import java.util.regex.Pattern;
import mailtls.wire.Ascii;
import mailtls.wire.Limits;

/**
 * What may follow the reverse-path: SIZE (RFC 1870), BODY (RFC 6152), SMTPUTF8 (RFC 6531), AUTH (RFC 4954 section 5).
 */
record MailParameters(Parameters parameters, boolean knowsExtensions, boolean hasAuth, Limits limits) {

    private static final Pattern SIZE = Pattern.compile("\\d{1,20}");

    /** Returns the reply to what cannot be taken, if there is anything of the kind. */
    Optional<SmtpReply> objection() {
        return parameters.values().entrySet().stream()
                .map(parameter -> objectionTo(parameter.getKey(), parameter.getValue()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<SmtpReply> objectionTo(String keyword, String value) {
        if (!knowsExtensions) {
            return unknown(keyword);
        }
        return switch (keyword) {
            case "SIZE" -> objectionToSize(value);
            case "BODY" -> malformedUnless(keyword, Ascii.upper(value).matches("7BIT|8BITMIME"));
            case "SMTPUTF8" -> malformedUnless(keyword, value.isEmpty());
            // Read and not believed: whoever says so would have to be trusted (RFC 4954 section 5).
            case "AUTH" -> hasAuth ? malformedUnless(keyword, !value.isEmpty()) : unknown(keyword);
            default -> unknown(keyword);
        };
    }

    private Optional<SmtpReply> objectionToSize(String value) {
        if (!SIZE.matcher(value).matches()) {
            return malformedUnless("SIZE", false);
        }
        boolean fits =
                new java.math.BigInteger(value).bitLength() < Integer.SIZE && Long.parseLong(value) <= limits.message();
        return fits
                ? Optional.empty()
                : Optional.of(
                        SmtpReply.of(552, "5.3.4", "A message may have " + limits.message() + " octets, and no more"));
    }

    private static Optional<SmtpReply> malformedUnless(String keyword, boolean wellFormed) {
        return wellFormed
                ? Optional.empty()
                : Optional.of(SmtpReply.of(501, "5.5.4", "That is no value of " + keyword));
    }

    private static Optional<SmtpReply> unknown(String keyword) {
        return Optional.of(SmtpReply.of(555, "5.5.4", keyword + " is not known here"));
    }
}
