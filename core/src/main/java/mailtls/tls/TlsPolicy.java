package mailtls.tls;

import java.util.List;
import java.util.Set;
import mailtls.wire.Ascii;

/**
 * Which TLS is spoken. The default is what RFC 9325 recommends: 1.2 and 1.3, forward secrecy, authenticated encryption, no
 * compression, no renegotiation.
 *
 * @param floor the lowest version accepted
 * @param ceiling the highest version offered
 * @param suites cipher suites by their registered names, the best first; empty for JSSE's own list
 * @param groups key-exchange groups by JSSE's names, the best first; empty for JSSE's own list. Where the JDK cannot set them
 *     (before 20) an engine is refused, so that nobody believes in a setting that does nothing
 * @param clientCertificate whether a client has to show a certificate
 * @param alpn what happens when a client offers application protocols
 * @param unknownName what happens when a client asks for a server name that no certificate is for
 */
public record TlsPolicy(
        Version floor,
        Version ceiling,
        List<String> suites,
        List<String> groups,
        ClientCertificate clientCertificate,
        Alpn alpn,
        UnknownName unknownName) {

    /** The versions there are; those below 1.2 must not be spoken (RFC 8996), but a test may want to. */
    public enum Version {
        TLS_1_0("TLSv1"),
        TLS_1_1("TLSv1.1"),
        TLS_1_2("TLSv1.2"),
        TLS_1_3("TLSv1.3");

        private final String jsse;

        Version(String jsse) {
            this.jsse = jsse;
        }

        /** Returns the version of the name “1.2”, “TLSv1.2” or “TLS 1.2”. */
        public static Version of(String name) {
            String number = Ascii.upper(name).replaceFirst("^TLS *V?", "");
            for (Version version : values()) {
                if (version.number().equals(number) || version.jsse.equals(name)) {
                    return version;
                }
            }
            throw new IllegalArgumentException("a TLS version is 1.0, 1.1, 1.2 or 1.3, not “" + name + "”");
        }

        private String number() {
            return name().substring("TLS_".length()).replace('_', '.');
        }
    }

    /** Whether a client has to show a certificate. */
    public enum ClientCertificate {
        NOT_ASKED,
        WANTED,
        NEEDED
    }

    /** What happens when a client offers application protocols (RFC 7301). */
    public enum Alpn {
        /** The extension is not looked at. */
        OFF,
        /** Ours is chosen if it is among them; if not, the handshake goes on without. */
        LENIENT,
        /** Ours has to be among them, or the handshake fails: what stops cross-protocol attacks (RFC 9325 section 3.8). */
        STRICT
    }

    /** What happens when a client asks for a server name that no certificate is for. */
    public enum UnknownName {
        /** It gets the first certificate, and may judge for itself; a must for an MX (RFC 7672 section 8.1). */
        GETS_THE_DEFAULT,
        /** The handshake fails (RFC 9325 section 3.7). */
        IS_REFUSED
    }

    /** What RFC 9325 recommends. */
    public static final TlsPolicy DEFAULT = new TlsPolicy(
            Version.TLS_1_2,
            Version.TLS_1_3,
            List.of(),
            List.of(),
            ClientCertificate.NOT_ASKED,
            Alpn.STRICT,
            UnknownName.GETS_THE_DEFAULT);

    /** The suites for TLS 1.2 and 1.3 that the default policy leaves out although JSSE has them on: no forward secrecy, CBC, or no certificate. */
    static boolean isRecommended(String suite) {
        return Set.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256")
                        .contains(suite)
                || (suite.matches("TLS_ECDHE_(ECDSA|RSA)_.*")
                        && (suite.contains("_GCM_") || suite.contains("_CHACHA20_")));
    }

    public TlsPolicy {
        suites = List.copyOf(suites);
        groups = List.copyOf(groups);
        if (floor.compareTo(ceiling) > 0) {
            throw new IllegalArgumentException(
                    "the lowest TLS version, " + floor.number() + ", is above the highest, " + ceiling.number());
        }
    }

    /** Returns JSSE's names of the versions, the lowest first. */
    public List<String> versions() {
        return List.of(Version.values()).subList(floor.ordinal(), ceiling.ordinal() + 1).stream()
                .map(version -> version.jsse)
                .toList();
    }

    /** Returns this policy with other versions. */
    public TlsPolicy withVersions(Version lowest, Version highest) {
        return new TlsPolicy(lowest, highest, suites, groups, clientCertificate, alpn, unknownName);
    }

    /** Returns this policy with other cipher suites. */
    public TlsPolicy withSuites(List<String> names) {
        return new TlsPolicy(floor, ceiling, names, groups, clientCertificate, alpn, unknownName);
    }

    /** Returns this policy with other groups. */
    public TlsPolicy withGroups(List<String> names) {
        return new TlsPolicy(floor, ceiling, suites, names, clientCertificate, alpn, unknownName);
    }

    /** Returns this policy with another rule for client certificates. */
    public TlsPolicy withClientCertificate(ClientCertificate rule) {
        return new TlsPolicy(floor, ceiling, suites, groups, rule, alpn, unknownName);
    }

    /** Returns this policy with another rule for application protocols. */
    public TlsPolicy withAlpn(Alpn rule) {
        return new TlsPolicy(floor, ceiling, suites, groups, clientCertificate, rule, unknownName);
    }

    /** Returns this policy with another rule for unknown server names. */
    public TlsPolicy withUnknownName(UnknownName rule) {
        return new TlsPolicy(floor, ceiling, suites, groups, clientCertificate, alpn, rule);
    }
}
