package mailtls.relay;

import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.X509ExtendedTrustManager;
import mailtls.client.NameCheck;
import mailtls.client.ReferenceId;
import mailtls.client.ServerCheck;
import mailtls.client.Trust;

/**
 * Believes what DNSSEC says (RFC 7672 section 3): a certificate that a TLSA record is for, whatever its name and its dates; or
 * one that an authority signed which a TLSA record is for, and then its name counts.
 *
 * @param records all of them usable
 */
record DaneTrust(List<Tlsa> records) implements Trust {

    DaneTrust {
        if (records.isEmpty() || !records.stream().allMatch(Tlsa::isUsable)) {
            throw new IllegalArgumentException("not to be used for DANE: " + records);
        }
        records = List.copyOf(records);
    }

    @Override
    public X509ExtendedTrustManager checking(Set<ReferenceId> wanted) {
        return new ServerCheck((chain, keyExchange, engine) -> check(chain, wanted));
    }

    private void check(X509Certificate[] chain, Set<ReferenceId> wanted) throws CertificateException {
        if (matches(Tlsa.END_ENTITY, chain[0])) {
            return; // neither name nor dates (RFC 7672 section 3.1.1)
        }
        Optional<GeneralSecurityException> why = Optional.empty();
        for (int i = 0; i < chain.length; i++) {
            if (matches(Tlsa.TRUST_ANCHOR, chain[i])) {
                why = fault(chain, i);
                if (why.isEmpty()) {
                    NameCheck.check(chain[0], wanted); // RFC 7672 section 3.1.2
                    return;
                }
            }
        }
        String message = "no certificate of the server is one that its TLSA records are for";
        throw why.map(cause -> new CertificateException(message + ": " + cause.getMessage(), cause))
                .orElseGet(() -> new CertificateException(message));
    }

    private boolean matches(int usage, X509Certificate certificate) {
        return records.stream().anyMatch(record -> record.usage() == usage && record.matches(certificate));
    }

    /** Returns why the certificates before this one are not signed by it, all in their time; nothing if they are. */
    private static Optional<GeneralSecurityException> fault(X509Certificate[] chain, int anchor) {
        try {
            if (anchor == 0) {
                chain[0].checkValidity(); // the server's own certificate may be its anchor
                return Optional.empty();
            }
            CertPath path = CertificateFactory.getInstance("X.509")
                    .generateCertPath(Arrays.asList(Arrays.copyOf(chain, anchor)));
            var parameters = new PKIXParameters(Set.of(new TrustAnchor(chain[anchor], null)));
            parameters.setRevocationEnabled(false);
            CertPathValidator.getInstance("PKIX").validate(path, parameters);
            return Optional.empty();
        } catch (GeneralSecurityException doesNotLead) {
            return Optional.of(doesNotLead);
        }
    }
}
