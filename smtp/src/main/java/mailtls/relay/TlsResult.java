package mailtls.relay;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * One attempt at TLS, as a report counts it (RFC 8460 section 4).
 *
 * @param domain whose mail it was
 * @param host the mail exchanger
 * @param address its address; nothing if it was not asked, since nothing could have proved who it is
 * @param policy what held
 * @param published what the domain has published of it, a record or a field each
 * @param failure what went wrong, by the RFC's word; nothing if TLS was there
 * @param detail more about it, for a person
 */
public record TlsResult(
        String domain,
        String host,
        Optional<InetAddress> address,
        HostPolicy policy,
        List<String> published,
        Optional<Failure> failure,
        String detail) {

    public TlsResult {
        published = List.copyOf(published);
    }

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
                Optional.of(address),
                hop.policy(),
                hop.published(),
                overTls ? Optional.empty() : Optional.of(Failure.STARTTLS_NOT_SUPPORTED),
                "");
    }

    static TlsResult failed(String domain, Hop hop, InetAddress address, Attempt.NoTls wrong) {
        Failure failure = switch (wrong.problem()) {
            case NOT_OFFERED -> Failure.STARTTLS_NOT_SUPPORTED;
            case HANDSHAKE -> Failure.VALIDATION_FAILURE;
            case NOT_THE_RIGHT_ONE -> notTheRightOne(hop.policy(), wrong.detail());
        };
        return failed(domain, hop, Optional.of(address), failure, wrong.detail());
    }

    static TlsResult notAsked(String domain, Hop hop) {
        Failure failure = hop.policy() == HostPolicy.DNS_FAILED ? Failure.DNSSEC_INVALID : Failure.VALIDATION_FAILURE;
        return failed(domain, hop, Optional.empty(), failure, hop.reason());
    }

    private static TlsResult failed(
            String domain, Hop hop, Optional<InetAddress> address, Failure failure, String detail) {
        return new TlsResult(domain, hop.host(), address, hop.policy(), hop.published(), Optional.of(failure), detail);
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
