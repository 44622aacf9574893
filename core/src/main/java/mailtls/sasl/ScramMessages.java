package mailtls.sasl;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a SCRAM client says (RFC 5802 section 7). The texts are kept as they were said, extensions and all: the proof is about
 * those very characters.
 */
final class ScramMessages {

    private static final String NONCE = "[!-+\\--~]+";
    private static final String EXTENSION = "(?!m)[A-Za-z]=(?s:.+)";
    private static final String BASE64 = "[A-Za-z0-9+/]+=*";

    private static final Pattern FIRST = Pattern.compile(
            "(?<header>(?<flag>[ny]|p=(?<type>[A-Za-z0-9.-]+)),(a=(?<authzid>[^,]+))?,)"
                    + "(?<bare>n=(?<account>[^,]+),r=(?<nonce>" + NONCE + ")(?<extensions>|,.+))",
            Pattern.DOTALL);

    private static final Pattern FINAL = Pattern.compile(
            "(?<withoutProof>c=(?<binding>" + BASE64 + "),r=(?<nonce>" + NONCE + ")(?<extensions>|,.+))"
                    + ",p=(?<proof>" + BASE64 + ")",
            Pattern.DOTALL);

    private ScramMessages() {}

    /**
     * The client's first message.
     *
     * @param header flag and authorization identity, with both commas: what the client's last message has to repeat
     * @param flag {@code n}, {@code y} or {@code p=} with the type
     * @param type which channel binding the client uses, if it does
     * @param actingFor whom it wants to act for: itself, if it does not say
     * @param account whose password it is
     * @param nonce the client's half of the nonce
     * @param bare the message without the header
     */
    record First(
            String header,
            String flag,
            Optional<String> type,
            String actingFor,
            String account,
            String nonce,
            String bare) {

        /** Returns the message, or nothing if it is none. */
        static Optional<First> parse(String message) {
            Matcher first = FIRST.matcher(message);
            if (!first.matches() || !areOptional(first.group("extensions"))) {
                return Optional.empty();
            }
            Optional<String> account = name(first.group("account"));
            return name(Optional.ofNullable(first.group("authzid")).orElse(first.group("account")))
                    .flatMap(actingFor -> account.map(itself -> new First(
                            first.group("header"),
                            first.group("flag"),
                            Optional.ofNullable(first.group("type")),
                            actingFor,
                            itself,
                            first.group("nonce"),
                            first.group("bare"))));
        }
    }

    /**
     * The client's last message.
     *
     * @param binding what the client believes it is bound to
     * @param nonce both halves of the nonce
     * @param proof that the client knows the password
     * @param withoutProof what the proof is about
     */
    record Final(byte[] binding, String nonce, byte[] proof, String withoutProof) {

        /** Returns the message, or nothing if it is none. */
        static Optional<Final> parse(String message) {
            Matcher last = FINAL.matcher(message);
            if (!last.matches() || !areOptional(last.group("extensions"))) {
                return Optional.empty();
            }
            return decode(last.group("binding"))
                    .flatMap(binding -> decode(last.group("proof"))
                            .map(proof -> new Final(binding, last.group("nonce"), proof, last.group("withoutProof"))));
        }
    }

    /** An attribute m would have to be understood, and there is none yet that anybody could (RFC 5802 section 5.1). */
    private static boolean areOptional(String extensions) {
        return Stream.of(extensions.split(",", -1)).skip(1).allMatch(attribute -> attribute.matches(EXTENSION));
    }

    /** Returns the name with its commas and equals signs, which are written =2C and =3D; no other = may be in it. */
    private static Optional<String> name(String written) {
        boolean strayEquals = written.replace("=2C", "").replace("=3D", "").contains("=");
        return strayEquals || written.indexOf(0) >= 0
                ? Optional.empty()
                : Optional.of(written.replace("=2C", ",").replace("=3D", "="));
    }

    private static Optional<byte[]> decode(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
