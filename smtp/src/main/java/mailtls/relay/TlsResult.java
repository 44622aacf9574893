package mailtls.relay;

import java.net.InetAddress;
import java.util.Optional;

/**
 * One attempt at TLS, as a report counts it (RFC 8460 section 4).
 *
 * @param domain whose mail it was
 * @param host the mail exchanger
 * @param address its address
 * @param policy what held
 * @param failure what went wrong, by the RFC's word; nothing if TLS was there
 * @param detail more about it, for a person
 */
public record TlsResult(
        String domain, String host, InetAddress address, HostPolicy policy, Optional<Failure> failure, String detail) {

    /** The words for what goes wrong (RFC 8460 section 4.3). */
    public enum Failure {
        STARTTLS_NOT_SUPPORTED("starttls-not-supported"),
        CERTIFICATE_HOST_MISMATCH("certificate-host-mismatch"),
        CERTIFICATE_EXPIRED("certificate-expired"),
        CERTIFICATE_NOT_TRUSTED("certificate-not-trusted"),
        VALIDATION_FAILURE("validation-failure"),
        TLSA_INVALID("tlsa-invalid"),
        DNSSEC_INVALID("dnssec-invalid"),
        DANE_REQUIRED("dane-required"),
        STS_POLICY_FETCH_ERROR("sts-policy-fetch-error"),
        STS_POLICY_INVALID("sts-policy-invalid"),
        STS_WEBPKI_INVALID("sts-webpki-invalid");

        private final String word;

        Failure(String word) {
            this.word = word;
        }

        /** Returns the word. */
        public String word() {
            return word;
        }
    }

    static TlsResult of(String domain, Hop hop, InetAddress address, boolean overTls) {
        return new TlsResult(
                domain,
                hop.host(),
                address,
                hop.policy(),
                overTls ? Optional.empty() : Optional.of(Failure.STARTTLS_NOT_SUPPORTED),
                "");
    }

    static TlsResult failed(String domain, Hop hop, InetAddress address, Attempt.NoTls wrong) {
        Failure failure = switch (wrong.problem()) {
            case NOT_OFFERED -> Failure.STARTTLS_NOT_SUPPORTED;
            case HANDSHAKE -> Failure.VALIDATION_FAILURE;
            case NOT_THE_RIGHT_ONE -> notTheRightOne(hop.policy(), wrong.detail());
        };
        return new TlsResult(domain, hop.host(), address, hop.policy(), Optional.of(failure), wrong.detail());
    }

    private static Failure notTheRightOne(HostPolicy policy, String detail) {
        if (policy == HostPolicy.DANE) {
            return Failure.VALIDATION_FAILURE;
        }
        if (detail.contains("is not for ")) {
            return Failure.CERTIFICATE_HOST_MISMATCH;
        }
        return detail.contains("expired") ? Failure.CERTIFICATE_EXPIRED : Failure.CERTIFICATE_NOT_TRUSTED;
    }
}
