package mailtls.relay;

import java.net.InetAddress;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.List;
import java.util.Optional;
import mailtls.client.WrongNameException;

/**
 * One attempt at TLS, as a report counts it (RFC 8460 section 4).
 *
 * @param domain whose mail it was
 * @param host the mail exchanger; nothing if it is about the policy and not about a host
 * @param address its address; nothing if it was not asked, since nothing could have proved who it is
 * @param policy what held
 * @param published what the domain has published of it, a record or a field each
 * @param failure what went wrong, by the RFC's word; nothing if TLS was there as the policy wants it
 * @param detail more about it, for a person
 */
public record TlsResult(
        String domain,
        Optional<String> host,
        Optional<InetAddress> address,
        Policy policy,
        List<String> published,
        Optional<Failure> failure,
        String detail) {

    public TlsResult {
        published = List.copyOf(published);
    }

    /** The words for what held (RFC 8460 section 4.4). */
    public enum Policy {
        TLSA("tlsa"),
        STS("sts"),
        NONE("no-policy-found");

        private final String word;

        Policy(String word) {
            this.word = word;
        }

        /** Returns the word. */
        public String word() {
            return word;
        }

        static Policy of(HostPolicy policy) {
            return switch (policy) {
                case DANE, DANE_UNUSABLE, DANE_REQUIRED, DNS_FAILED -> TLSA;
                case STS_ENFORCE, STS_NOT_LISTED, STS_TESTING, UNUSABLE_ENFORCE, UNUSABLE_TESTING -> STS;
                case OPPORTUNISTIC, REQUIRETLS, TLS_REQUIRED_NO -> NONE;
            };
        }
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

        static Failure of(HostPolicy.Problem problem) {
            return switch (problem) {
                case NOT_OFFERED -> STARTTLS_NOT_SUPPORTED;
                case HANDSHAKE -> VALIDATION_FAILURE;
                case NOT_THE_RIGHT_ONE -> CERTIFICATE_NOT_TRUSTED;
            };
        }

        /** Returns the word for why a certificate was not believed: what is deepest in it. */
        static Failure of(CertificateException why) {
            Failure found = CERTIFICATE_NOT_TRUSTED;
            Optional<Throwable> cause = Optional.of(why);
            for (int i = 0; i < DEEPEST_CAUSE && cause.isPresent(); i++) {
                if (cause.get() instanceof WrongNameException) {
                    found = CERTIFICATE_HOST_MISMATCH;
                } else if (cause.get() instanceof CertificateExpiredException) {
                    found = CERTIFICATE_EXPIRED;
                }
                cause = cause.map(Throwable::getCause);
            }
            return found;
        }
    }

    private static final int DEEPEST_CAUSE = 10;

    /**
     * A host has taken mail.
     *
     * @return one result for each policy that held: TLSA records of no use are a failure of DANE, whatever else went well
     */
    static List<TlsResult> of(String domain, Hop hop, InetAddress address, boolean overTls) {
        if (!overTls) {
            return List.of(of(domain, hop, address, Failure.STARTTLS_NOT_SUPPORTED, ""));
        }
        return switch (hop.policy()) {
            case DANE_UNUSABLE -> List.of(unusable(domain, hop, address));
            case UNUSABLE_ENFORCE, UNUSABLE_TESTING ->
                List.of(unusable(domain, hop, address), of(domain, hop, Optional.of(address), Optional.empty(), ""));
            default -> List.of(of(domain, hop, Optional.of(address), Optional.empty(), ""));
        };
    }

    /** TLS went wrong at a host. */
    static TlsResult failed(String domain, Hop hop, InetAddress address, Attempt.NoTls wrong) {
        return of(domain, hop, address, wrong.failure(), wrong.detail());
    }

    /** A host was not asked. */
    static TlsResult notAsked(String domain, Hop hop) {
        Failure failure = switch (hop.policy()) {
            case DNS_FAILED -> Failure.DNSSEC_INVALID;
            case DANE_REQUIRED -> Failure.DANE_REQUIRED;
            default -> Failure.VALIDATION_FAILURE;
        };
        return of(domain, hop, Optional.empty(), Optional.of(failure), hop.reason());
    }

    /** A domain's MTA-STS policy could not be had; one that was remembered holds meanwhile. */
    static TlsResult missed(String domain, Optional<StsPolicy> remembered, StsFetched.Missed why) {
        return new TlsResult(
                domain,
                Optional.empty(),
                Optional.empty(),
                Policy.STS,
                remembered.map(StsPolicy::lines).orElse(List.of()),
                Optional.of(why.failure()),
                why.detail());
    }

    private static TlsResult unusable(String domain, Hop hop, InetAddress address) {
        return new TlsResult(
                domain,
                Optional.of(hop.host()),
                Optional.of(address),
                Policy.TLSA,
                hop.records().stream().map(Tlsa::toString).toList(),
                Optional.of(Failure.TLSA_INVALID),
                "no record can be used");
    }

    private static TlsResult of(String domain, Hop hop, InetAddress address, Failure failure, String detail) {
        return of(domain, hop, Optional.of(address), Optional.of(failure), detail);
    }

    private static TlsResult of(
            String domain, Hop hop, Optional<InetAddress> address, Optional<Failure> failure, String detail) {
        return new TlsResult(
                domain, Optional.of(hop.host()), address, Policy.of(hop.policy()), hop.published(), failure, detail);
    }
}
