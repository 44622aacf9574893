package mailtls.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mailtls.wire.Ascii;

/**
 * Whether a certificate is for the server that was meant (RFC 9525, and RFC 7817 for mail). Names count only as subject
 * alternative names; a common name is not looked at. A wildcard is a whole left-most label and stands for exactly one.
 */
public final class NameCheck {

    private static final int OTHER_NAME = 0;
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    /** id-on-dnsSRV, 1.3.6.1.5.5.7.8.7 (RFC 4985), as its object identifier is encoded. */
    private static final byte[] SRV_NAME = {0x06, 0x08, 0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x08, 0x07};

    private static final byte IA5_STRING = 0x16;

    private NameCheck() {}

    /**
     * Checks a certificate.
     *
     * @param wanted any of these is enough
     * @throws CertificateException if it is for none of them; the message says which names it is for
     */
    public static void check(X509Certificate certificate, Set<ReferenceId> wanted) throws CertificateException {
        List<Presented> names = presented(certificate);
        if (wanted.stream().noneMatch(id -> names.stream().anyMatch(name -> name.isFor(id)))) {
            throw new WrongNameException("the certificate is not for " + words(wanted) + ", but for " + words(names));
        }
    }

    /** A name as it stands in a certificate. */
    private record Presented(int type, String name) {

        boolean isFor(ReferenceId wanted) {
            if (wanted instanceof ReferenceId.DnsId dns) {
                return type == DNS_NAME && (name.equals(dns.name()) || isWildcardOf(dns.name()));
            }
            if (wanted instanceof ReferenceId.SrvId srv) {
                return type == OTHER_NAME && name.equals("_" + srv.service() + "." + srv.domain());
            }
            return type == IP_ADDRESS && isAddress(((ReferenceId.IpId) wanted).address());
        }

        private boolean isWildcardOf(String host) {
            int dot = host.indexOf('.');
            return dot > 0 && name.equals("*" + host.substring(dot)) && host.indexOf('.', dot + 1) > 0;
        }

        private boolean isAddress(InetAddress wanted) {
            try {
                return InetAddress.getByName(name).equals(wanted);
            } catch (UnknownHostException notAnAddress) {
                return false;
            }
        }

        @Override
        public String toString() {
            return Ascii.printable(name);
        }
    }

    private static List<Presented> presented(X509Certificate certificate) throws CertificateParsingException {
        var names = new ArrayList<Presented>();
        Optional<Collection<List<?>>> all = Optional.ofNullable(certificate.getSubjectAlternativeNames());
        for (List<?> name : all.orElse(List.of())) {
            int type = (Integer) name.get(0);
            Object value = name.get(1);
            if (type == OTHER_NAME && value instanceof byte[] encoded) {
                srvName(encoded).ifPresent(srv -> names.add(new Presented(OTHER_NAME, srv)));
            } else if (value instanceof String text && (type == DNS_NAME || type == IP_ADDRESS)) {
                names.add(new Presented(type, Ascii.lower(text)));
            }
        }
        return names;
    }

    /** Returns the SRVName in an otherName: the identifier of its type, and a text that ends the encoding. */
    private static Optional<String> srvName(byte[] encoded) {
        int at = indexOf(encoded, SRV_NAME);
        if (at < 0) {
            return Optional.empty();
        }
        for (int i = at + SRV_NAME.length; i + 1 < encoded.length; i++) {
            if (encoded[i] == IA5_STRING && (encoded[i + 1] & 0xff) == encoded.length - i - 2) {
                return Optional.of(
                        Ascii.lower(new String(encoded, i + 2, encoded.length - i - 2, StandardCharsets.US_ASCII)));
            }
        }
        return Optional.empty();
    }

    private static int indexOf(byte[] all, byte[] part) {
        for (int i = 0; i + part.length <= all.length; i++) {
            if (java.util.Arrays.equals(all, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        return -1;
    }

    private static String words(Collection<?> names) {
        return names.isEmpty()
                ? "any name"
                : names.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
}
