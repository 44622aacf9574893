package mailtls.conformance.cases.client;

import java.util.Arrays;
import java.util.stream.Stream;
import mailtls.conformance.client.ClientCase;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/**
 * RFC 9525 section 6, and RFC 7817 section 3: certificates that prove nothing, and a few that do. In both modes, since the answer has
 * to be the same.
 */
public enum CertificateChecks implements Section {
    /** Nobody but the server says who it is. */
    SELF_SIGNED("a certificate that it has signed itself", "mail.mua.validate-7817 mail.mua.cert-needed-for-level"),
    /** Somebody says so whom nobody knows. */
    UNKNOWN_AUTHORITY("a certificate of an unknown authority", "mail.mua.validate-7817"),
    /** It is somebody else. */
    OTHER_NAME("a certificate for another name", "mail.identity.check tls.identity.mismatch-terminate"),
    /** The name is there, and something behind it. */
    A_LONGER_NAME("a longer name that begins alike", "tls.identity.label-match mail.identity.check"),
    /** The case of letters does not matter. */
    CAPITALS("the name in capitals", "tls.identity.label-match", "-- works --"),
    /** A letter is not the one of ASCII, though IDNA would make that of it: a name in a certificate is not mapped, it is compared. */
    LETTERS_LIKE_IT("letters that only look like the name", "tls.identity.label-match mail.identity.check"),
    /** The name is only where names used to be before 1999. */
    NAME_AS_CN("the name as CN only", "tls.identity.no-cn"),
    /** The name is in a URI. */
    NAME_AS_URI("the name as URI only", "mail.identity.no-uri-id"),
    /** The name is one of services. It counts for who has found the server by SRV records, and this one was told where it is. */
    NAME_AS_SRV_ID("the name as SRV-ID only", "mail.identity.check"),
    /** The server is reached at the address in the certificate, but was not asked for by it. */
    ADDRESS("the address in place of the name", "mail.identity.check"),
    /** The server was asked for by its address, and an address has an entry of its own kind. */
    ADDRESS_AS_NAME("the address as dNSName", "mail.identity.check", "-- should fail --"),
    /** It was good until yesterday. */
    EXPIRED("an expired certificate", "mail.mua.validate-7817"),
    /** It will be good tomorrow. */
    NOT_YET_VALID("a certificate that is not valid yet", "mail.mua.validate-7817"),
    /** A star for the whole first label. */
    STAR_FOR_A_LABEL("a wildcard for the first label", "mail.identity.wildcard-leftmost", "-- should work --"),
    /** A star in the middle of a label. */
    PARTIAL_WILDCARD("a wildcard in a label", "mail.identity.no-partial-wildcard tls.identity.wildcard-only-leftmost"),
    /** A star is one label, and never none. */
    STAR_BELOW("a wildcard below the name", "tls.identity.label-match mail.identity.check"),
    /** A star is one label, and never two. */
    STAR_FOR_TWO_LABELS("a wildcard for two labels", "tls.identity.label-match mail.identity.check"),
    /** A star that is a whole label, but not the first. */
    STAR_IN_THE_MIDDLE("a wildcard for the second label", "tls.identity.wildcard-only-leftmost"),
    /** Two labels, and a star for each. */
    TWO_STARS("two wildcards", "tls.identity.wildcard-only-leftmost"),
    /** The name, for whoever reads no further than a NUL. */
    NUL_IN_THE_NAME("a NUL in the name", "tls.identity.label-match"),
    /** It may be used by clients only. */
    FOR_CLIENTS("a certificate for clients", "mail.mua.validate-7817"),
    /** The authority is a server with a certificate of its own. */
    SIGNED_BY_A_SERVER("a certificate signed by a server's", "mail.mua.validate-7817"),
    /** The authority is one that the name was taken from (RFC 5280 section 4.2.1.10). */
    NAME_EXCLUDED("an authority that must not name it", "mail.mua.validate-7817"),
    /** The authority is one that was given other names (RFC 5280 section 4.2.1.10). */
    NAME_NOT_PERMITTED("an authority that may name others", "mail.mua.validate-7817");

    private final String shown;
    private final String requirements;
    private final String expected;

    CertificateChecks(String shown, String requirements) {
        this(shown, requirements, "-- fails --");
    }

    CertificateChecks(String shown, String requirements, String expected) {
        this.shown = shown;
        this.requirements = requirements;
        this.expected = expected;
    }

    @Override
    public Case test() {
        return test(MailProtocol.IMAP, Mode.STARTTLS);
    }

    @Override
    public Stream<Case> tests() {
        return Arrays.stream(MailProtocol.values())
                .flatMap(protocol -> Arrays.stream(Mode.values()).map(mode -> test(protocol, mode)));
    }

    private Case test(MailProtocol protocol, Mode mode) {
        boolean isGood = expected.endsWith("work --") || expected.endsWith("works --");
        return ClientCase.twin(
                this,
                protocol,
                mode,
                isGood ? requirements : requirements + ofProtocol(protocol),
                "-- tls with " + shown + " --\n" + expected);
    }

    private static String ofProtocol(MailProtocol protocol) {
        return switch (protocol) {
            case IMAP -> " imap.tls.hostname-check";
            case POP3 -> " pop3.auth.client-verifies-cert";
            case SMTP ->
                " smtp.auth.plain.no-auth-on-bad-cert smtp.auth.plain.no-auth-on-mismatch"
                        + " smtp.auth.plain.hostname-check";
        };
    }
}
