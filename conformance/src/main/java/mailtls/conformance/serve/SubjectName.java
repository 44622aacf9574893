package mailtls.conformance.serve;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mailtls.wire.Ascii;

/**
 * A name that a certificate is for (RFC 5280 section 4.2.1.6).
 *
 * @param type {@link #DNS} or {@link #IP}
 * @param text the name in lower case, or the address as Java prints it
 */
record SubjectName(int type, String text) {

    static final int DNS = 2;
    static final int IP = 7;

    /** Returns the name for what somebody wrote: “mail.example.org”, “127.0.0.1”, “::1”. */
    static SubjectName of(String written) {
        if (!written.contains(":") && !written.matches("[0-9.]+")) {
            return new SubjectName(DNS, Ascii.lower(written));
        }
        try {
            return new SubjectName(IP, InetAddress.getByName(written).getHostAddress());
        } catch (UnknownHostException notAnAddress) {
            throw new IllegalArgumentException("neither a name nor an address: " + written, notAnAddress);
        }
    }

    /** Returns the DNS names and addresses that a certificate is for. */
    static Set<SubjectName> of(X509Certificate certificate) throws CertificateParsingException {
        return Optional.ofNullable(certificate.getSubjectAlternativeNames()).stream()
                .flatMap(names -> names.stream())
                .filter(SubjectName::isDnsOrIp)
                .map(entry -> of((String) entry.get(1)))
                .collect(Collectors.toSet());
    }

    private static boolean isDnsOrIp(List<?> entry) {
        return entry.get(0).equals(DNS) || entry.get(0).equals(IP);
    }
}
