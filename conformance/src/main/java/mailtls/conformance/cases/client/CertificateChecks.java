package mailtls.conformance.cases.client;

import java.util.Arrays;
import java.util.stream.Stream;
import mailtls.conformance.client.ClientCase;
import mailtls.conformance.peer.MailProtocol;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Section;

/**
 * RFC 9525 section 6, and RFC 7817 section 3: certificates that prove nothing. In both modes, since the answer has to be the same.
 */
public enum CertificateChecks implements Section {
    /** Nobody but the server says who it is. */
    SELF_SIGNED("a certificate that it has signed itself", "mail.mua.validate-7817 mail.mua.cert-needed-for-level"),
    /** Somebody says so whom nobody knows. */
    UNKNOWN_AUTHORITY("a certificate of an unknown authority", "mail.mua.validate-7817"),
    /** It is somebody else. */
    OTHER_NAME("a certificate for another name", "mail.identity.check tls.identity.mismatch-terminate"),
    /** The name is only where names used to be before 1999. */
    NAME_AS_CN("the name as CN only", "tls.identity.no-cn"),
    /** The name is in a URI. */
    NAME_AS_URI("the name as URI only", "mail.identity.no-uri-id"),
    /** It was good until yesterday. */
    EXPIRED("an expired certificate", "mail.mua.validate-7817"),
    /** It will be good tomorrow. */
    NOT_YET_VALID("a certificate that is not valid yet", "mail.mua.validate-7817"),
    /** A star in the middle of a label. */
    PARTIAL_WILDCARD("a wildcard in a label", "mail.identity.no-partial-wildcard tls.identity.wildcard-only-leftmost"),
    /** The name, for whoever reads no further than a NUL. */
    NUL_IN_THE_NAME("a NUL in the name", "tls.identity.label-match"),
    /** It may be used by clients only. */
    FOR_CLIENTS("a certificate for clients", "mail.mua.validate-7817"),
    /** The authority is a server with a certificate of its own. */
    SIGNED_BY_A_SERVER("a certificate signed by a server's", "mail.mua.validate-7817");

    private final String shown;
    private final String requirements;

    CertificateChecks(String shown, String requirements) {
        this.shown = shown;
        this.requirements = requirements;
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
        return ClientCase.twin(
                this, protocol, mode, requirements + ofProtocol(protocol), "-- tls with " + shown + " --\n-- fails --");
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
